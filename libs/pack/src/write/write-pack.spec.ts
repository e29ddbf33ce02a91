import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import type { ChainEvent } from '../chain/chain';
import type { PackContents } from '../contents';
import { readPackContents } from '../contents.schema';
import { cancelledAfterwards, fictionalContents, packInMemory } from '../testing/fictional-pack';
import { datesCover, dayOf, validOn } from '../validity';
import { verifyPack } from '../verify/verify-pack';
import type { JsonValue } from '../json';
import { generateSigningKey } from '../keys';
import { csv } from './csv';
import { escapeText, html } from './html/escape';
import { indexPage } from './html/index.page';
import { summaryPage } from './html/summary.page';
import { safeFileName, slugOf } from './paths';
import { readme } from './readme';

function withText(text: string): PackContents {
  const contents = fictionalContents();
  contents.answers[0].statement = text;
  return { ...contents, procurement: { ...contents.procurement, title: text } };
}

describe('a written pack', () => {
  it('has the same bytes when it is written again with the same contents, time and key', async () => {
    const key = generateSigningKey();
    const [one, other] = [await packInMemory(fictionalContents(), key), await packInMemory(fictionalContents(), key)];
    expect(other.written).toEqual(one.written);
    expect(other.zip.equals(one.zip)).toBe(true);
  });

  it('has another digest when anything in its contents is another', async () => {
    const one = await packInMemory();
    const other = await packInMemory(withText('Another title'));
    expect(other.written.digest).not.toBe(one.written.digest);
  });

  it('has its files in the order of their names, and the evidence by its hash under a safe name', async () => {
    const { written, zip } = await packInMemory();
    const paths = written.files.map(({ path }) => path);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toEqual(
      expect.arrayContaining(['README.txt', 'SHA256SUMS', 'index.html', 'pack.json', 'audit.json', 'evidence.csv']),
    );
    expect(paths.filter((path) => path.startsWith('summaries/'))).toHaveLength(3);
    expect(paths.filter((path) => path.startsWith('evidence/'))).toEqual([
      expect.stringMatching(/^evidence\/[0-9a-f]{64}\/[a-z-]+(\.pdf)?$/),
      expect.stringMatching(/^evidence\/[0-9a-f]{64}\/[a-z-]+(\.pdf)?$/),
    ]);
    expect(written.bytes).toBe(zip.length);
  });

  it('has the hash alone of what its supplier had closed, says so, and holds; what it says is there may not be missing', async () => {
    const contents = fictionalContents();
    const answers = contents.answers.map((answer) => ({
      ...answer,
      documents: answer.documents.map((document, place) =>
        place === 0 ? { ...document, closedAt: '2026-03-01T09:30:00.000Z' } : document,
      ),
    }));
    const closed = { ...contents, answers };
    const [{ name, sha256 }] = answers.flatMap(({ documents }) => documents.filter(({ closedAt }) => closedAt !== undefined));
    const { written, zip } = await packInMemory(closed);
    expect(written.files.filter(({ path }) => path.startsWith(`evidence/${sha256}/`))).toEqual([]);
    expect(indexPage(closed)).toContain(
      `${name}<br />Not in the pack: its supplier lets the buyer open it no longer since 1 March 2026`,
    );
    const report = await verifyPack(zip);
    expect(report.checks.filter(({ outcome }) => outcome === 'FAILED')).toEqual([]);
    expect(report.checks.find(({ name: check }) => check === 'documents')?.sentence).toContain('it has their hashes alone');
  });

  it('holds a text of 100,000 characters, of any kind, whole', async () => {
    for (const text of ['a'.repeat(100_000), '🏙️ “<&>” \u202e\u0000\n'.repeat(10_000)]) {
      const contents = withText(text);
      const report = await verifyPack((await packInMemory(contents)).zip);
      expect(report.checks.filter(({ outcome }) => outcome === 'FAILED')).toEqual([]);
      expect(report.pack?.title).toBe(text);
    }
  });

  it('is not made of contents that do not match the format', async () => {
    const contents = { ...fictionalContents(), decision: { outcome: 'PERHAPS' } } as unknown as PackContents;
    await expect(packInMemory(contents)).rejects.toThrow(/do not match the format assay-pack\/1: at \/decision/);
    expect(() => readPackContents({ ...fictionalContents(), unread: 'text' })).toThrow(/additional properties/);
    expect(() => readPackContents({ ...fictionalContents(), format: 'assay-pack/2' })).toThrow(/at \/format/);
  });
});

