import type { SupplierToCompareQuery } from '../api/operations';

type Compared = SupplierToCompareQuery['supplier'];
type Held = Compared['attestations'][number];

/** One scheme over all suppliers that are compared: what each holds of it, the best standing first. */
export interface ComparedScheme {
  code: string;
  name: string;
  /** In the order of the suppliers; null: none is known. */
  held: (Held | null)[];
}

/** What counts for most when a supplier holds a scheme more than once. */
const STANDING = ['VERIFIED', 'SUBMITTED', 'EXPIRED', 'SUPERSEDED', 'WITHDRAWN', 'REJECTED', 'DRAFT'];

/** Every scheme that one of them holds, by name. */
export function comparisonOf(suppliers: readonly Compared[]): ComparedScheme[] {
  const names = new Map(
    suppliers.flatMap(({ attestations }) => attestations.map(({ scheme }) => [scheme.code, scheme.name] as const)),
  );
  return [...names]
    .sort(([, a], [, b]) => a.localeCompare(b, 'en'))
    .map(([code, name]) => ({ code, name, held: suppliers.map((supplier) => best(supplier, code)) }));
}

function best({ attestations }: Compared, code: string): Held | null {
  const held = attestations.filter(({ scheme }) => scheme.code === code);
  return held.sort((a, b) => STANDING.indexOf(a.status) - STANDING.indexOf(b.status) || later(a, b))[0] ?? null;
}

function later(a: Held, b: Held): number {
  return (b.expiresOn ?? '').localeCompare(a.expiresOn ?? '');
}
