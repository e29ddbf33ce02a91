import { Conflict, readId, Tx, wholeObject } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { candidatesSql, DeclaredIdentifier, PageCandidate } from './page-request.entity';

/** What pages that may be an organisation's are looked for by. */
export interface Sought {
  organisationId: string;
  name: string;
  declared: readonly Pick<DeclaredIdentifier, 'scheme' | 'id'>[];
}

/**
 * Pages that may be those of an organisation: they have one of its identifiers, or a name like its. The likeliest first, ten at most.
 *
 * @param denied keys of suppliers that it says are not its own
 */
export async function pageCandidates(
  tx: Pick<Tx, 'query'>,
  { organisationId, name, declared }: Sought,
  denied: readonly string[],
): Promise<PageCandidate[]> {
  const [{ candidates }]: { candidates: PageCandidate[] }[] = await tx.query(
    `SELECT ${candidatesSql('page_candidates($1, $2, $3::jsonb)', wholeObject, '$4::uuid[]')} AS candidates`,
    [organisationId, name, JSON.stringify(declared), denied],
  );
  return candidates;
}

/** The keys of the pages that an input says are not its organisation's. */
export function deniedPages(notOurs: readonly string[] | null | undefined): string[] {
  return [...new Set((notOurs ?? []).map((id) => readId(Supplier, id)))];
}

/** @throws Conflict naming pages that may be its own, of which the supplier has said nothing yet: it claims one, or says that none is */
export function mustHaveSeen(candidates: readonly PageCandidate[]): void {
  const unseen = candidates.filter(({ isDenied }) => !isDenied);
  if (unseen.length === 0) return;
  const named = unseen.map(({ name }) => `“${name}”`).join(', ');
  throw new Conflict(
    `The directory has pages that may be your organisation’s already: ${named}. Claim the one that is, or say that none of them is, and ask again.`,
    { candidates: unseen.map(({ id }) => id) },
  );
}
