import { parse } from 'csv-parse/sync';
import type { PackContents, PackPlace } from '../contents';
import { fictionalContents, packInMemory, recorded } from '../testing/fictional-pack';
import { against, changed } from '../testing/forged-pack';
import { evidenceCsv } from '../write/csv';
import { indexPage } from '../write/html/index.page';
import { verifyPack } from './verify-pack';

const [FIRST] = fictionalContents().answers;
const first = ({ answers }: PackContents) => answers[0].scopeTests![0];

/** The first attestation is of some sites, in a procurement of some places. */
function attestedIn({ procurement, answers }: PackContents, sites: string[], places: PackPlace[]): void {
  answers[0].attestations[0].scope.sites = sites;
  procurement.places = places;
}

/** The made-up procurement as a pack told of it before packs held scope tests and offers. */
function contentsOfBefore(): PackContents {
  const { offers: _offers, ...contents } = fictionalContents();
  const answers = contents.answers.map(({ scopeTests: _tests, ...answer }) => ({
    ...answer,
    attestations: answer.attestations.map(({ product: _product, ...attestation }) => attestation),
  }));
  return recorded({ ...contents, answers });
}

describe('the scope tests of a pack', () => {
  it('hold where they follow from what stands beside them, and a pack of before has none', async () => {
    expect(await against(fictionalContents())).toEqual([]);
    const { ok, checks } = await verifyPack((await packInMemory(contentsOfBefore())).zip);
    expect(ok).toBe(true);
    expect(checks.filter(({ name }) => name === 'scope')).toEqual([
      expect.objectContaining({ outcome: 'NOT_CHECKED', sentence: expect.stringContaining('made before packs held them') }),
    ]);
  });

  it.each<[string, string, (contents: PackContents) => void]>([
    ['one that is not there', 'are not those of its attestations', ({ answers }) => void (answers[0].scopeTests = [])],
    ['none where others have them', 'are not those of its attestations', ({ answers }) => void delete answers[0].scopeTests],
    ['one of another attestation', 'are not those of its attestations', (c) => void (first(c).attestationId = 'attestation-9')],
    [
      'dates that end before the contract',
      'does not follow from the pack: its dates',
      (c) => void (first(c).dates.answer = 'YES'),
    ],
    [
      'a product that is not offered',
      'does not follow from the pack: its product',
      ({ offers }) => void (offers![0].products[0].id = 'product-2'),
    ],
    [
      'versions of no product',
      'does not follow from the pack: its product',
      ({ answers }) => void (answers[0].attestations[0].product = null),
    ],
    [
      'sites that nobody has compared',
      'does not follow from the pack: its exclusions and sites',
      ({ answers }) => void answers[0].attestations[0].scope.sites.push('Leeds'),
    ],
    [
      'sites that none of its places is among',
      'does not follow from the pack: its exclusions and sites',
      (c) => void attestedIn(c, ['Leeds'], [{ name: 'York', region: null }]),
    ],
    [
      'sites from which it would not operate, whatever the places',
      'does not follow from the pack: its exclusions and sites',
      (c) => {
        attestedIn(c, ['Leeds'], [{ name: 'Leeds', region: null }]);
        c.offers![0].sites = ['York'];
      },
    ],
    ['two offers of one', 'Umbra Example Ltd offers two things', ({ offers }) => void offers!.push(offers![0])],
    [
      'an offer of one who did not answer',
      'There is an offer of candidate-9, which gave no answer',
      ({ offers }) => void offers!.push({ ...offers![0], candidateId: 'candidate-9' }),
    ],
  ])('are named where the pack has %s', async (_what, problem, change) => {
    expect(await changed(change)).toEqual([expect.stringContaining(problem)]);
  });

  it('hold where the sites of an attestation are the places, or those from which the bidder would operate', async () => {
    const region = { code: 'TLE', name: 'Yorkshire and The Humber' };
    expect(await changed((c) => void attestedIn(c, ['LEEDS  depot.'], [{ name: 'Leeds depot', region }]))).toEqual([]);
    const operated = (c: PackContents): void => {
      attestedIn(c, ['Leeds depot'], [{ name: 'York', region: null }]);
      c.offers![0].sites = ['Leeds Depot'];
    };
    expect(await changed(operated)).toEqual([]);
    const contents = fictionalContents();
    operated(contents);
    const page = indexPage(contents).replace(/\s+/g, ' ');
    expect(page).toMatch(/Where it is to be run or delivered<\/dt> ?<dd> ?<ul> ?<li>York/);
    expect(page).toContain('From where it would operate: Leeds Depot');
  });

  it('need a reason, and an answer that there is', async () => {
    const maybe = (contents: PackContents) => void ((first(contents).dates as { answer: string }).answer = 'MAYBE');
    await expect(changed(maybe)).rejects.toThrow(/do not match the format/);
  });

  it('stand on the page and in the table, beside the evidence that they are of', async () => {
    const page = indexPage(fictionalContents()).replace(/\s+/g, ' ');
    expect(page).toContain('What it offers: Umbra Lamp 1.0');
    expect(page).toMatch(/Over the whole contract<\/th> ?<td>no<\/td> ?<td>It ends on 31 May 2026, before/);
    const [row] = parse(await evidenceCsv(fictionalContents()), { bom: true, columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      requirement: FIRST.requirementRef,
      product: 'Umbra Lamp',
      scope_legal_entity: 'YES',
      scope_product: 'YES',
      scope_product_reason: 'It is about Umbra Lamp. It names version 1.0.',
      scope_dates: 'NO',
      scope_exclusions: 'YES',
    });
    const before = indexPage(contentsOfBefore());
    expect(before).not.toMatch(/What it offers|whether The example scheme covers/);
    const [earlier] = parse(await evidenceCsv(contentsOfBefore()), { bom: true, columns: true }) as Record<string, string>[];
    expect(earlier).toMatchObject({ product: '', scope_product: '', scope_dates_reason: '' });
  });
});
