import type { Strength } from '#pack';
import { plainName } from '../attestation/scope-test';
import type { DeclaredAttestation } from '../declarations/declared';

interface Scheme {
  code: string;
  name: string;
}

interface Product {
  id: string;
  name: string;
}

/** What a person is proposed for an attestation of a file: to be chosen, never taken for them. */
export interface Proposal {
  schemeCode: string | null;
  productId: string | null;
  /** Whether it seems to be about the organisation and not about one product. */
  isOfOrganisation: boolean;
  strength: Strength;
  /** Why, or what nothing was found for, in sentences. */
  because: string[];
}

/** What the file alone leads to, whoever reads it in. */
export function proposalOfFile(
  declared: DeclaredAttestation,
  schemes: readonly Scheme[],
): Pick<Proposal, 'schemeCode' | 'strength' | 'because'> {
  const scheme = schemeOf(declared, schemes);
  const strength = strengthOf(declared);
  return { schemeCode: scheme.code, strength: strength.strength, because: [scheme.because, strength.because] };
}

/**
 * Proposes what a name or a code of the file leads to, and says what led there.
 *
 * @param names what the caller's organisation is called, here and in registers
 */
export function proposalFor(
  declared: DeclaredAttestation,
  schemes: readonly Scheme[],
  products: readonly Product[],
  names: readonly string[],
): Proposal {
  const { because, ...ofFile } = proposalOfFile(declared, schemes);
  const about = aboutOf(declared, products, names);
  return {
    ...ofFile,
    productId: about.productId,
    isOfOrganisation: about.isOfOrganisation,
    because: [...because, about.because],
  };
}

function schemeOf(
  { standard, codes }: DeclaredAttestation,
  schemes: readonly Scheme[],
): { code: string | null; because: string } {
  const said = [...(standard === null ? [] : [standard.name, `${standard.name} ${standard.version ?? ''}`]), ...codes]
    .map((name) => plainName(name.replace(/^scheme:/, '')))
    .filter((name) => name !== '');
  const exact = schemes.filter(({ code, name }) => said.includes(plainName(code)) || said.includes(plainName(name)));
  const found = exact.length > 0 ? exact : schemes.filter(({ name }) => said.some((one) => beginsWith(plainName(name), one)));
  const named = standard === null ? 'a standard that it does not name' : `“${standard.name}”`;
  if (found.length === 1)
    return { code: found[0].code, because: `The file says that it is of ${named}, which is ${found[0].name} here.` };
  return {
    code: null,
    because:
      found.length === 0
        ? `The file says that it is of ${named}, and no scheme here has that name or code.`
        : `The file says that it is of ${named}, which could be ${found.map(({ name }) => name).join(' or ')}.`,
  };
}

/** Whether a name begins with another in whole words, at least two of them: “ISO/IEC 27001” of “ISO/IEC 27001:2022 certificate”. */
function beginsWith(name: string, beginning: string): boolean {
  return beginning.includes(' ') && `${name} `.startsWith(`${beginning} `);
}

function aboutOf(
  { target }: DeclaredAttestation,
  products: readonly Product[],
  names: readonly string[],
): { productId: string | null; isOfOrganisation: boolean; because: string } {
  const name = plainName(target.name);
  if (target.kind === 'ORGANISATION') {
    const isOurs = names.some((own) => plainName(own) === name);
    return {
      productId: null,
      isOfOrganisation: isOurs,
      because: isOurs
        ? `It is about your organisation, ${target.name}.`
        : `It is about “${target.name}”, which is not a name of your organisation: check that it is yours to attest.`,
    };
  }
  const found = products.filter((product) => plainName(product.name) === name);
  return {
    productId: found.length === 1 ? found[0].id : null,
    isOfOrganisation: false,
    because:
      found.length === 1
        ? `It is about your product ${found[0].name}.`
        : `It is about “${target.name}”, and ${found.length === 0 ? 'no product of yours is' : 'more than one product of yours is'} called so.`,
  };
}

/** No score makes a strength: whether somebody else assessed it is all that the file tells of that. */
function strengthOf({ assessor }: DeclaredAttestation): { strength: Strength; because: string } {
  if (assessor?.thirdParty === true)
    return {
      strength: 'INDEPENDENT_VALIDATION',
      because: 'The file says that its assessor is a third party. Whether that was a check or a test, you know.',
    };
  return {
    strength: 'ASSERTION',
    because:
      assessor?.thirdParty === false
        ? 'The file says that its assessor is no third party.'
        : 'The file does not say that a third party assessed it.',
  };
}
