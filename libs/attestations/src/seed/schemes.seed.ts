import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guidanceItemIds } from '#guidance';
import { insertRows, Seed } from '#platform';
import type { ShippedScheme } from '../file/file-alone';

interface SchemeJson {
  code: string;
  name: string;
  issuer: string;
  kind: string;
  validity: { months: number | null; rule: string };
  verificationUrl: string | null;
  verificationNote: string | null;
  fields: object[];
  evidences: { item: string; extent: string }[];
  verified: boolean;
  verifiedHow: string | null;
  pitfalls: string | null;
}

const SCHEMES = 'guidance/schemes.json';

/** The kinds of attestation that come with the product, for who has no database. @param folder of the seeds */
export function shippedSchemes(folder: string): ShippedScheme[] {
  return schemesIn(folder).map(({ code, name, validity: { months, rule } }) => ({
    code,
    name,
    validityMonths: months,
    validityRule: rule,
  }));
}

function schemesIn(folder: string): SchemeJson[] {
  return JSON.parse(readFileSync(join(folder, SCHEMES), 'utf8')) as SchemeJson[];
}

/** The sixteen kinds of attestation, and the guidance that each evidences. */
export const schemesSeed: Seed = {
  name: 'attestation-schemes',
  files: [SCHEMES],
  async load(tx, folder) {
    const schemes = schemesIn(folder);
    const rows = schemes.map((scheme, position) => ({
      code: scheme.code,
      name: scheme.name,
      issuer: scheme.issuer,
      kind: scheme.kind,
      validity_months: scheme.validity.months,
      validity_rule: scheme.validity.rule,
      verification_url: scheme.verificationUrl,
      verification_note: scheme.verificationNote,
      fields: scheme.fields,
      pitfalls: scheme.pitfalls,
      verified: scheme.verified,
      verified_how: scheme.verifiedHow,
      position,
    }));
    const updated = Object.keys(rows[0]).filter((column) => column !== 'code');
    await insertRows(
      tx,
      'attestation_scheme',
      rows,
      `(code) DO UPDATE SET ${updated.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    );
    const itemIds = await guidanceItemIds(tx);
    const evidence = schemes.flatMap(({ code, evidences }) =>
      evidences.flatMap(({ item, extent }) => {
        const id = itemIds.get(item);
        return id === undefined ? [] : [{ scheme_code: code, item_id: id, extent }];
      }),
    );
    await insertRows(tx, 'scheme_evidence', evidence, '(scheme_code, item_id) DO UPDATE SET extent = excluded.extent');
  },
};
