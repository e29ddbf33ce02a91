import type { PackContents } from '../../contents';
import { fictionalContents } from '../../testing/fictional-pack';
import { criteriaInWords } from '../criteria';
import { assessmentCsv } from '../csv';
import { moneyInWords } from '../words';
import { indexPage } from './index.page';
import { summaryPage } from './summary.page';

function sectionOf(id: string, contents: PackContents = fictionalContents()): string {
  const page = indexPage(contents).replace(/\s+/g, ' ');
  return new RegExp(`<h2 id="${id}">.*?</section>`).exec(page)?.[0] ?? '';
}

describe('an auditor who has not worked with Assay', () => {
  it('reads first what the words of the page mean, in which time it is told and up to when', () => {
    const contents = fictionalContents();
    const head = { organisation: '', sequence: 1, hash: '', signedAt: '2026-03-20T12:00:00.000Z', keyId: '', signature: '' };
    const reading = sectionOf('reading', { ...contents, audit: { ...contents.audit, head } });
    expect(reading).toContain('This page tells what was recorded up to 20 March 2026, 12:00 UTC. Times are in UTC');
    for (const word of ['Gate', 'Conformance', 'Confidence', 'Attestation', 'Hash'])
      expect(reading).toContain(`<dt>${word}</dt>`);
    const strengths = [...reading.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, strength]) => strength);
    expect([strengths[0], strengths.at(-1)]).toEqual(['assertion', 'assured components']);
    expect(sectionOf('reading')).toMatch(/<p> Times are in UTC/);
  });

  it('reads what was searched for in words, and the value as money', () => {
    expect(sectionOf('search')).toMatch(/<li>query: street lighting<\/li> ?<li>Region: TLC<\/li>/);
    expect(
      criteriaInWords({
        search: null,
        filter: {
          technologies: ['cameras', 'sensors'],
          attested: [{ scheme: 'ce', validOn: '2026-12-01' }, { scheme: 'iso27001' }],
          sectors: [],
          depth: 3,
        },
      }),
    ).toEqual(['Technology: cameras or sensors', 'Evidence in date: ce on 2026-12-01 and iso27001', 'depth: 3']);
    expect(criteriaInWords({ search: null, filter: {} })).toEqual([]);
    expect(sectionOf('procurement')).toContain('<dd>£250,000.00</dd>');
    expect(moneyInWords({ amount: '1250000', currency: 'EUR' })).toBe('1,250,000 EUR');
  });

  it('reads of a gate that it is passed or failed, and is not told of a missing score', () => {
    const rows = sectionOf('moderation').match(/<tr>.*?<\/tr>/g) ?? [];
    expect(rows.find((row) => row.includes('>R1<'))).toContain('<td>pass or fail</td>');
    expect(rows.find((row) => row.includes('>unknown<'))).toContain('<td>none</td>');
  });

  it('finds suppliers and requirements in one order wherever figures stand', async () => {
    const contents = fictionalContents();
    const turned: PackContents = {
      ...contents,
      assessments: contents.assessments.toReversed(),
      moderation: contents.moderation.toReversed(),
    };
    for (const id of ['assessments', 'moderation']) expect(sectionOf(id, turned)).toBe(sectionOf(id));
    expect(await assessmentCsv(turned)).toBe(await assessmentCsv(contents));
  });

  it('reads the place of each tender among those that have one, and why another has none', () => {
    const arithmetic = sectionOf('arithmetic');
    expect(arithmetic).toMatch(/Place 1 of 2: Umbra Example Ltd/);
    expect(arithmetic).toMatch(/Place 2 of 2: Lumen Example Ltd/);
    expect(arithmetic).toMatch(/Not ranked, as it failed a gate: Nadir Example Ltd/);
    expect(arithmetic).toContain('Unknown: 1 (R3), which scores nothing');
  });

  it('is led from an answer to its requirement, and told of one without words and of suppliers without one', () => {
    const contents = fictionalContents();
    const [first, ...rest] = contents.answers;
    const told = (state: PackContents['candidates'][number]['state']): string =>
      sectionOf('answers', {
        ...contents,
        answers: [{ ...first, statement: ' ' }, ...rest.filter(({ candidateId }) => candidateId === 'candidate-1')],
        candidates: contents.candidates.map((candidate) =>
          candidate.id === 'candidate-2' ? { ...candidate, state } : candidate,
        ),
      });
    expect(told('DECLINED')).toContain('<p>It declined, so it gave no answer.</p>');
    expect(told('EXCLUDED')).toContain('<p>It was left out, and gave no answer.</p>');
    expect(told('NO_RESPONSE')).toContain('<p>It gave no answer.</p>');
    expect(told('NO_RESPONSE')).toContain('<p>Nothing was said.</p>');
    expect(sectionOf('answers')).toContain('On requirement <a href="#requirement-1">R1</a>');
    expect(sectionOf('requirements')).toContain('<h3 id="requirement-1">Requirement R1</h3>');
  });

  it('reads who verified an attestation and when apart from how', () => {
    expect(sectionOf('answers')).toMatch(
      /<dd>verified by Mo Moderator on 3 January 2026<\/dd> ?<dt>How that was checked<\/dt> ?<dd>looked up at the issuer<\/dd>/,
    );
  });
});

it('a bidder does not read the outcome of the procurement as that of its own tender', () => {
  const contents = fictionalContents();
  const page = summaryPage(
    contents,
    contents.summaries.find(({ candidateId }) => candidateId === 'candidate-2')!,
  );
  expect(page.replace(/\s+/g, ' ')).toContain('<dt>Outcome of the procurement</dt> <dd>awarded</dd>');
});
