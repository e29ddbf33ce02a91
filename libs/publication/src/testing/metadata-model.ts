import Ajv, { type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The parts of LinkML that the model uses. */
interface Slot {
  required?: boolean;
  multivalued?: boolean;
  range?: string;
  pattern?: string;
  minimum_value?: number;
  any_of?: { range?: string; pattern?: string }[];
}
interface Class {
  is_a?: string;
  slots?: string[];
  slot_usage?: Record<string, Slot>;
}
interface Model {
  prefixes: Record<string, string>;
  classes: Record<string, Class>;
  slots: Record<string, Slot>;
  enums: Record<string, { permissible_values: Record<string, unknown> }>;
}

const MODEL = parse(
  readFileSync(join(__dirname, '../../standards/uk_cross_government_metadata_exchange_model.yaml'), 'utf8'),
) as Model;

/** Classes of the model by the type that a record states. */
const CLASS_OF: Record<string, string> = { 'dcat:Dataset': 'Dataset', 'dcat:Distribution': 'Distribution' };

const known = new Map<string, ValidateFunction>();

/**
 * What is wrong with a record of the UK Cross-Government Metadata Exchange Model, in the words of JSON Schema: the model's LinkML is
 * turned into one, closed classes and all.
 */
export function modelErrors(record: { type: string }): string[] {
  const name = CLASS_OF[record.type];
  if (name === undefined) return [`"${record.type}" is no type that is checked here`];
  const validate = known.get(name) ?? new Ajv({ allErrors: true, strict: false }).compile(schemaOf(name));
  known.set(name, validate);
  return validate(record) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function schemaOf(name: string): object {
  const slots = slotsOf(name);
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.entries(slots).flatMap(([slot, { required }]) => (required ? [slot] : [])),
    properties: Object.fromEntries(Object.entries(slots).map(([slot, definition]) => [slot, valuesOf(definition)])),
  };
}

function slotsOf(name: string): Record<string, Slot> {
  const { is_a, slots = [], slot_usage = {} } = MODEL.classes[name];
  const own = Object.fromEntries(slots.map((slot) => [slot, MODEL.slots[slot]]));
  const all = { ...(is_a === undefined ? {} : slotsOf(is_a)), ...own };
  return Object.fromEntries(Object.entries(all).map(([slot, definition]) => [slot, { ...definition, ...slot_usage[slot] }]));
}

function valuesOf(slot: Slot): object {
  const value = slot.any_of === undefined ? valueOf(slot) : { anyOf: slot.any_of.map(valueOf) };
  return slot.multivalued ? { type: 'array', items: value } : value;
}

/** `uk-gov-orgs`, which lists the organisations, is not among the standards: their range is a text. */
function valueOf({ range = 'string', pattern, minimum_value }: Slot): object {
  if (range in MODEL.classes) return schemaOf(range);
  if (range in MODEL.enums) return { enum: Object.keys(MODEL.enums[range].permissible_values) };
  if (range === 'integer') return { type: 'integer', ...(minimum_value === undefined ? {} : { minimum: minimum_value }) };
  const form = pattern ?? FORMS[range];
  return { type: 'string', ...(form === undefined ? {} : { pattern: form }) };
}

/** A prefix that is written as one has to be declared. */
const FORMS: Record<string, string> = {
  date: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  uri: '^[a-z][a-z0-9+.-]*://\\S+$',
  uriorcurie: `^([a-z][a-z0-9+.-]*://\\S+|(${Object.keys(MODEL.prefixes).join('|')}):\\S+)$`,
};
