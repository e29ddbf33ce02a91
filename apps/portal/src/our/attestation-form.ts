import type { EvidenceStrength, OurAttestationQuery, SaveAttestationDraftInput } from '../api/operations';
import { dayToType, readDay, typedDay, type TypedDay } from '../form/day';
import type { FormErrors } from '../form/form-errors';
import { linesOf } from '../form/lines';
import type { Visit } from '../page/visit';
import { STRENGTHS } from '../procurement/strengths';

/** The days of an attestation, by their names in the form and in the API. */
export const ATTESTATION_DAYS = ['issuedOn', 'expiresOn', 'coversFrom', 'coversTo'] as const;

/** An attestation as it was typed. */
export interface TypedAttestation {
  productId: string;
  reference: string;
  legalEntity: string;
  sites: string;
  productVersions: string;
  exclusions: string;
  strength: string;
  documentIds: string[];
  supersedesId: string;
  days: Record<(typeof ATTESTATION_DAYS)[number], TypedDay>;
}

/** The form's fields by the API's paths. */
export const ATTESTATION_FIELDS: Readonly<Record<string, string>> = {
  productId: 'productId',
  'scope.legalEntity': 'legalEntity',
  'input.scope.legalEntity': 'legalEntity',
  strength: 'strength',
  documentIds: 'file',
  file: 'file',
  ...Object.fromEntries(ATTESTATION_DAYS.map((day) => [day, `${day}-day`])),
};

/** What was typed into the form of an attestation. */
export function typedAttestation(visit: Visit): TypedAttestation {
  return {
    productId: visit.field('productId'),
    reference: visit.field('reference'),
    legalEntity: visit.field('legalEntity'),
    sites: visit.field('sites'),
    productVersions: visit.field('productVersions'),
    exclusions: visit.field('exclusions'),
    strength: visit.field('strength'),
    documentIds: visit.fields('document'),
    supersedesId: visit.field('supersedesId'),
    days: Object.fromEntries(ATTESTATION_DAYS.map((day) => [day, typedDay(visit, day)])) as TypedAttestation['days'],
  };
}

/** What a draft says, as it would be typed. */
export function attestationToType(attestation: OurAttestationQuery['attestation']): TypedAttestation {
  const { scope } = attestation;
  return {
    productId: attestation.product?.id ?? '',
    reference: attestation.reference ?? '',
    legalEntity: scope.legalEntity,
    sites: scope.sites.join('\n'),
    productVersions: scope.productVersions.join('\n'),
    exclusions: scope.exclusions.join('\n'),
    strength: attestation.claimedStrength,
    documentIds: attestation.documents.map(({ id }) => id),
    supersedesId: '',
    days: Object.fromEntries(ATTESTATION_DAYS.map((day) => [day, dayToType(attestation[day])])) as TypedAttestation['days'],
  };
}

/** What the form says, for the API; what it cannot say is among the errors. */
export function readAttestation(visit: Visit, schemeCode: string, errors: FormErrors): SaveAttestationDraftInput {
  const typed = typedAttestation(visit);
  errors.require('legalEntity', typed.legalEntity, visit.t('our.attestation.legalEntityMissing'));
  const strength = STRENGTHS.find((one) => one === typed.strength);
  if (strength === undefined) errors.add('strength', visit.t('our.attestation.strengthMissing'));
  const days = Object.fromEntries(
    ATTESTATION_DAYS.map((day) => [day, readDay(visit, day, errors, visit.t(`our.attestation.${day}`))]),
  );
  return {
    schemeCode,
    productId: typed.productId || null,
    reference: typed.reference || null,
    strength: strength ?? ('ASSERTION' satisfies EvidenceStrength),
    scope: {
      legalEntity: typed.legalEntity,
      sites: linesOf(typed.sites),
      productVersions: linesOf(typed.productVersions),
      exclusions: linesOf(typed.exclusions),
    },
    documentIds: typed.documentIds,
    ...(typed.supersedesId === '' ? {} : { supersedesId: typed.supersedesId }),
    ...days,
  };
}

/** What was verified may be replaced, also after it ended; so may what waits to be checked, of whose end its holder is told as well. */
export function isReplaceable(status: string): boolean {
  return ['SUBMITTED', 'VERIFIED', 'EXPIRED'].includes(status);
}
