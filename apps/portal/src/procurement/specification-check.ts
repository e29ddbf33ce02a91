import type { RequirementInput, SpecificationToCheckQuery } from '../api/operations';

type Specification = SpecificationToCheckQuery['specification'];
type Found = Specification['requirements'][number];
type Skipped = Specification['skipped'][number];

/** What a person chose of a specification. */
export interface Chosen {
  /** Ids of what is ticked. */
  taken: readonly string[];
  /** What stands now in lines that were skipped, by their ids. */
  mended: ReadonlyMap<string, string>;
  /** Whether requirements whose numbers are taken are numbered on. */
  numberOn: boolean;
}

/**
 * What was read, each with an id: its place in the answer, since sheets count their lines anew. What was not understood of a
 * requirement that is kept stands in its line: it is no line that a person could take in.
 */
export function identified({ requirements, skipped }: Specification): {
  requirements: (Found & { id: string })[];
  skipped: (Skipped & { id: string })[];
  kept: Skipped[];
} {
  const found = new Set(requirements.map(placeOf));
  return {
    requirements: requirements.map((requirement, index) => ({ ...requirement, id: `r${index}` })),
    skipped: skipped.map((line, index) => ({ ...line, id: `s${index}` })).filter((line) => !found.has(placeOf(line))),
    kept: skipped.filter((line) => found.has(placeOf(line))),
  };
}

function placeOf({ sheet, line }: Found | Skipped): string {
  return JSON.stringify([sheet, line]);
}

/** What is ticked before anybody has chosen: all that was found, and nothing that was skipped. */
export function untouched(specification: Specification): Chosen {
  return { taken: identified(specification).requirements.map(({ id }) => id), mended: new Map(), numberOn: false };
}

/**
 * What of a specification is added: the requirements that were left ticked and the lines that a person took in, in the order of the
 * source. It is the same however often the form is sent, whatever the procurement has by then: so the API knows the form again.
 */
export function checkedRequirements(
  specification: Specification,
  { taken, mended }: Pick<Chosen, 'taken' | 'mended'>,
): RequirementInput[] {
  const { requirements, skipped } = identified(specification);
  const found = requirements.map((requirement) => ({ ...requirement, input: inputOf(requirement) }));
  const takenIn = skipped.map((line) => ({ ...line, input: { text: mended.get(line.id) ?? line.text } }));
  const order = new Map(specification.sheets.map((sheet, index) => [sheet, index]));
  const orderOf = ({ sheet }: { sheet: string | null }): number => (sheet === null ? 0 : (order.get(sheet) ?? 0));
  return [...found, ...takenIn]
    .filter(({ id }) => taken.includes(id))
    .sort((a, b) => orderOf(a) - orderOf(b) || a.line - b.line)
    .map(({ input }) => input);
}

/** Numbers of the specification that requirements of the procurement have already. */
export function numbersTaken({ procurement, specification }: SpecificationToCheckQuery): string[] {
  const there = new Set(procurement.requirements.map(({ ref }) => ref));
  return specification.requirements.flatMap(({ ref }) => (ref !== null && there.has(ref) ? [ref] : []));
}

/** Numbers that requirements of the procurement have already, of what was left ticked and is not numbered on: none can be added with them. */
export function numbersClashing(read: SpecificationToCheckQuery, { taken, numberOn }: Chosen): string[] {
  if (numberOn) return [];
  const there = new Set(numbersTaken(read));
  const added = identified(read.specification).requirements.filter(({ id }) => taken.includes(id));
  return added.flatMap(({ ref }) => (ref !== null && there.has(ref) ? [ref] : []));
}

function inputOf({ text, ref, kind, weight, minimumStrength }: Found): RequirementInput {
  return {
    text,
    ...(ref === null ? {} : { ref }),
    ...(kind === null ? {} : { kind }),
    ...(weight === null || kind === 'GATE' ? {} : { weight }),
    ...(minimumStrength === null ? {} : { minimumStrength }),
  };
}
