import type { Product, Supplier } from '#directory';
import type { AttestationScheme } from '../scheme/attestation-scheme.entity';
import type { Attestation } from './attestation.entity';

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

/** The exact words that a signatory agrees to: the scheme, the supplier, the scope and the dates spelled out. */
export function statementWords({ scheme, supplier, product }: Named, content: Content): string {
  const reference = content.reference === null ? '' : `, reference ${content.reference}`;
  const sentences = [
    `I have the authority to make this statement for ${supplier.name}.`,
    `I state that ${content.legalEntity} holds ${scheme.name}${reference}, as evidence of the strength ${content.claimedStrength}.`,
    product === null
      ? 'It is about the organisation.'
      : `It is about the product ${product.name}${listed(', versions', content.productVersions)}.`,
    content.sites.length === 0 ? 'It names no sites.' : `Its sites:${listed('', content.sites)}.`,
    content.exclusions.length === 0 ? 'It excludes nothing.' : `It excludes:${listed('', content.exclusions)}.`,
    datesInWords(content),
    'The documents attached are what was issued.',
  ];
  return sentences.join(' ');
}

function datesInWords({ coversFrom, coversTo, issuedOn, expiresOn }: Content): string {
  const given = [
    ['was issued on', issuedOn],
    ['covers from', coversFrom],
    ['covers to', coversTo],
    ['expires on', expiresOn],
  ].filter(([, day]) => day !== null);
  return given.length === 0 ? 'It bears no dates.' : `It ${given.map((words) => words.join(' ')).join(', ')}.`;
}

function listed(before: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `${before} ${values.join('; ')}`;
}
