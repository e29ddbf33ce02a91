import { Award, Party, readIdentifier, readRelease, Release, sureEnough } from '#registers';
import { compiledAwards } from './compiled-awards';
import { StoredRelease } from './stored-release';
import { DerivedTerms, termsOf } from './derived-terms';
import { PartyRegister } from './parties';
import { PublishedFacts } from './published-facts';

const PARTY = { id: 'p', name: 'Invented Lamps Ltd', roles: ['supplier'], identifier: { scheme: 'GB-COH', id: '1234567' } };

const publication = { publisher: 'FIND_A_TENDER', name: null } as const;

/** A release of an invented award. */
function release(id: string, award: object, more: object = {}): StoredRelease {
  const json = {
    id,
    ocid: 'ocds-test-1',
    tag: ['award'],
    tender: { title: 'Lamps' },
    parties: [PARTY],
    awards: [
      { id: '1', suppliers: [{ id: 'p', name: 'Invented Lamps Ltd' }], value: { amount: 10, currency: 'GBP' }, ...award },
    ],
    ...more,
  };
  return {
    id: `key of ${id}`,
    ocid: json.ocid,
    noticeId: id,
    publication,
    release: JSON.parse(JSON.stringify(json)) as object,
  };
}

const register = new PartyRegister();
const lamps: Party = {
  ...PARTY,
  identifiers: [readIdentifier({ scheme: 'GB-COH', id: '01234567' })],
  region: null,
  country: null,
  scale: null,
  vcse: null,
  website: null,
};
register.add('ocds-test-1', lamps, { supplies: true, publisher: 'FIND_A_TENDER' });

const rowsOf = (...releases: StoredRelease[]) => compiledAwards(releases, register).rows;

describe('awards of notices', () => {
  it('count once, as the latest notice has them', () => {
    const first = release('1-2026', { status: 'pending' });
    const second = release('2-2026', { status: 'active', value: { amount: 12 } });
    expect(rowsOf(first, second)).toMatchObject([
      {
        status: 'active',
        value_net: 12,
        currency: 'GBP',
        join_confidence: 'NORMALISED_IDENTIFIER',
        notice_id: 'key of 2-2026',
      },
    ]);
  });

  it('are one where a notice comes again with another id of the supplier, and two where they differ or stand together', () => {
    const named = { ...PARTY, id: 'GB-COH-01234567', identifier: { scheme: 'GB-COH', id: '01234567' } };
    const suppliers = [{ id: named.id, name: named.name }];
    const first = release('1-2026', { date: '2026-08-01T00:00:00Z', status: 'pending' });
    const again = (award: object): StoredRelease => release('2-2026', { suppliers, ...award }, { parties: [named] });
    expect(rowsOf(first, again({ status: 'active' }))).toMatchObject([
      { award_id: '1', status: 'active', awarded_on: '2026-08-01', value_net: 10, notice_id: 'key of 2-2026' },
    ]);
    expect(rowsOf(first)[0].id).toBe(rowsOf(first, again({}))[0].id);
    expect(rowsOf(first, again({ value: { amount: 11, currency: 'GBP' } }))).toHaveLength(2);
    const value = { amount: 10, currency: 'GBP' };
    const both = [
      { id: '1', suppliers: [{ id: 'p', name: 'Invented Lamps Ltd' }], value },
      { id: '1', suppliers, value },
    ];
    expect(rowsOf(release('3-2026', {}, { parties: [PARTY, named], awards: both }))).toHaveLength(2);
  });

  it('are none once a notice cancels them', () => {
    const made = release('1-2026', { status: 'active' });
    expect(rowsOf(made)).toHaveLength(1);
    for (const status of ['cancelled', 'Cancelled'])
      expect(rowsOf(made, release('2-2026', { status }, { tag: ['awardUpdate'] }))).toEqual([]);
  });

  it('change with their contract: its amendment, and its end', () => {
    const made = release('1-2026', {}, { contracts: [{ id: 'c', awardID: '1', status: 'active' }] });
    const change = (id: string, tag: string, contract: object): StoredRelease =>
      release(id, {}, { tag: [tag], awards: undefined, contracts: [{ id: 'c', awardID: '1', ...contract }] });
    const amended = change('2-2026', 'contractAmendment', {
      value: { amount: 15, currency: 'GBP' },
      period: { endDate: '2030-01-31' },
    });
    expect(rowsOf(made, amended)).toMatchObject([
      { value_net: 15, ends_on: '2030-01-31', contract_status: 'active', notice_id: 'key of 2-2026' },
    ]);
    const ended = change('3-2026', 'contractTermination', { status: 'terminated' });
    expect(rowsOf(made, amended, ended)).toMatchObject([{ value_net: 15, contract_status: 'terminated' }]);
  });

  it('do not fail for an id that is none, wherever it stands', () => {
    const odd = { toString: 5 };
    const more = { contracts: [{ id: odd, awardID: odd }], parties: [PARTY, { id: odd, name: 'Odd (invented)' }] };
    const buyer = { id: odd, name: 'Odd (invented)' };
    expect(rowsOf(release('1-2026', {}, more), release('2-2026', { id: odd }, { ...more, buyer }))).toMatchObject([
      { award_id: '1', notice_id: 'key of 1-2026' },
      { award_id: '', notice_id: 'key of 2-2026' },
    ]);
  });

  it('join nobody by a name alone', () => {
    const strange = { ...PARTY, identifier: { scheme: 'GB-FTS', id: '77' }, id: 'GB-FTS-77' };
    const suppliers = [{ id: 'GB-FTS-77', name: 'Invented Lamps Ltd' }];
    expect(rowsOf(release('1-2026', { suppliers }, { parties: [strange] }))).toMatchObject([
      { supplier_id: null, join_confidence: null, supplier_name: 'Invented Lamps Ltd', party_key: 'GB-FTS-77' },
    ]);
  });

  it('have their notice read once, however many they are', () => {
    const readings = (count: number): number => {
      let read = 0;
      const awards = Array.from({ length: count }, (_, id) => ({ id: String(id), suppliers: [{ id: 'p', name: 'x' }] }));
      const tender = {
        get title() {
          read += 1;
          return 'Lamps';
        },
      };
      const stored = release('1', {});
      stored.release = { ...stored.release, tender, awards };
      expect(rowsOf(stored)).toHaveLength(count);
      return read;
    };
    expect(readings(1000)).toBe(readings(1));
  });

  it('say what of them was not taken', () => {
    const { rows, problems } = compiledAwards(
      [
        release('1', { suppliers: [] }),
        release('2', { id: '2', value: { amount: -5, amountGross: 6, currency: 'GBQ' } }),
        release('3', { id: '3', value: { amount: 7 } }),
      ],
      register,
    );
    expect(rows).toMatchObject([
      { award_id: '2', value_net: null, value_gross: 6, currency: null },
      { award_id: '3', value_net: 7, currency: null },
    ]);
    expect(problems.map((problem) => problem.replace(/^award /, '')).sort()).toEqual([
      '1 names no supplier: it is not counted',
      '2: "GBQ" is not a currency: its value is of none',
      '3: it has a value and no currency: its value is of none',
    ]);
  });
});

