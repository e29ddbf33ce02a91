import { rendered, wordsOf } from '../../test/rendered';

const supplier = {
  id: 'sup_1',
  name: 'Lamps Ltd (invented)',
  sizeBand: 'UNKNOWN',
  region: null,
  identifiers: [],
  sectors: [],
  technologies: [],
  sicCodes: [],
  attestations: [],
  products: [],
};

const performance = { count: 0, shown: 0, contracts: [] };

const award = (joinConfidence: string | null) => ({
  notice: { noticeId: '000001-2026', ocid: 'ocds-1' },
  title: 'Street lamps (invented)',
  buyerName: 'A council',
  awardedOn: '2026-08-01',
  valueGross: null,
  valueNet: 1000,
  currency: 'GBP',
  sourceUrl: null,
  joinConfidence,
});

/** The page of a supplier with one award. */
const pageOf = (joinConfidence: string | null) =>
  rendered('suppliers/supplier', { supplier, facts: [], awards: [award(joinConfidence)], awardCount: 1, performance });

describe('the awards on the page of a supplier', () => {
  it.each([
    ['IDENTIFIER', 'By its identifier'],
    ['NORMALISED_IDENTIFIER', 'By its identifier, mended'],
    ['NAME_ONLY', 'By its name, as a person decided'],
    [null, 'Not known'],
  ])('say how surely each was joined to it: %s', async (confidence, said) => {
    const cell = /<td[^>]* data-label="How it was joined">([^<]*)</.exec(await pageOf(confidence));
    expect(cell?.[1]).toBe(said);
  });

  it('explain what that means', async () => {
    expect(wordsOf(await pageOf('NAME_ONLY'))).toContain('By the name alone nothing is joined until a person has decided');
  });
});
