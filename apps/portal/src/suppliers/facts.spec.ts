import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { repositoryRoot } from '#platform';
import { rendered, wordsOf } from '../../test/rendered';
import type { SupplierPageQuery } from '../api/operations';
import { Messages } from '../page/messages';
import { factsInWords } from './facts';

type Fact = SupplierPageQuery['supplier']['facts'][number];

const t = new Messages().in('en');

const terms = {
  regions: [{ code: 'TLE42', name: 'Leeds' }],
  sectors: [{ code: 'environment', label: 'Environment' }],
  technologies: [{ code: 'data-platform', label: 'Data platforms' }],
};

let count = 0;
const fact = (
  field: string,
  value: string | null,
  source: Fact['source'] = 'FIND_A_TENDER',
  more: Partial<Fact> = {},
): Fact => ({
  id: `fct_${(count += 1)}`,
  field,
  value,
  source,
  sourceUrl: null,
  recordedAt: '2026-08-01T12:00:00Z',
  note: null,
  reply: null,
  ...more,
});

const shown = (...facts: Fact[]) => factsInWords(facts, terms, t);
const differing = (...facts: Fact[]): boolean[] => shown(...facts).map(({ differs }) => differs);

describe('a fact of a supplier', () => {
  it.each([
    ['scale', 'sme', 'Size in notices', 'Small or medium-sized business (SME)'],
    ['scale', 'enormous', 'Size in notices', 'enormous'],
    ['vcse', 'true', 'Voluntary, community or social enterprise', 'Yes'],
    ['region', 'UKI31', 'Region', 'Camden and City of London (UKI31)'],
    ['region', 'TLE42', 'Region', 'Leeds (TLE42)'],
    ['region', 'DE212', 'Region', 'DE212'],
    ['sizeBand', 'MICRO', 'Size', 'Micro (fewer than 10 people)'],
    ['sectors', 'environment, other', 'What it is for', 'Environment, other'],
    ['technologies', 'data-platform', 'Technology', 'Data platforms'],
    ['incorporatedOn', '2001-02-03', 'Incorporated', '3 February 2001'],
    ['companyStatus', 'Active', 'Status of the company', 'Active'],
    ['website', 'https://example.com', 'Website', 'https://example.com'],
    ['new.field', 'x', 'new.field', 'x'],
  ])('is in words: %s %s', (field, value, label, said) => {
    expect(shown(fact(field, value))[0]).toMatchObject({ label, said });
  });

  it('is not known where its source does not know it', () => {
    expect(shown(fact('website', null))[0].said).toBeNull();
  });

  it('has the reply to it in words as well', () => {
    const reply = { value: 'large', note: 'We have grown.', repliedAt: '2026-09-01T12:00:00Z' };
    expect(shown(fact('scale', 'sme', 'FIND_A_TENDER', { reply }))[0].replied).toBe('Large business');
  });

  it('has a name for every code of NUTS that notices use', () => {
    const text = readFileSync(join(repositoryRoot(), 'seed/reference/uk-nuts-codes-as-used-by-find-a-tender.csv'), 'utf8');
    const rows: { nuts_code: string; description_en: string }[] = parse(text, { columns: true, bom: true });
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.map(({ nuts_code }) => shown(fact('region', nuts_code))[0].said)).toEqual(
      rows.map(({ nuts_code, description_en }) => `${description_en} (${nuts_code})`),
    );
  });
});

describe('sources that differ', () => {
  it('are marked at each fact of the field, and at no other', () => {
    expect(
      differing(
        fact('scale', 'sme'),
        fact('vcse', 'true'),
        fact('vcse', 'false', 'CONTRACTS_FINDER'),
        fact('website', 'a.example'),
      ),
    ).toEqual([false, true, true, false]);
  });

  it('are also two notices of one register, each of which is the word of its buyer', () => {
    expect(differing(fact('scale', 'sme'), fact('scale', 'large'))).toEqual([true, true]);
  });

  it('are none where one source has said something new since', () => {
    expect(
      differing(fact('companyStatus', 'Active', 'COMPANIES_HOUSE'), fact('companyStatus', 'Dissolved', 'COMPANIES_HOUSE')),
    ).toEqual([false, false]);
    expect(
      differing(
        fact('website', 'a.example', 'SELF_DECLARED'),
        fact('website', 'b.example'),
        fact('website', 'b.example', 'SELF_DECLARED'),
      ),
    ).toEqual([false, false, false]);
  });

  it.each<[string, string | null, string | null]>([
    ['name', 'Lamps Limited', 'LAMPS LTD.'],
    ['website', 'https://www.lamps.example/', 'http://lamps.example'],
    ['region', 'UKI31', 'UKI'],
    ['region', 'UKI31', 'TLI35'],
    ['region', 'UK', 'TLI35'],
    ['sectors', 'environment', 'environment, other'],
    ['website', null, 'lamps.example'],
    ['sizeBand', 'UNKNOWN', 'SMALL'],
  ])('are none where they say the same, or one does not know: %s %s, %s', (field, one, other) => {
    expect(differing(fact(field, one), fact(field, other, 'SELF_DECLARED'))).toEqual([false, false]);
  });

  it.each([
    ['name', 'Lamps Ltd', 'Lamps (North) Ltd'],
    ['website', 'https://lamps.example/', 'https://lights.example'],
    ['region', 'UKI31', 'UKI32'],
    ['region', 'UKI31', 'TLE42'],
  ])('are those that do not: %s %s, %s', (field, one, other) => {
    expect(differing(fact(field, one), fact(field, other, 'SELF_DECLARED'))).toEqual([true, true]);
  });
});

describe('the facts on the page of a supplier', () => {
  const supplier = {
    id: 'sup_1',
    name: 'x',
    sizeBand: 'UNKNOWN',
    identifiers: [],
    sectors: [],
    technologies: [],
    sicCodes: [],
  };

  it('are in words, and say at the field that sources differ', async () => {
    const facts = shown(fact('region', 'UKI31'), fact('scale', 'sme'), fact('scale', 'large', 'CONTRACTS_FINDER'));
    const page = await rendered('suppliers/supplier', {
      supplier: { ...supplier, attestations: [], products: [] },
      facts,
      awards: [],
      awardCount: 0,
    });
    const rows = wordsOf(page.slice(page.indexOf('Where this comes from')));
    expect(rows).toContain('Region Camden and City of London (UKI31) Find a Tender');
    expect(rows).toContain('Size in notices Sources differ Small or medium-sized business (SME) Find a Tender');
    expect(rows).toContain('Size in notices Sources differ Large business Contracts Finder');
  });
});