describe('what an award is for', () => {
  it('is not told of a supplier by an award that was cancelled or came to nothing', () => {
    const sectorsOf = (status: string): number => {
      const { compiled } = compiledAwards(
        [release('1', { status }, { tender: { title: 'Street lighting columns' } })],
        register,
      );
      const terms = new DerivedTerms(register, new PublishedFacts('2026-09-01T00:00:00Z'));
      terms.add(compiled as Release, publication);
      return terms.sector.size;
    };
    expect(sectorsOf('active')).toBeGreaterThan(0);
    expect([sectorsOf('cancelled'), sectorsOf('unsuccessful')]).toEqual([0, 0]);
  });

  const read = (award: object, tender: object): Release => {
    const result = readRelease(release('1', award, { tender: { title: 'Lamps', ...tender } }).release);
    if (!result.ok) throw new Error(result.problem.message);
    return result.release;
  };
  const beside = (tender: object): [Release['notice'], Award] => {
    const { notice, awards } = read({}, tender);
    return [notice, awards[0]];
  };
  const sectors = ({ notice, awards }: Release): string[] =>
    sureEnough(termsOf(notice, awards[0] as Award).sectors).map(({ code }) => code);

  it('is told by titles, and by a description only beside something else', () => {
    expect(sectors(read({}, { title: 'Street lighting columns' }))).toEqual(['public-realm-and-connectivity']);
    expect(sectors(read({}, { description: 'Renewal of street lighting.' }))).toEqual([]);
    const items = [{ id: '1', additionalClassifications: [{ scheme: 'CPV', id: '50232100' }] }];
    expect(termsOf(...beside({ description: 'Renewal of street lighting.', items })).sectors).toMatchObject([
      { code: 'public-realm-and-connectivity', confidence: 0.86 },
    ]);
  });

  it('is not told by the description of a framework, which speaks of much that the winner does not do', () => {
    const description = 'Advice on street lighting, traffic signals, noise monitoring, CCTV and electric vehicle charging.';
    expect(sectors(read({}, { description }))).toEqual([]);
    const lots = [
      { id: 'a', title: 'Lamps' },
      { id: 'b', title: 'CCTV' },
    ];
    expect(sectors(read({ relatedLots: ['a'] }, { description: 'Lamps and CCTV cameras', lots }))).toEqual([]);
  });
});
