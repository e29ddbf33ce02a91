import type { CreateProcurementInput, ProcurementDescriptionQuery } from '../api/operations';
import { dayToType, readDay, typedDay, type TypedDay } from '../form/day';
import type { FormErrors } from '../form/form-errors';
import { type FormField, namesIn } from '../form/standing';
import type { Visit } from '../page/visit';
import { readPlaces, typedPlaces, typedPlacesInWords, type TypedPlace } from './place-rows';

/** The form that describes what is bought, as it was typed. */
export interface TypedDescription {
  title: string;
  description: string;
  cpvCodes: string;
  amount: string;
  /** The currency of the amount, which is as it was before: nobody types it. */
  currency: string;
  startsOn: TypedDay;
  endsOn: TypedDay;
  sectors: string[];
  technologies: string[];
  dataSensitivity: string;
  places: TypedPlace[];
}

/** The same with its places in a line, as it is told where somebody else has changed it. */
type ToldDescription = Omit<TypedDescription, 'places'> & { places: string };

export const DATA_SENSITIVITIES = ['PUBLIC', 'OFFICIAL', 'OFFICIAL_SENSITIVE', 'PERSONAL', 'SPECIAL_CATEGORY'] as const;

/** Most places that a procurement may have. */
const MOST_PLACES = 20;

/** The form's fields by the API's paths, for what the API refuses. */
export const DESCRIPTION_FIELDS: Readonly<Record<string, string>> = {
  'input.title': 'title',
  'input.description': 'description',
  'estimatedValue.amount': 'amount',
  'contractPeriod.endsOn': 'endsOn-day',
  cpvCodes: 'cpvCodes',
  places: 'place-0',
  ...Object.fromEntries(Array.from({ length: MOST_PLACES }, (_, row) => [`places.${row}.name`, `place-${row}`])),
};

/** A procurement that is begun by hand is in pounds. */
const POUNDS = 'GBP';

/** @param currency of the value, as it was before */
export function typedDescription(visit: Visit, currency = POUNDS): TypedDescription {
  return {
    title: visit.field('title'),
    description: visit.field('description'),
    cpvCodes: visit.field('cpvCodes'),
    amount: visit.field('amount'),
    currency,
    startsOn: typedDay(visit, 'startsOn'),
    endsOn: typedDay(visit, 'endsOn'),
    sectors: visit.fields('sector'),
    technologies: visit.fields('technology'),
    dataSensitivity: visit.field('dataSensitivity'),
    places: typedPlaces(visit),
  };
}

/** What is known of a procurement, as it would be typed. */
export function descriptionToType(procurement: ProcurementDescriptionQuery['procurement']): TypedDescription {
  return {
    title: procurement.title,
    description: procurement.description ?? '',
    cpvCodes: procurement.cpvCodes.join(', '),
    amount: procurement.estimatedValue === null ? '' : String(procurement.estimatedValue.amount),
    currency: procurement.estimatedValue?.currency ?? POUNDS,
    startsOn: dayToType(procurement.contractPeriod?.startsOn),
    endsOn: dayToType(procurement.contractPeriod?.endsOn),
    sectors: procurement.sectors.map(({ code }) => code),
    technologies: procurement.technologies.map(({ code }) => code),
    dataSensitivity: procurement.dataSensitivity ?? '',
    places: procurement.places.map(({ name, region }) => ({ name, region: region?.code ?? '' })),
  };
}

/** The fields of the form, as the page calls them. */
export function descriptionFields(
  { t }: Visit,
  { sectors, technologies }: Pick<ProcurementDescriptionQuery, 'sectors' | 'technologies'>,
): FormField<ToldDescription>[] {
  return [
    { name: 'title', label: t('procurement.describe.title') },
    { name: 'description', label: t('procurement.describe.description') },
    { name: 'technologies', label: t('procurement.describe.technologies'), say: namesIn(technologies) },
    { name: 'sectors', label: t('procurement.describe.sectors'), say: namesIn(sectors) },
    {
      name: 'dataSensitivity',
      label: t('procurement.describe.sensitivity'),
      say: (sensitivity) => t(`procurement.sensitivity.${sensitivity}`),
    },
    { name: 'cpvCodes', label: t('procurement.describe.cpvCodes') },
    { name: 'amount', label: t('procurement.describe.amount') },
    { name: 'startsOn', label: t('procurement.describe.startsOn') },
    { name: 'endsOn', label: t('procurement.describe.endsOn') },
    { name: 'places', label: t('procurement.describe.places') },
  ];
}

/** A description as it is told. */
export function toldDescription(
  typed: TypedDescription,
  { regions }: Pick<ProcurementDescriptionQuery, 'regions'>,
): ToldDescription {
  return { ...typed, places: typedPlacesInWords(typed.places, regions) };
}

/** What the form says, for the API; what it cannot say is among the errors. @param currency of the value, as it was before */
export function readDescription(visit: Visit, errors: FormErrors, currency = POUNDS): CreateProcurementInput {
  const typed = typedDescription(visit, currency);
  errors.require('title', typed.title, visit.t('procurement.describe.titleMissing'));
  const amount = readAmount(typed.amount);
  if (typed.amount !== '' && amount === null) errors.add('amount', visit.t('procurement.describe.amountWrong'));
  const startsOn = readDay(visit, 'startsOn', errors, visit.t('procurement.describe.startsOn'));
  const endsOn = readDay(visit, 'endsOn', errors, visit.t('procurement.describe.endsOn'));
  return {
    title: typed.title,
    description: typed.description || null,
    cpvCodes: typed.cpvCodes.split(/[\s,;]+/).filter((code) => code !== ''),
    estimatedValue: amount === null ? null : { amount, currency },
    contractPeriod: startsOn === null && endsOn === null ? null : { startsOn, endsOn },
    sectors: typed.sectors,
    technologies: typed.technologies,
    dataSensitivity: DATA_SENSITIVITIES.find((one) => one === typed.dataSensitivity) ?? null,
    places: readPlaces(typed.places, errors, visit.t('procurement.describe.placeMissing')),
  };
}

/** An amount from "£1,250,000.50", "1.2m" or "300k"; null when it is none. */
export function readAmount(text: string): number | null {
  const [, digits, unit] = /^£?\s*(\d[\d,\s]*(?:\.\d+)?)\s*([km]|thousand|million)?$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const times = unit === undefined ? 1 : /^(k|thousand)$/i.test(unit) ? 1e3 : 1e6;
  return Math.round(Number(digits.replace(/[,\s]/g, '')) * times * 100) / 100;
}
