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
}

/** What was read, each with an id: its place in the answer, since sheets count their lines anew and one line may be found and skipped. */
export function identified({ requirements, skipped }: Specification): {
  requirements: (Found & { id: string })[];
  skipped: (Skipped & { id: string })[];
} {
  return {
    requirements: requirements.map((requirement, index) => ({ ...requirement, id: `r${index}` })),
    skipped: skipped.map((line, index) => ({ ...line, id: `s${index}` })),
  };
}

/** What is ticked before anybody has chosen: all that was found, and nothing that was skipped. */
export function untouched(specification: Specification): Chosen {
  return { taken: identified(specification).requirements.map(({ id }) => id), mended: new Map() };
}

/**
 * What of a specification is added: the requirements that were left ticked and the lines that a person took in, in the order of the
 * source.
 */
export function checkedRequirements(specification: Specification, { taken, mended }: Chosen): RequirementInput[] {
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

function inputOf({ text, ref, kind, weight, minimumStrength }: Found): RequirementInput {
  return {
    text,
    ...(ref === null ? {} : { ref }),
    ...(kind === null ? {} : { kind }),
    ...(weight === null || kind === 'GATE' ? {} : { weight }),
    ...(minimumStrength === null ? {} : { minimumStrength }),
  };
}
