import { Field, LONGEST, object } from './field';
import { readPeriod } from './period';
import { ContractPerformance } from './release';
import { readValue } from './value';

/** Codes of how a buyer rates a measure. @source the UK extension of OCDS, Observation.measureClassification */
const RATINGS = ['met', 'slightlyBelow', 'below', 'significantlyBelow', 'other'];

/** What a statement is before it says anything. */
const NOTHING = {
  indicator: null,
  target: null,
  period: null,
  every: null,
  measured: null,
  rating: null,
  ratingDescription: null,
  penalty: null,
  responsible: null,
};

/**
 * What the contracts of a release state of their performance: what was measured (`implementation.metrics`), what failed
 * (`implementation.performanceFailures`) and what was agreed to be measured (`agreedMetrics`). All of it as published: no measure is compared with
 * its target, and a rating that is not stated stays unknown.
 *
 * @source OCDS metrics extension and the UK extension, UK7 and UK9 notices; counted on the releases in seed/find-a-tender
 */
export function readPerformance(contracts: readonly Field[]): ContractPerformance[] {
  return contracts.flatMap((contract) => {
    const implementation = contract.child('implementation');
    const stated = [
      ...called(implementation?.children('metrics') ?? []).flatMap(([name, metric]) => measuresOf(name, metric)),
      ...called(implementation?.children('performanceFailures') ?? []).flatMap(([name, failure]) => failureOf(name, failure)),
      ...called(contract.children('agreedMetrics')).flatMap(([name, metric]) => agreedOf(name, metric)),
    ];
    const its = { contractId: contract.id('id') ?? '', awardId: contract.id('awardID') };
    return stated.map((one) => ({ ...NOTHING, ...its, ...one }));
  });
}

/** {@link readPerformance} of a release by itself, whatever else it says. */
export function performanceIn(release: object): ContractPerformance[] {
  return readPerformance(new Field(object(release) ?? {}, '', []).children('contracts'));
}

type Stated = Pick<ContractPerformance, 'kind' | 'statement'> & Partial<ContractPerformance>;

/** A measure for each observation of a metric; one that says nothing where it has none, since the buyer tells of the metric all the same. */
function measuresOf(name: string, metric: Field): Stated[] {
  const what = indicatorOf(metric);
  const observations = called(metric.children('observations'));
  if (observations.length === 0) return saysSomething(metric, what) ? [{ kind: 'MEASURED', statement: name, ...what }] : [];
  return observations.map(([observed, observation]) => ({
    kind: 'MEASURED',
    statement: JSON.stringify([name, observed]),
    ...what,
    period: readPeriod(observation.child('period')),
    every: everyOf([observation]),
    measured: measureOf(observation),
    ...ratingOf(observation),
  }));
}

/** What was agreed: where the target is an observation's measure, it stands behind the words. */
function agreedOf(name: string, metric: Field): Stated[] {
  const { indicator, target } = indicatorOf(metric);
  const observations = metric.children('observations');
  const targets = [target, ...observations.map(measureOf)].filter((each) => each !== null);
  const agreed = { indicator, target: targets.length === 0 ? null : targets.join('; ') };
  if (!saysSomething(metric, agreed)) return [];
  const period = observations.map((observation) => readPeriod(observation.child('period'))).find((each) => each !== null);
  return [{ kind: 'AGREED', statement: name, ...agreed, period: period ?? null, every: everyOf(observations) }];
}

function failureOf(name: string, failure: Field): Stated[] {
  const said = {
    indicator: failure.short('requirement', LONGEST.words),
    measured: failure.short('description', LONGEST.words),
  };
  const rating = failure.short('category', LONGEST.name);
  if (said.indicator === null && said.measured === null && rating === null) {
    failure.warn('description', 'neither it nor a requirement is stated; the failure is left out.');
    return [];
  }
  const suppliers = failure.children('suppliers').map((supplier) => ({
    partyId: supplier.id('id') ?? '',
    name: supplier.short('name', LONGEST.name) ?? '',
  }));
  return [
    {
      kind: 'FAILURE',
      statement: name,
      ...said,
      period: readPeriod(failure.child('period')),
      rating,
      penalty: {
        decidedOn: failure.day('decisionDate'),
        penaltyOn: failure.day('penaltyDate'),
        basis: failure.short('penaltyType', LONGEST.code) ?? failure.short('penaltyTypeEntered', LONGEST.title),
        value: readValue(failure, 'penaltyValue'),
        partialTermination: failure.short('partialTermination', LONGEST.words),
      },
      responsible: suppliers.length === 0 ? null : suppliers,
    },
  ];
}

function indicatorOf(metric: Field): { indicator: string | null; target: string | null } {
  return { indicator: metric.short('title', LONGEST.title), target: metric.short('description', LONGEST.words) };
}

function saysSomething(metric: Field, { indicator, target }: { indicator: string | null; target: string | null }): boolean {
  if (indicator !== null || target !== null) return true;
  metric.warn('title', 'neither it nor a description is stated; the metric is left out.');
  return false;
}

/** What was observed, as published: words or a figure with its unit, or a sum of money. */
function measureOf(observation: Field): string | null {
  const measure = observation.short('measure', LONGEST.words);
  if (measure !== null) {
    const unit = observation.child('unit')?.short('name', LONGEST.code) ?? null;
    return unit === null ? measure : `${measure} ${unit}`;
  }
  const value = readValue(observation);
  if (value === null) return null;
  const [sum, vat] = value.net !== null ? [value.net, ''] : [value.gross, ' with VAT'];
  return `${sum} ${value.currency ?? 'of an unknown currency'}${vat}`;
}

/** How the buyer rates a measure. A code that nobody knows stays as it was published. */
function ratingOf(observation: Field): Pick<ContractPerformance, 'rating' | 'ratingDescription'> {
  const classification = observation.child('measureClassification');
  if (classification === null) return { rating: null, ratingDescription: null };
  const rating = classification.whole('id', LONGEST.code);
  if (rating !== null && !RATINGS.includes(rating))
    classification.warn('id', `"${rating}" is not one of ${RATINGS.join(', ')}. It is kept as published.`);
  return { rating, ratingDescription: classification.short('description', LONGEST.title) };
}

/** How often something is measured: Find a Tender has it as the length of an observation's period. */
function everyOf(observations: readonly Field[]): string | null {
  const all = observations.flatMap((observation) => {
    const period = observation.child('period');
    if (period === null) return [];
    return (
      [
        ['durationInMonths', 'M'],
        ['durationInDays', 'D'],
      ] as const
    ).flatMap(([name, unit]) => {
      const length = period.whole(name, LONGEST.code);
      if (length === null) return [];
      if (/^[1-9]\d{0,3}$/.test(length)) return [`P${length}${unit}`];
      period.warn(
        name,
        `"${length}" is not a whole number of ${unit === 'M' ? 'months' : 'days'} above nought; it is left out.`,
      );
      return [];
    });
  });
  const [every = null, ...others] = all;
  if (others.some((other) => other !== every))
    observations[0].warn('period', `how often it is measured is stated more than once; ${every} is kept.`);
  return every;
}

/** Fields by what each is called: its id, or else its place; what another is called already has its place behind that. */
function called(fields: readonly Field[]): [name: string, field: Field][] {
  const names = new Set<string>();
  return fields.map((field, index) => {
    const place = `#${index + 1}`;
    const id = field.id('id');
    if (id !== null && names.has(id))
      field.warn('id', `"${id}" is the id of another here too. They are told apart by their places.`);
    let name = id ?? place;
    while (names.has(name)) name += place;
    names.add(name);
    return [name, field];
  });
}
