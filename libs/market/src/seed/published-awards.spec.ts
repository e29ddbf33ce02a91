import { Award, readIdentifier, readRelease, Release } from '#registers';
import { termsOf } from './derived-terms';
import { PartyRegister } from './parties';
import { PublishedAwards } from './published-awards';

/** A notice of an invented award. */
function release(id: string, date: string, award: object, tender: object = {}): Release {
  const read = readRelease({
    id,
    ocid: 'ocds-test-1',
    date,
    tag: ['award'],
    tender: { title: 'Lamps', ...tender },
    parties: [{ id: 'p', name: 'Invented Lamps Ltd', roles: ['supplier'], identifier: { scheme: 'GB-COH', id: '1234567' } }],
    awards: [
      { id: '1', suppliers: [{ id: 'p', name: 'Invented Lamps Ltd' }], value: { amount: 10, currency: 'GBP' }, ...award },
    ],
  });
  if (!read.ok) throw new Error(read.problem.message);
  return read.release;
}

const EMPTY = { gb_ppon: '', other_identifiers: '', nuts_region: '', scale: '', vcse: '', website: '' };
const register = new PartyRegister([{ org_id: 'a', legal_name: 'Invented Lamps Ltd', gb_coh: '01234567', ...EMPTY }], []);

function awardsOf(...releases: Release[]) {
  const awards = new PublishedAwards(register);
  for (const each of releases) awards.add(each);
  return awards.rows();
}

describe('awards of notices', () => {
  it('count once, as the latest notice has them, in whatever order the notices come', () => {
    const first = release('1-2026', '2026-07-01T10:00:00Z', { status: 'pending' });
    const second = release('2-2026', '2026-07-09T10:00:00Z', { status: 'active', value: { amount: 12, currency: 'GBP' } });
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      expect(awardsOf(...order)).toMatchObject([{ status: 'active', value_net: 12, join_confidence: 'NORMALISED_IDENTIFIER' }]);
    }
  });

  it('are none once a notice cancels them', () => {
    const made = release('1-2026', '2026-07-01T10:00:00Z', { status: 'active' });
    expect(awardsOf(made)).toHaveLength(1);
    expect(awardsOf(made, release('2-2026', '2026-07-02T10:00:00Z', { status: 'cancelled' }))).toEqual([]);
  });

  it('join nobody by a name alone', () => {
    const stranger = release('1-2026', '2026-07-01T10:00:00Z', {});
    stranger.parties[0].identifiers = [readIdentifier({ scheme: 'GB-FTS', id: '77' })];
    expect(awardsOf(stranger)).toMatchObject([
      { supplier_id: null, join_confidence: null, supplier_name: 'Invented Lamps Ltd' },
    ]);
  });
});

describe('what an award is for', () => {
  const sectors = ({ notice, awards }: Release): string[] =>
    termsOf(notice, awards[0] as Award).sectors.map(({ code }) => code);

  it('is told by titles and by the description of a single thing', () => {
    expect(sectors(release('1', '2026-07-01T10:00:00Z', {}, { title: 'Street lighting columns' }))).toEqual([
      'public-realm-and-connectivity',
    ]);
    expect(sectors(release('1', '2026-07-01T10:00:00Z', {}, { description: 'Renewal of street lighting.' }))).toEqual([
      'public-realm-and-connectivity',
    ]);
  });

  it('is not told by the description of a framework, which speaks of much that the winner does not do', () => {
    const description = 'Advice on street lighting, traffic signals, noise monitoring, CCTV and electric vehicle charging.';
    expect(sectors(release('1', '2026-07-01T10:00:00Z', {}, { description }))).toEqual([]);
    const lots = [
      { id: 'a', title: 'Lamps' },
      { id: 'b', title: 'CCTV' },
    ];
    const ofLots = release(
      '1',
      '2026-07-01T10:00:00Z',
      { relatedLots: ['a'] },
      { description: 'Lamps and CCTV cameras', lots },
    );
    expect(sectors(ofLots)).toEqual([]);
  });
});
