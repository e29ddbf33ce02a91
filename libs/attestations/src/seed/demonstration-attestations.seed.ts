import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demonstrationId } from '#directory';
import { hashOf } from '#pack';
import { insertRows, Seed, type Tx } from '#platform';
import { readForm } from '../attestation/scheme-form';
import { Strength } from '../attestation/strength';
import type { AttestationScheme } from '../scheme/attestation-scheme.entity';

interface AttestationJson {
  key: string;
  supplier: string;
  product: string | null;
  scheme: string;
  reference: string | null;
  scope: { legalEntity: string; sites: string[]; productVersions: string[]; exclusions: string[] };
  strength: Strength;
  /** Days from the day of loading; null where the scheme has no such date. */
  coversFrom: number | null;
  coversTo: number | null;
  issuedOn: number | null;
  expiresOn: number | null;
  state: string;
  /** The day on which another took its place; of the superseded alone. */
  supersededOn?: number;
  verification: { outcome: string; method: string; note: string | null; checkedOn: number; strength: Strength } | null;
  statement: { signatoryName: string; signatoryRole: string };
  /** What is filled in of the scheme's own form, by the names of its fields. */
  fields?: Record<string, string[]>;
}

const ATTESTATIONS = 'demonstration/attestations.json';

/** Invented attestations of the invented suppliers, in every state; dates count from the day they are loaded. */
export const demonstrationAttestationsSeed: Seed = {
  name: 'demonstration-attestations',
  files: [ATTESTATIONS],
  async load(tx, folder) {
    const attestations = JSON.parse(readFileSync(join(folder, ATTESTATIONS), 'utf8')) as AttestationJson[];
    const rows = attestations.map((attestation) => {
      const signed = attestation.state !== 'DRAFT';
      return {
        id: demonstrationId('attestation', attestation.key),
        organisation_id: demonstrationId('organisation', attestation.supplier),
        supplier_id: demonstrationId('supplier', attestation.supplier),
        product_id: attestation.product === null ? null : demonstrationId('product', attestation.product),
        scheme_code: attestation.scheme,
        reference: attestation.reference,
        legal_entity: attestation.scope.legalEntity,
        sites: attestation.scope.sites,
        product_versions: attestation.scope.productVersions,
        exclusions: attestation.scope.exclusions,
        claimed_strength: attestation.strength,
        strength: attestation.verification?.outcome === 'VERIFIED' ? attestation.verification.strength : attestation.strength,
        covers_from: day(attestation.coversFrom),
        covers_to: day(attestation.coversTo),
        issued_on: day(attestation.issuedOn),
        expires_on: day(attestation.expiresOn),
        received_at: `${day(Math.min(attestation.issuedOn ?? -30, -1))}T09:00:00.000Z`,
        state: attestation.state,
        superseded_on: day(attestation.supersededOn ?? null),
        signatory_name: signed ? attestation.statement.signatoryName : null,
        signatory_role: signed ? attestation.statement.signatoryRole : null,
        statement: signed ? `Demonstration: ${attestation.scope.legalEntity} states that it holds this attestation.` : null,
        signed_at: signed ? `${day(Math.min(attestation.issuedOn ?? -30, -1))}T09:00:00.000Z` : null,
        signed_hash: signed ? hashOf({ key: attestation.key, scope: attestation.scope, scheme: attestation.scheme }) : null,
        version: 1,
      };
    });
    await insertRows(tx, 'attestation', rows, '(id) DO NOTHING');
    await insertRows(tx, 'attestation_field', await filledIn(tx, attestations), '(attestation_id, name) DO NOTHING');
    const verifications = attestations.flatMap(({ key, verification }) =>
      verification === null
        ? []
        : [
            {
              id: demonstrationId('attestation', `${key}:verification`),
              attestation_id: demonstrationId('attestation', key),
              outcome: verification.outcome,
              method: verification.method,
              note: verification.note,
              strength: verification.strength,
              checked_on: day(verification.checkedOn),
              verified_by_name: 'A verifier (demonstration)',
              created_at: `${day(verification.checkedOn)}T10:00:00.000Z`,
            },
          ],
    );
    await insertRows(tx, 'verification', verifications, '(id) DO NOTHING');
  },
};

/** What the attestations say on the forms of their schemes, in the order of these. */
async function filledIn(tx: Tx, attestations: readonly AttestationJson[]): Promise<Record<string, unknown>[]> {
  const schemes: Pick<AttestationScheme, 'code' | 'fields'>[] = await tx.query('SELECT code, fields FROM attestation_scheme');
  return attestations.flatMap(({ key, scheme, fields = {} }) => {
    const given = Object.entries(fields).map(([name, values]) => ({ name, values }));
    return readForm(schemes.find(({ code }) => code === scheme)?.fields ?? [], given).values.map(
      ({ name, label, values }, position) => ({
        attestation_id: demonstrationId('attestation', key),
        name,
        label,
        position,
        given: values,
      }),
    );
  });
}

function day(offset: number): string;
function day(offset: number | null): string | null;
function day(offset: number | null): string | null {
  return offset === null ? null : new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}
