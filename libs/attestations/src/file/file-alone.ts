import type { Strength } from '#pack';
import type { DeclaredAttestation } from '../declarations/declared';
import type { AttestationScheme } from '../scheme/attestation-scheme.entity';
import { draftedContent } from './drafted-content';
import { proposalOfFile } from './proposals';

/** What of a scheme has to be known to say what would become a draft of it. */
export type ShippedScheme = Pick<AttestationScheme, 'code' | 'name' | 'validityMonths' | 'validityRule'>;

/** An attestation of a file, with what can be told of its draft from the file alone. */
export interface AttestationOfFile extends DeclaredAttestation {
  /** Null where no name or code leads to one scheme. */
  scheme: { code: string; name: string } | null;
  strength: Strength;
  /** Why, or what nothing was found for, in sentences. */
  because: string[];
}

/**
 * What an attestation of a file would become, where nobody knows whose it is: all but the product, and the name of the supplier.
 *
 * @param today `yyyy-mm-dd`
 */
export function asDraftOf(declared: DeclaredAttestation, schemes: readonly ShippedScheme[], today: string): AttestationOfFile {
  const { schemeCode, strength, because } = proposalOfFile(declared, schemes);
  const scheme = schemes.find(({ code }) => code === schemeCode);
  if (scheme === undefined) return { ...declared, scheme: null, strength, because };
  const { notCarried } = draftedContent(declared, scheme, '', today);
  return {
    ...declared,
    notCarried: [...notCarried, ...declared.notCarried],
    scheme: { code: scheme.code, name: scheme.name },
    strength,
    because,
  };
}
