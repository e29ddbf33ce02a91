import type { Product, Supplier } from '#directory';
import { dayInWords } from '#platform';
import type { AttestationScheme } from '../scheme/attestation-scheme.entity';
import type { Attestation } from './attestation.entity';
import type { Strength } from './strength';

/** What an attestation says: all of it is signed. */
export type Content = Pick<
  Attestation,
  | 'schemeCode'
  | 'productId'
  | 'reference'
  | 'legalEntity'
  | 'sites'
  | 'productVersions'
  | 'exclusions'
  | 'claimedStrength'
  | 'strength'
  | 'coversFrom'
  | 'coversTo'
  | 'issuedOn'
  | 'expiresOn'
  | 'supersedesId'
>;

/** Who states, of which scheme, about which product. */
interface Named {
  scheme: Pick<AttestationScheme, 'name'>;
  supplier: Pick<Supplier, 'name'>;
  product: Pick<Product, 'name'> | null;
}

/** How strong the evidence is said to be, in words that a signatory can agree to. */
const STRENGTHS: Readonly<Record<Strength, string>> = {
  ASSERTION: 'our own statement',
  CONTRACTUAL_COMMITMENT: 'a commitment in the contract',
  INDEPENDENT_VALIDATION: 'a check by somebody independent',
  INDEPENDENT_TESTING: 'a test by somebody independent',
  ASSURED_DESIGN: 'an assured design',
  ASSURED_COMPONENTS: 'assured components',
};

/** How much is signed with the words: the documents attached, and the fields of the scheme's own form. */
interface With {
  documents: number;
  fields: number;
}

/** The exact words that a signatory agrees to: the scheme, the supplier, the scope, the dates and what is attached spelled out. */
export function statementWords({ scheme, supplier, product }: Named, content: Content, { documents, fields }: With): string {
  const reference = content.reference === null ? '' : `, reference ${content.reference}`;
  const sentences = [
    `I have the authority to make this statement for ${supplier.name}.`,
    `I state that ${content.legalEntity} holds ${scheme.name}${reference}, and that its evidence is ${STRENGTHS[content.claimedStrength]}.`,
    product === null
      ? 'It is about the organisation.'
      : `It is about the product ${product.name}${listed(', versions', content.productVersions)}.`,
    content.sites.length === 0 ? 'It names no sites.' : `Its sites:${listed('', content.sites)}.`,
    content.exclusions.length === 0 ? 'It excludes nothing.' : `It excludes:${listed('', content.exclusions)}.`,
    datesInWords(content),
    filledInWords(fields),
    attachedInWords(documents),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function datesInWords({ coversFrom, coversTo, issuedOn, expiresOn }: Content): string {
  const given = (
    [
      ['was issued on', issuedOn],
      ['covers from', coversFrom],
      ['covers to', coversTo],
      ['expires on', expiresOn],
    ] as const
  ).flatMap(([words, day]) => (day === null ? [] : [`${words} ${dayInWords(day)}`]));
  return given.length === 0 ? 'It bears no dates.' : `It ${given.join(', ')}.`;
}

/** Not what is filled in, since everybody may read these words: the hash of what is signed is over that too. */
function filledInWords(fields: number): string {
  if (fields === 0) return '';
  return fields === 1
    ? "What is filled in of the scheme's own form, one field, is true."
    : `What is filled in of the scheme's own form, ${fields} fields, is true.`;
}

function attachedInWords(documents: number): string {
  if (documents === 0) return 'No document is attached.';
  return documents === 1 ? 'The document attached is what was issued.' : 'The documents attached are what was issued.';
}

function listed(before: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `${before} ${values.join('; ')}`;
}
