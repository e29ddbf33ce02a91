import { In, Raw } from 'typeorm';
import { validSql } from '#directory';
import type { Tx } from '#platform';
import { EvidenceExtentEnum, SchemeEvidence } from '../scheme/attestation-scheme.entity';
import { Attestation } from './attestation.entity';

/** How far a scheme evidences an item of guidance. */
export interface EvidenceFor {
  itemId: string;
  schemeCode: string;
  extent: keyof typeof EvidenceExtentEnum;
}

/** What of these suppliers is verified and valid on a day (`yyyy-mm-dd`): the same rule as the directory's search has. */
export function validAttestations(tx: Tx, supplierIds: readonly string[], on: string): Promise<Attestation[]> {
  return tx.find(Attestation, {
    where: {
      supplierId: In([...supplierIds]),
      id: Raw((id) => validSql(id.slice(0, id.lastIndexOf('.')), ':day'), { day: on }),
    },
    order: { supplierId: 'ASC', schemeCode: 'ASC', id: 'ASC' },
  });
}

/** The schemes that evidence these items, with how far. */
export async function evidenceFor(tx: Tx, itemIds: readonly string[]): Promise<EvidenceFor[]> {
  const found = await tx.find(SchemeEvidence, {
    where: { itemId: In([...itemIds]) },
    order: { itemId: 'ASC', schemeCode: 'ASC' },
  });
  return found.map(({ itemId, schemeCode, extent }) => ({ itemId, schemeCode, extent }));
}