describe('a page of the pack', () => {
  it('escapes markup, and shows marks that cannot be seen or turn the text', () => {
    const page = indexPage(withText('<script>alert("x")</script> a\u202eb\u0000c\u2066d'));
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; a[U+202E]b[U+0000]c[U+2066]d');
  });

  it('never lets text become markup, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);

        expect(escaped).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
        expect(html`${text}`.text).toBe(escaped);
      }),
    );
  });

  it('has no script, fetches nothing, and says at the top that it is a demonstration', () => {
    const page = indexPage(fictionalContents());
    expect(page).not.toMatch(/<script|<link|<img|\ssrc=|\son\w+=|https?:/);
    expect(page.indexOf('DEMONSTRATION')).toBeLessThan(page.indexOf('<h1>'));
    expect(page).toContain('<html lang="en-GB">');
  });

  it('has every section of the contents', () => {
    const page = indexPage(fictionalContents());
    const headings = [...page.matchAll(/<h2 id="([a-z]+)">/g)].map(([, id]) => id);
    expect(headings).toEqual(
      'reading procurement guidance requirements coverage search candidates requests clarifications answers interests'
        .concat(' assessments moderation arithmetic decision summaries audit')
        .split(' '),
    );
    expect(page).toContain('R2: 62.5 × 7 / 10 = 43.750');
    expect(page).toContain('Total: 64.375 of 100');
  });

  it('says of each supplier found whether it was shortlisted or left out, and where nobody decided on it', () => {
    const contents = fictionalContents();
    const [first, ...others] = contents.candidates;
    const searchOf = (candidates: PackContents['candidates']): string =>
      /<section[^>]*>\s*<h2 id="search">.*?<\/section>/s.exec(indexPage({ ...contents, candidates }))?.[0] ?? '';
    expect(searchOf(contents.candidates)).not.toContain('nobody decided');
    const some = searchOf([{ ...first, state: 'EXCLUDED' }, ...others.slice(1)]);
    expect(some.match(/left out<|>shortlisted<|nobody decided on it/g)).toEqual([
      'left out<',
      'nobody decided on it',
      ...others.slice(1).map(() => '>shortlisted<'),
    ]);
    expect(some).toContain(`Of the ${contents.candidates.length} suppliers found, nobody decided on 1.`);
  });

  it('says at the top that the procurement was cancelled after its award, and why; a bidder is given the day alone', () => {
    const contents = cancelledAfterwards();
    const page = indexPage(contents);
    expect(page.slice(0, page.indexOf('<nav'))).toMatch(
      /This procurement was cancelled on 15 March 2026.*, after the decision/,
    );
    expect(page).toContain('The grant was &lt;withdrawn&gt;.');
    expect(readme(contents)).toContain('CANCELLED after the decision, on 15 March 2026');
    const summary = summaryPage(contents, contents.summaries[0]);
    expect(summary).toContain('Cancelled after the decision');
    expect(summary).not.toContain('The grant was');
    for (const other of [indexPage(fictionalContents()), readme(fictionalContents())]) {
      expect(other.toLowerCase()).not.toContain('cancelled');
    }
  });

  it('tells in words what the record has of the deadline, of who declined, of changes asked for and of the contract', () => {
    const contents = fictionalContents();
    const [event] = contents.audit.events;
    const deed = (action: string, detail: JsonValue): ChainEvent => ({ ...event, action, detail });
    const happened = [
      deed('deadline.extended', {
        dueBefore: '2026-02-20T12:00:00.000Z',
        dueAt: '2026-02-21T12:00:00.000Z',
        reason: 'The portal was <down>.',
      }),
      deed('invitation.declined', { reason: 'We have no engineers free.' }),
      deed('changes.requested', { dueAt: '2026-02-25T12:00:00.000Z', wanted: 'Sign the statement: it is blank.' }),
      deed('contract.signed', { signedOn: '2026-03-12' }),
      deed('contract.corrected', { signedBefore: '2026-03-12', signedOn: '2026-03-11', reason: 'It was mistyped.' }),
    ];
    const sectionOf = (id: string, events: ChainEvent[]): string => {
      const page = indexPage({ ...contents, audit: { ...contents.audit, events } }).replace(/\s+/g, ' ');
      return new RegExp(`<h2 id="${id}">.*?</section>`).exec(page)?.[0] ?? '';
    };
    const requests = sectionOf('requests', [...contents.audit.events, ...happened]);
    expect(requests).toContain('<td>20 February 2026, 12:00 UTC</td><td>21 February 2026, 12:00 UTC</td>');
    for (const why of ['The portal was &lt;down&gt;.', 'We have no engineers free.', 'Sign the statement: it is blank.'])
      expect(requests).toContain(why);
    expect(requests).toContain('25 February 2026, 12:00 UTC');
    const decision = sectionOf('decision', [...contents.audit.events, ...happened]);
    expect(decision).toContain('12 March 2026');
    expect(decision).toContain('corrected, before that: 12 March 2026');
    expect(decision).toContain('It was mistyped.');
    expect(sectionOf('requests', contents.audit.events)).not.toContain('<table>');
    expect(sectionOf('decision', contents.audit.events)).not.toContain('The contract');
  });

  it('says where it is checked with Assay, so that nobody runs another’s package of that name', () => {
    const text = readme(fictionalContents());
    expect(text).toContain('In a checkout of the Assay project, once npm ci has run there');
    expect(text).toContain('npx assay verify PACK.zip --key public.pem');
    expect(text).toContain('the project is not on npm');
  });

  it('tells a bidder its own figures and the winner’s, and no other bidder’s', () => {
    const contents = fictionalContents();
    const own = contents.summaries.find(({ candidateId }) => candidateId === 'candidate-2')!;
    const page = summaryPage(contents, own);
    expect(page).toContain('Lumen Example Ltd');
    expect(page).toContain('The contract was awarded to Umbra Example Ltd.');
    expect(page).not.toContain('Nadir');
    expect(page).not.toMatch(/[A-Z]+_[A-Z]+/);
    expect(own.criteria.map(({ kind, score, strength }) => [kind, score, strength])).toEqual(
      contents.requirements.map(({ ref, kind }) => {
        const settled = contents.moderation.find((one) => one.candidateId === 'candidate-2' && one.requirementRef === ref);
        return [kind, kind === 'GATE' ? null : settled?.score, settled?.strength];
      }),
    );
    for (const { score } of own.criteria.filter((line) => typeof line.score === 'number'))
      expect(page).toContain(`${score} of 10`);
    expect(own.criteria.map(({ scoreAvailable, scoreGiven }) => [scoreAvailable, scoreGiven])).toEqual([
      [null, null],
      ['62.500', '25.000'],
      ['37.500', '0.000'],
    ]);
  });
});

