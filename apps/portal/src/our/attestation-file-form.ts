import type { AttestationFileToCheckQuery, DraftAttestationsInput } from '../api/operations';
import type { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';
import { STRENGTHS } from '../procurement/strengths';

type Declared = AttestationFileToCheckQuery['attestationFile']['attestations'][0];

/** Stands among products for the organisation itself. */
export const ORGANISATION = 'ORGANISATION';

/** What is chosen for one attestation of a file, as it stands in its form. */
export interface TypedChoice {
  take: boolean;
  scheme: string;
  about: string;
  strength: string;
}

/** What the form holds: what was chosen, or where nothing was sent yet, what is proposed. */
export function typedChoice(visit: Visit, declared: Declared): TypedChoice {
  const { index, proposal, drafted } = declared;
  if (visit.asked('chosen'))
    return {
      take: visit.fields('take').includes(String(index)),
      scheme: visit.field(`scheme-${index}`),
      about: visit.field(`about-${index}`),
      strength: visit.field(`strength-${index}`),
    };
  return {
    take: drafted.length === 0,
    scheme: proposal.schemeCode ?? '',
    about: proposal.product?.id ?? (proposal.isOfOrganisation ? ORGANISATION : ''),
    strength: proposal.strength,
  };
}

/** What an attestation of a file is called on the page. */
export function titleOf(visit: Visit, { summary, standard }: Declared): string {
  return summary ?? standard?.name ?? visit.t('our.file.unnamed');
}

/** What was chosen, for the API; what is missing is among the errors. */
export function readChoices(
  visit: Visit,
  declared: readonly Declared[],
  errors: FormErrors,
): DraftAttestationsInput['choices'] {
  const taken = declared.filter((one) => typedChoice(visit, one).take);
  if (taken.length === 0) errors.add(`take-${declared[0]?.index ?? 0}`, visit.t('our.file.takeMissing'));
  return taken.map((one) => {
    const { scheme, about, strength } = typedChoice(visit, one);
    const title = titleOf(visit, one);
    errors.require(`scheme-${one.index}`, scheme, visit.t('our.file.schemeMissing', { title }));
    errors.require(`about-${one.index}`, about, visit.t('our.file.aboutMissing', { title }));
    const known = STRENGTHS.find((each) => each === strength);
    if (known === undefined) errors.add(`strength-${one.index}`, visit.t('our.file.strengthMissing', { title }));
    return {
      index: one.index,
      schemeCode: scheme,
      productId: about === ORGANISATION ? null : about,
      strength: known ?? 'ASSERTION',
    };
  });
}

/** The form's names of what the API says of each choice, by its place among those that were sent. */
export function choiceFields(choices: DraftAttestationsInput['choices']): Record<string, string> {
  return Object.fromEntries(
    choices.flatMap(({ index }, at) => [
      [`choices[${at}].index`, `take-${index}`],
      [`choices[${at}].schemeCode`, `scheme-${index}`],
      [`choices[${at}].productId`, `about-${index}`],
      [`choices[${at}].strength`, `strength-${index}`],
    ]),
  );
}
