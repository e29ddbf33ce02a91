import { Inject, Injectable } from '@nestjs/common';
import { Supplier } from '#directory';
import { dayOf } from '#pack';
import {
  Caller,
  CONFIGURATION,
  Configuration,
  globalId,
  IllegalTransition,
  NotFound,
  readId,
  stranger,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { Attestation } from '../attestation/attestation.entity';
import type { GivenAttestation, GivenSupplier } from './given';
import { writeDeclarations } from './write-declarations';

/** A document to be downloaded. */
export interface DeclarationsFile {
  fileName: string;
  text: string;
}

/** What stands in other tables. */
type Related = Pick<GivenAttestation, 'verification' | 'documents'>;

/** Attestations as CycloneDX declarations, with as much of each as whoever asks may see. */
@Injectable()
export class DeclarationsService {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * One attestation.
   *
   * @throws NotFound when the caller may not see it
   * @throws IllegalTransition when nobody has signed it: a draft attests nothing
   */
  async ofAttestation(caller: Caller, id: string): Promise<DeclarationsFile> {
    const key = readId(Attestation, id);
    return this.transactions.read(caller, async (tx) => {
      const [attestation] = await this.found(tx, { id: key });
      if (attestation === undefined) throw new NotFound('attestation');
      if (attestation.state === 'DRAFT')
        throw new IllegalTransition('This attestation is a draft. Have a signatory sign it first: a draft attests nothing.');
      return this.file(tx, attestation.supplier, [attestation], `${id}.cdx.json`);
    });
  }

  /** All that is public of a supplier, the same for whoever asks. @throws NotFound */
  async ofSupplier({ requestId }: Caller, id: string): Promise<DeclarationsFile> {
    const key = readId(Supplier, id);
    return this.transactions.read(stranger(requestId), async (tx) => {
      const supplier = await tx.findOneBy(Supplier, { id: key });
      if (supplier === null) throw new NotFound('supplier');
      return this.file(tx, supplier, await this.found(tx, { supplierId: key }), `attestations-${id}.cdx.json`);
    });
  }

  private found(tx: Tx, where: { id: string } | { supplierId: string }): Promise<Attestation[]> {
    return tx.find(Attestation, {
      where,
      relations: { scheme: true, product: true, supplier: true },
      order: { schemeCode: 'ASC', id: 'ASC' },
    });
  }

  private async file(
    tx: Tx,
    supplier: Supplier,
    attestations: readonly Attestation[],
    fileName: string,
  ): Promise<DeclarationsFile> {
    const related = await relatedTo(tx, attestations);
    const today = dayOf((await timeOfDeed(tx)).toISOString());
    const given = attestations.map((one) => givenOf(one, related.get(one.id) ?? { verification: null, documents: [] }, today));
    return { fileName, text: writeDeclarations(this.given(supplier), given) };
  }

  private given({ id, name, provenance }: Supplier): GivenSupplier {
    return { name, provenance, url: `${this.configuration.publicUrl}/suppliers/${globalId(Supplier, id)}` };
  }
}

/** The last verification of each and its documents, as far as row-level security shows them. */
async function relatedTo(tx: Tx, attestations: readonly Attestation[]): Promise<Map<string, Related>> {
  const rows: ({ id: string } & Related)[] = await tx.query(
    `SELECT a.id,
       (SELECT json_build_object('outcome', v.outcome, 'method', v.method, 'strength', v.strength, 'by', v.verified_by_name,
          'checkedOn', v.checked_on::text, 'note', v.note)
        FROM verification v WHERE v.attestation_id = a.id ORDER BY v.created_at DESC, v.id DESC LIMIT 1) AS verification,
       (SELECT coalesce(json_agg(json_build_object('fileName', d.file_name, 'sha256', d.sha256) ORDER BY d.file_name, d.id), '[]')
        FROM attestation_document l JOIN document d ON d.id = l.document_id WHERE l.attestation_id = a.id) AS documents
     FROM attestation a WHERE a.id = ANY ($1::uuid[])`,
    [attestations.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, ...related }) => [id, related]));
}

function givenOf(attestation: Attestation, related: Related, today: string): GivenAttestation {
  const { id, scheme, product, state, withdrawnAt, reference, legalEntity, sites, productVersions, exclusions } = attestation;
  const { claimedStrength, strength, issuedOn, expiresOn, coversFrom, coversTo } = attestation;
  const ended = state === 'VERIFIED' && [expiresOn, coversTo].some((day) => day !== null && day < today);
  return {
    id: globalId(Attestation, id),
    scheme: { code: scheme.code, name: scheme.name, issuer: scheme.issuer },
    product: product === null ? null : { name: product.name, kind: product.kind },
    status: ended ? 'EXPIRED' : state,
    withdrawnOn: withdrawnAt === null ? null : dayOf(withdrawnAt.toISOString()),
    ...{ reference, legalEntity, sites, productVersions, exclusions, claimedStrength, strength },
    ...{ issuedOn, expiresOn, coversFrom, coversTo },
    statement: statementOf(attestation),
    ...related,
  };
}

function statementOf(attestation: Attestation): GivenAttestation['statement'] {
  const { signedAt, signedHash, statementWords: words, signatoryName: signatory, signatoryRole: role } = attestation;
  if (signedAt === null || signedHash === null || words === null || signatory === null) return null;
  return { words, signatory, role, signedAt: signedAt.toISOString(), hash: signedHash };
}
