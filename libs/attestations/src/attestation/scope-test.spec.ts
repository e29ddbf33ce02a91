import fc from 'fast-check';
import { Contract, scopeTest, TestedAttestation } from './scope-test';

const attestation: TestedAttestation = {
  legalEntity: 'Fictional Sensors Limited',
  product: { id: 'p1', name: 'Kerb sensor' },
  productVersions: ['2.0', '2.1'],
  sites: [],
  exclusions: [],
  coversFrom: '2026-01-01',
  coversTo: null,
  issuedOn: '2025-12-20',
  expiresOn: '2027-12-31',
};
const contract: Contract = {
  legalEntity: 'FICTIONAL SENSORS LTD.',
  products: [{ id: 'p1', name: 'Kerb sensor', version: '2.1' }],
  period: { startsOn: '2026-04-01', endsOn: '2027-03-31' },
  sites: { saidBy: 'PROCUREMENT', names: [] },
  requirement: 'Firmware updates of parking sensors are signed.',
};
const test = (a: Partial<TestedAttestation> = {}, c: Partial<Contract> = {}) =>
  scopeTest({ ...attestation, ...a }, { ...contract, ...c });

describe('the scope test', () => {
  it('answers yes four times when entity, product, dates and exclusions all fit', () => {
    expect(Object.values(test()).map(({ answer }) => answer)).toEqual(['YES', 'YES', 'YES', 'YES']);
  });

  it('knows a legal entity whether Limited or public limited company is written out, and refuses another', () => {
    expect(test({ legalEntity: 'Fictional Public Limited Company' }, { legalEntity: 'Fictional PLC' }).legalEntity.answer).toBe(
      'YES',
    );
    expect(test({}, { legalEntity: 'Fictional Group plc' }).legalEntity).toEqual({
      answer: 'NO',
      reason: 'It is held by Fictional Sensors Limited, not by Fictional Group plc, which would sign.',
    });
    expect(test({}, { legalEntity: ' ' }).legalEntity.answer).toBe('UNKNOWN');
  });

  const [sensor, hub] = [
    { id: 'p1', name: 'Kerb sensor', version: '2.1' },
    { id: 'p2', name: 'Hub', version: null },
  ];
  it.each([
    [{ product: null, productVersions: [] }, {}, 'YES', 'It is about the organisation, not about one product.'],
    [{ product: null }, {}, 'UNKNOWN', 'It names the versions 2.0, 2.1, and not of which product.'],
    [{}, { products: [] }, 'UNKNOWN', 'It is about Kerb sensor, and nobody has said which product would be supplied.'],
    [{}, { products: [hub] }, 'NO', 'It is about Kerb sensor, and Hub would be supplied.'],
    [{}, {}, 'YES', 'It is about Kerb sensor. It names version 2.1.'],
    [{ productVersions: ['2.x'] }, {}, 'YES', 'It is about Kerb sensor. It covers “2.x”, and 2.1 is within that.'],
    [{ productVersions: [] }, {}, 'YES', 'It is about Kerb sensor, without naming versions.'],
    [
      {},
      { products: [{ ...sensor, version: null }] },
      'UNKNOWN',
      'It covers the versions 2.0, 2.1 of Kerb sensor, and nobody has said which would be supplied.',
    ],
    [
      {},
      { products: [{ ...sensor, version: '3.0' }] },
      'NO',
      'It is about Kerb sensor. It covers the versions “2.0”, “2.1”, and 3.0 is not among them.',
    ],
    [
      {},
      { products: [{ id: null, name: 'Kerb sensor (new)', version: '2.1' }] },
      'UNKNOWN',
      'It is about Kerb sensor, and Kerb sensor (new) 2.1 would be supplied, which the supplier does not list: read whether that is the same.',
    ],
    [
      {},
      { products: [sensor, hub] },
      'UNKNOWN',
      'It is about Kerb sensor. It names version 2.1. It says nothing of Hub, which would be supplied too: read which of them the requirement is about.',
    ],
    [
      {},
      { products: [sensor, { ...sensor, version: '3.0' }] },
      'NO',
      'It is about Kerb sensor. It covers the versions “2.0”, “2.1”, and 3.0 is not among them.',
    ],
  ] as [Partial<TestedAttestation>, Partial<Contract>, string, string][])(
    'of product %j for %j answers %s',
    (a, c, answer, reason) => {
      expect(test(a, c).product).toEqual({ answer, reason });
    },
  );

  it.each([
    [{ coversFrom: '2026-04-01' }, {}, 'YES'],
    [{ coversFrom: '2026-04-02' }, {}, 'NO'],
    [{ expiresOn: '2027-03-31' }, {}, 'YES'],
    [{ expiresOn: '2027-03-30' }, {}, 'NO'],
    [{ coversTo: '2026-12-31' }, {}, 'NO'],
    [{ expiresOn: null }, {}, 'UNKNOWN'],
    [{ coversFrom: null, issuedOn: null }, {}, 'UNKNOWN'],
    [{}, { period: { startsOn: '2026-04-01', endsOn: null } }, 'UNKNOWN'],
  ] as [Partial<TestedAttestation>, Partial<Contract>, string][])('of dates %j for %j answers %s', (a, c, answer) => {
    expect(test(a, c).dates.answer).toBe(answer);
  });

  it('says no to an exclusion that the requirement is about, and never yes to one that a person has to read', () => {
    expect(test({ exclusions: ['Parking sensors'] }).exclusions.answer).toBe('NO');
    expect(test({ exclusions: ['Citizen app'] }).exclusions.answer).toBe('UNKNOWN');
    expect(test({ exclusions: ['Offices in other towns, where sensors are repaired'] }).exclusions.answer).toBe('UNKNOWN');
  });

  it('tells with what is left out which sites are attested, where they have to be compared, and that there are none', () => {
    expect(test().exclusions).toEqual({ answer: 'YES', reason: 'It excludes nothing. It names no sites.' });
    const sites: Contract['sites'] = { saidBy: 'PROCUREMENT', names: ['Leeds'] };
    const answers = (a: Partial<TestedAttestation>, c: Partial<Contract> = { sites }) => test(a, c).exclusions;
    expect(answers({ sites: ['Leeds', 'York'] }).answer).toBe('YES');
    expect(answers({ sites: ['Leeds'], exclusions: ['Citizen app'] }).answer).toBe('UNKNOWN');
    expect(answers({ sites: ['York'] }).answer).toBe('UNKNOWN');
    expect(answers({ sites: ['York'] }, {}).answer).toBe('UNKNOWN');
    expect(answers({ sites: ['York'], exclusions: ['Parking sensors'] })).toEqual({
      answer: 'NO',
      reason: expect.stringMatching(/which the requirement is about\. It covers the sites York alone/) as string,
    });
  });

  it('always gives four answers, each with a reason, and no yes about dates that are not given', () => {
    const day = fc.option(fc.integer({ min: 0, max: 3650 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10)));
    const dates = fc.record({ coversFrom: day, coversTo: day, issuedOn: day, expiresOn: day });
    const period = fc.record({ startsOn: day, endsOn: day });
    fc.assert(
      fc.property(dates, period, fc.array(fc.string()), fc.string(), (given, asked, exclusions, requirement) => {
        const answers = test({ ...given, exclusions }, { period: asked, requirement });
        expect(Object.keys(answers)).toEqual(['legalEntity', 'product', 'dates', 'exclusions']);
        Object.values(answers).forEach(({ reason }) => expect(reason).not.toBe(''));
        const unknown = asked.startsOn === null || asked.endsOn === null || (given.coversTo ?? given.expiresOn) === null;
        if (unknown) expect(answers.dates.answer).not.toBe('YES');
      }),
    );
  });
});
