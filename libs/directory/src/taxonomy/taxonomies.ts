import { Injectable } from '@nestjs/common';
import { BadUserInput, Tx } from '#platform';

/** The tables whose codes clients name. */
export type Taxonomy = 'sector' | 'technology' | 'region' | 'attestation_scheme';

/** Checks codes that clients name. Codes once seen are remembered: they are never taken away. */
@Injectable()
export class Taxonomies {
  private readonly seen = new Set<string>();

  /** @throws BadUserInput naming the field and the codes that there are not */
  async mustKnow(tx: Pick<Tx, 'query'>, taxonomy: Taxonomy, codes: readonly string[], path: string): Promise<void> {
    const asked = [...new Set(codes)].filter((code) => !this.seen.has(`${taxonomy} ${code}`));
    if (asked.length === 0) return;
    const found: { code: string }[] = await tx.query(`SELECT code FROM ${taxonomy} WHERE code = ANY ($1)`, [asked]);
    for (const { code } of found) this.seen.add(`${taxonomy} ${code}`);
    const unknown = asked.filter((code) => !this.seen.has(`${taxonomy} ${code}`));
    if (unknown.length === 0) return;
    const named = unknown
      .slice(0, 5)
      .map((code) => `"${code}"`)
      .join(', ');
    throw BadUserInput.field(path, `There is no ${taxonomy.replace('_', ' ')} ${named}. Use the codes that the API lists.`);
  }
}
