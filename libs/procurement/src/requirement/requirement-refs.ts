import { Conflict } from '#platform';
import type { RequirementInput } from './requirement.inputs';

/** A ref that was asked for and is there already, and where the client asked for it. */
interface RefClash {
  ref: string;
  path: string;
}

/** @throws Conflict naming all refs that are there already or come twice */
export function mustBeFree(present: readonly string[], inputs: readonly Pick<RequirementInput, 'ref'>[]): void {
  const taken = new Set(present);
  const clashes: RefClash[] = [];
  for (const [index, { ref }] of inputs.entries()) {
    if (ref === undefined || ref === null) continue;
    if (taken.has(ref)) clashes.push({ ref, path: `requirements[${index}].ref` });
    taken.add(ref);
  }
  if (clashes.length > 0) throw refsTaken(clashes);
}

/** The refusal that names refs which are there already, once each, at every place where they were asked for. */
export function refsTaken(clashes: readonly RefClash[]): Conflict {
  const refs = [...new Set(clashes.map(({ ref }) => ref))];
  const message =
    refs.length === 1
      ? `There is a requirement ${refs[0]} already. A number is used once in a procurement; change it or leave it out.`
      : `There are requirements ${IN_A_SENTENCE.format(refs)} already. A number is used once in a procurement; change these or leave them out.`;
  return new Conflict(message, { fields: clashes.map(({ path }) => ({ path, message })) });
}

const IN_A_SENTENCE = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** The same requirements, of which those ask for no ref that ask for one that is there already. */
export function numberedOn(present: readonly { ref: string }[], inputs: readonly RequirementInput[]): RequirementInput[] {
  const taken = new Set(present.map(({ ref }) => ref));
  return inputs.map((input) => (taken.has(input.ref ?? '') ? { ...input, ref: undefined } : input));
}

/** Gives refs to requirements that ask for none: the next of … */
export class RefSeries {
  private readonly taken: ReadonlySet<string>;
  private next = 1;

  /** @param asked the refs that are to come, which numbering on leaves free for those that ask for them */
  constructor(present: readonly string[], asked: readonly string[]) {
    this.taken = new Set([...present, ...asked]);
  }

  following(): string {
    for (;;) {
      const ref = `R-${String(this.next++).padStart(2, '0')}`;
      if (!this.taken.has(ref)) return ref;
    }
  }
}