describe('a table of the pack', () => {
  it('cannot make a spreadsheet run a formula', async () => {
    const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', 'plain', '1-2', 'a,"b"\nc'];
    const [, row] = parse(await csv(cells, [cells]), { bom: true }) as string[][];
    expect(row).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", 'plain', '1-2', 'a,"b"\nc']);
  });
});

describe('the name of a file', () => {
  it('is data, never a path', () => {
    expect(safeFileName('../../etc/passwd')).toBe('etc-passwd');
    expect(safeFileName('C:\\Windows\\system.ini')).toBe('C-Windows-system.ini');
    expect(safeFileName('CON.txt')).toBe('file-CON.txt');
    expect(safeFileName('\u202efdp.exe')).toBe('fdp.exe');
    expect(safeFileName('')).toBe('file');
    expect(slugOf('Crème & Co. (Example) Ltd')).toBe('creme-co-example-ltd');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(safeFileName(name)).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,104}$/);
        expect(safeFileName(name)).not.toContain('..');
        expect(slugOf(name)).toMatch(/^[a-z0-9-]+$/);
      }),
    );
  });
});

describe('the validity of an attestation on a day', () => {
  const dates = { coversFrom: '2025-01-01', coversTo: null, issuedOn: '2025-01-01', expiresOn: '2025-12-31', receivedAt: '' };

  it('includes both ends, and is unknown when nothing tells the end', () => {
    expect(datesCover(dates, '2025-01-01')).toBe('YES');
    expect(datesCover(dates, '2025-12-31')).toBe('YES');
    expect(datesCover(dates, '2026-01-01')).toBe('NO');
    expect(datesCover(dates, '2024-12-31')).toBe('NO');
    expect(datesCover({ ...dates, expiresOn: null }, '2025-06-01')).toBe('UNKNOWN');
  });

  it('needs a verification, which nothing that was withdrawn has', () => {
    expect(validOn({ dates, status: 'VERIFIED' }, '2025-06-01')).toBe('YES');
    expect(validOn({ dates, status: 'SUBMITTED' }, '2025-06-01')).toBe('UNKNOWN');
    expect(validOn({ dates, status: 'WITHDRAWN' }, '2025-06-01')).toBe('NO');
  });

  it('is unknown once another took its place: whether it held beside that is not recorded', () => {
    expect(validOn({ dates, status: 'SUPERSEDED' }, '2025-06-01')).toBe('UNKNOWN');
    expect(validOn({ dates, status: 'SUPERSEDED' }, '2026-06-01')).toBe('NO');
  });

  it('is decided by the day in the United Kingdom', () => {
    expect(dayOf('2026-06-30T23:30:00.000Z')).toBe('2026-07-01');
    expect(dayOf('2026-01-31T23:30:00.000Z')).toBe('2026-01-31');
  });
});
