import { nameKey } from '#registers';
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
  /** The same, and not joined, but proposed to a person by the name. */
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
    const joined = areJoined(market, a, b);
    const isProposed = nameKey(a.name) === nameKey(b.name);
    if (same === 'yes') of.same += 1;
    if (joined) of.joined += 1;
    if (joined && same === 'no') of.falseJoins += 1;
    if (!joined && same === 'yes') of[isProposed ? 'proposed' : 'missing'] += 1;
  }
  return [...figures.values()];
}

/** @throws when the sample names a party that its notice does not have */
function areJoined({ party, register }: SampleMarket, a: NamedParty, b: NamedParty): boolean {
  const [one, other] = [a, b].map((named) => {
    const found = party(named.notice, named.party);
    if (found === null || found.party.name !== named.name)
      throw new Error(`Notice ${named.notice} has no party ${named.party} of the name ${named.name}.`);
    return register.join(found.ocid, found.party)?.organisation ?? null;
  });
  return one !== null && one === other;
}

function noFigures(stratum: string): JoinFigures {
  return { stratum, pairs: 0, unclear: 0, same: 0, joined: 0, falseJoins: 0, proposed: 0, missing: 0 };
}
