import { nameKey } from '#registers';
import { partyKey, RegisteredOrganisation } from '../ocds/parties';
import { readSample, SampleMarket } from './sample-market';

interface NamedParty {
  notice: string;
  party: string;
  name: string;
}

interface JoinSample {
  pairs: { stratum: string; a: NamedParty; b: NamedParty; same: 'yes' | 'no' | 'unclear' }[];
}

/** How the pairs of a stratum come out. Pairs that the reader could not tell are counted, and in no other figure. */
export interface JoinFigures {
  stratum: string;
  pairs: number;
  unclear: number;
  same: number;
  joined: number;
  /** Joined, and not the same. */
  falseJoins: number;
  /** The same, and not joined, but proposed to a person. */
  proposed: number;
  /** The same, and neither joined nor proposed. */
  missing: number;
}

/** Measures false and missing joins on the labelled pairs of `seed/samples/join-pairs.json`. */
export function measureJoins(market: SampleMarket): JoinFigures[] {
  const { pairs } = readSample<JoinSample>('join-pairs.json');
  const figures = new Map<string, JoinFigures>();
  for (const { stratum, a, b, same } of pairs) {
    const of = figures.get(stratum) ?? noFigures(stratum);
    figures.set(stratum, of);
    of.pairs += 1;
    if (same === 'unclear') {
      of.unclear += 1;
      continue;
    }
    const [one, other] = [found(market, a), found(market, b)];
    const joined = one.organisation !== null && one.organisation === other.organisation;
    const isProposed = nameKey(a.name) === nameKey(b.name) || isDoubted(one, other) || isDoubted(other, one);
    if (same === 'yes') of.same += 1;
    if (joined) of.joined += 1;
    if (joined && same === 'no') of.falseJoins += 1;
    if (!joined && same === 'yes') of[isProposed ? 'proposed' : 'missing'] += 1;
  }
  return [...figures.values()];
}

/** What a party was joined to, and whose identifier it has under a name that can hardly be its own. */
interface Found {
  organisation: RegisteredOrganisation | null;
  doubtedOf: string | null;
}

/** @throws when the sample names a party that its notice does not have */
function found({ party, register }: SampleMarket, named: NamedParty): Found {
  const there = party(named.notice, named.party);
  if (there === null || there.party.name !== named.name)
    throw new Error(`Notice ${named.notice} has no party ${named.party} of the name ${named.name}.`);
  const organisation = register.join(there.ocid, there.party)?.organisation ?? null;
  const doubted = register.doubted.get(partyKey(there.ocid, there.party));
  return { organisation, doubtedOf: organisation === null ? (doubted?.supplierId ?? null) : null };
}

/** Whether a person is asked if the one is the other. */
function isDoubted(one: Found, other: Found): boolean {
  return one.doubtedOf !== null && one.doubtedOf === (other.organisation?.supplierId ?? other.doubtedOf);
}

function noFigures(stratum: string): JoinFigures {
  return { stratum, pairs: 0, unclear: 0, same: 0, joined: 0, falseJoins: 0, proposed: 0, missing: 0 };
}
