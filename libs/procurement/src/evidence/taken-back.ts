import { isTakenBack } from '#attestations';
import { BadUserInput } from '#platform';
import type { AnswerSnapshot } from './submission.entity';

/** An attestation as people tell it from others. */
interface Named {
  schemeName: string;
  reference: string | null;
  status: string;
}

/** @throws BadUserInput naming the first of these that was withdrawn or rejected */
export function mustNotBeTakenBack(attestations: readonly Named[]): void {
  const takenBack = attestations.find(({ status }) => isTakenBack(status));
  if (takenBack === undefined) return;
  throw BadUserInput.field(
    'attestationIds',
    `${nameOf(takenBack)} was ${takenBack.status.toLowerCase()}, so it proves nothing. Leave it off, or attach one that was not. Nothing was saved.`,
  );
}

/** @throws BadUserInput naming each requirement whose answer relies on what was withdrawn or rejected, and what that is */
export function mustRelyOnNoneTakenBack(answers: readonly AnswerSnapshot[]): void {
  const wrong = answers.flatMap(({ ref, attestations }) =>
    attestations.filter(({ status }) => isTakenBack(status)).map((attestation) => ({ ref, attestation })),
  );
  if (wrong.length === 0) return;
  const sentences = wrong.map(
    ({ ref, attestation }) =>
      `The answer to ${ref} relies on ${nameOf(attestation)}, which was ${attestation.status.toLowerCase()} and proves nothing.`,
  );
  throw new BadUserInput(
    `${sentences.join(' ')} Take it off the answer, or attach another, and submit again. Nothing was submitted.`,
    wrong.map(({ ref }, place) => ({ path: `attestations.${ref}`, message: sentences[place] })),
  );
}

/** Cyber Essentials (IASME-1) */
function nameOf({ schemeName, reference }: Named): string {
  return `${schemeName}${reference === null ? '' : ` (${reference})`}`;
}
