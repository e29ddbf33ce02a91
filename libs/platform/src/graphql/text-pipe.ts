import { ArgumentMetadata, Injectable, PipeTransform, ValidationError, ValidationPipe } from '@nestjs/common';
import { BadUserInput, FieldProblem } from '../errors/refusal';
import { PageArguments } from './connection';
import { inOurWords } from './validation-words';

/** How deep a value may be nested. No notice comes near it, and what is deeper could be neither walked nor stored. */
const DEEPEST = 100;

/** How many entries a list may have: more than any list of ours takes, and few enough to look through each. */
const MOST_ENTRIES = 5000;

/** Arguments of one list that are remembered as valid, and how long their JSON may be. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 1000;

/**
 * Validates inputs by their class-validator decorators and refuses text that PostgreSQL cannot hold, with the path of each
 * field. Every other character, also emoji and right-to-left marks, is kept as it came.
 *
 * Lists are asked for with the same arguments again and again: what was found valid is remembered, by its JSON, and handed out frozen.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    transform: true,
    transformOptions: { exposeUnsetFields: false },
    exceptionFactory: (errors) => refused(errors.flatMap((error) => problems(error, ''))),
  });

  private readonly remembered = new Map<ArgumentMetadata['metatype'], Map<string, unknown>>();

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const { metatype } = metadata;
    if (!(metatype?.prototype instanceof PageArguments)) return this.validated(value, metadata);
    const json = JSON.stringify(value);
    const valid = this.remembered.get(metatype)?.get(json);
    if (valid !== undefined) return valid;
    const found = frozen(await this.validated(value, metadata));
    if (json.length <= LONGEST_REMEMBERED) this.remember(metatype, json, found);
    return found;
  }

  private remember(metatype: ArgumentMetadata['metatype'], json: string, found: unknown): void {
    let known = this.remembered.get(metatype);
    if (known === undefined) this.remembered.set(metatype, (known = new Map()));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(json, found);
  }

  private async validated(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const problem = findUnstorable(value, '', DEEPEST);
    if (problem !== null) throw refused([problem]);
    return this.validation.transform(value, metadata) as Promise<unknown>;
  }
}

/** The same value, which nobody can change any more. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function refused(fields: FieldProblem[]): BadUserInput {
  const first = fields[0];
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  return new BadUserInput(`${first.path === '' ? 'The input' : first.path} ${first.message}${more}.`, fields);
}

function problems(error: ValidationError, parent: string): FieldProblem[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    path,
    message: inOurWords(message, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problems(child, path))];
}

/** The first text that PostgreSQL cannot hold, or what is too long or nested too deeply to be looked through. */
function findUnstorable(value: unknown, path: string, depth: number): FieldProblem | null {
  if (typeof value === 'string') return textProblem(value, path);
  if (value === null || typeof value !== 'object' || value instanceof Date) return null;
  if (Array.isArray(value) && value.length > MOST_ENTRIES)
    return { path, message: `has more than ${MOST_ENTRIES.toLocaleString('en')} entries; send fewer` };
  if (depth === 0) return { path, message: `is nested more than ${DEEPEST} levels deep; send it flatter` };
  for (const [key, item] of Object.entries(value)) {
    const name = textProblem(key, path);
    const place = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = name ?? findUnstorable(item, place, depth - 1);
    if (found !== null) return found;
  }
  return null;
}

/** Half of a surrogate pair is no character: it would be stored as another, and a hash over it could not be checked. */
function textProblem(text: string, path: string): FieldProblem | null {
  if (text.includes('\u0000')) return { path, message: 'contains a character that cannot be stored (NUL); remove it' };
  if (HALF_A_PAIR.test(text)) return { path, message: 'contains half of a character, which cannot be stored; type it again' };
  return null;
}

const HALF_A_PAIR = /\p{Surrogate}/u;
