import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { QUESTIONS } from './data/questions';
import { PlainBm25 } from './evaluation/baseline';
import { shippedFiles } from './shipped-files';
import { ownSentences, shipped, type Knowledge } from './knowledge';
import { Matcher } from './matcher';
import { indexOf, taught } from './ranking/lessons';
import type { DecidedExample, ItemRelation, Match } from './model';
import { shippedCatalogue } from './testing/catalogue';
import { OWN_SENTENCES } from './testing/own-sentences';

const catalogue = shippedCatalogue();
let knowledge: Knowledge;
let matcher: Matcher;
const FOOTAGE = 'Nobody at the depot should be able to read the footage without logging in as themselves.';

const scoreOf = (matches: readonly Match[], code: string): number => matches.find((match) => match.code === code)?.score ?? 0;
const inPrinciples = (text: string, decisions: readonly DecidedExample[] = []): Match[] =>
  matcher.match(text, { documents: ['ncsc-cp'], first: 50, decisions }).matches;

beforeAll(async () => {
  knowledge = await shipped();
  matcher = new Matcher(catalogue, knowledge);
});

describe('matching a requirement', () => {
  it('finds the management of privileges in words that never name it', () => {
    expect(inPrinciples(FOOTAGE)[0].code).toBe('ncsc-cp.11');
  });

  it('gives scores and confidences between nought and one, best first', () => {
    const { matches } = matcher.match(FOOTAGE, { first: 400 });
    for (const { score, confidence } of matches) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
    const told = matches.map(({ confidence }) => confidence);
    expect(told).toEqual([...told].sort((a, b) => b - a));
  });

  it('is never quite sure, and still puts what is surer first', () => {
    const { matches } = matcher.match('No default passwords.', { first: 3 });
    expect(matches[0].confidence).toBe(0.99);
    const surest = matches.filter(({ confidence }) => confidence === 0.99).map(({ score }) => score);
    expect(surest).toEqual([...surest].sort((a, b) => b - a));
  });

  it('keeps to the documents and the number asked for', () => {
    const { matches } = matcher.match(FOOTAGE, { documents: ['cop', 'ce'], first: 4 });
    expect(matches).toHaveLength(4);
    expect(matches.every(({ code }) => /^(cop|ce)\./.test(code))).toBe(true);
  });

  it('says that nothing applies to what is not about security, and lists nothing', () => {
    for (const text of [
      'Bins are emptied on Mondays and the lids are brown.',
      'Invoices are paid within thirty days.',
      'The price of each bracket, excluding VAT.',
    ]) {
      expect(matcher.match(text)).toEqual({ applicable: false, matches: [], questions: [] });
    }
    expect(matcher.match('')).toEqual({ applicable: false, matches: [], questions: [] });
  });

  it('still ranks a named document when nothing seems to apply, for a person who wants to look', () => {
    const { applicable, matches } = matcher.match('Invoices are paid within thirty days.', { documents: ['cop'], first: 3 });
    expect(applicable).toBe(false);
    expect(matches).toHaveLength(3);
  });

  it('gives the same answer from another matcher made of a shuffled catalogue', () => {
    const other = new Matcher([...catalogue].reverse(), knowledge);
    for (const { text } of OWN_SENTENCES) {
      expect(other.match(text).matches.map(({ code }) => code)).toEqual(matcher.match(text).matches.map(({ code }) => code));
    }
  });

  it('does better than plain BM25 on our own labelled sentences', () => {
    const plain = new PlainBm25(catalogue);
    const right = (ranker: Pick<Matcher, 'match'>): number =>
      OWN_SENTENCES.filter(({ text, document, right: codes }) => {
        const [best] = ranker.match(text, { documents: [document], first: 1 }).matches;
        return best !== undefined && codes.includes(best.code);
      }).length;
    expect(right(matcher)).toBeGreaterThan(right(plain));
    expect(right(matcher) / OWN_SENTENCES.length).toBeGreaterThan(0.7);
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(Array.isArray(matcher.match(text, { documents: ['cop'] }).matches)).toBe(true);
      }),
      { numRuns: 100 },
    );
    for (const text of [
      '\0',
      '🚦🔐',
      'é'.repeat(50),
      'password '.repeat(12_000),
      'x'.repeat(100_000),
      '__proto__ constructor',
    ]) {
      expect(() => matcher.match(text)).not.toThrow();
    }
  });
});

describe('what ships', () => {
  it('was made of the sentences that ship: after a change of one, `assay match --train` makes it anew', async () => {
    const anew = shippedFiles({ ...knowledge, index: indexOf(await ownSentences()) });
    for (const [name, content] of anew)
      expect(Buffer.from(content).equals(readFileSync(join(__dirname, 'data/weights', name)))).toBe(true);
  });
});

describe('reasons', () => {
  const without = (text: string, phrase: string): string => text.replace(new RegExp(phrase, 'gi'), ' ');

  it('name words whose removal lowers the score', () => {
    const text = 'Each sensor has a unique password and firmware updates are signed';
    const { matches } = matcher.match(text, { documents: ['cop'], first: 3 });
    const named = matches.flatMap(({ code, score, reasons }) =>
      reasons
        .filter(({ kind }) => kind === 'SHARED_TERM' || kind === 'SYNONYM')
        .map((reason) => ({ code, score, phrase: /“(.+?)”/.exec(reason.text)?.[1] ?? '' })),
    );
    expect(named.length).toBeGreaterThan(2);
    for (const { code, score, phrase } of named) {
      const after = matcher.match(without(text, phrase), { documents: ['cop'], first: 50 }).matches;
      expect(scoreOf(after, code)).toBeLessThan(score);
    }
  });

  it('name an example whose removal lowers the score', async () => {
    const text = 'Engineers connect through a jump host, and sessions are recorded.';
    const [best] = inPrinciples(text);
    const quoted = best.reasons.find(({ kind }) => kind === 'EXAMPLE')?.text.match(/“(.+)”/)?.[1];
    expect(quoted).toBeDefined();
    const sentences = await ownSentences();
    const topics = sentences.topics.map((topic) => ({
      ...topic,
      examples: topic.examples.filter((example) => example !== quoted),
    }));
    const examples = sentences.examples.filter(([example]) => example !== quoted);
    const poorer = new Matcher(catalogue, { ...taught({ ...sentences, topics, examples }), weights: knowledge.weights });
    expect(scoreOf(poorer.match(text, { documents: ['ncsc-cp'], first: 50 }).matches, best.code)).toBeLessThan(best.score);
  });

  it('name a relation whose removal lowers the score', () => {
    const relations: ItemRelation[] = [{ item: 'ssc.3.2', related: 'cop.2', relationship: 'INTERSECTS' }];
    const text = 'There is a public vulnerability disclosure policy';
    const [match] = new Matcher(catalogue, knowledge, relations).match(text, { documents: ['ssc'] }).matches;
    expect(match.reasons.map(({ kind }) => kind)).toContain('CROSSWALK');
    expect(scoreOf(matcher.match(text, { documents: ['ssc'] }).matches, match.code)).toBeLessThan(match.score);
  });

  it('name no relation when there is none', () => {
    expect(
      inPrinciples(FOOTAGE)
        .flatMap(({ reasons }) => reasons)
        .map(({ kind }) => kind),
    ).not.toContain('CROSSWALK');
  });
});

describe('questions', () => {
  const vague = 'Logs of what staff did must be looked after.';

  it('come with a text that could mean two things, three at most, and none with one that is plain', () => {
    const { questions } = matcher.match(vague);
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.length).toBeLessThanOrEqual(3);
    expect(matcher.match('Passwords are never shared between devices.', { documents: ['cop'] }).questions).toEqual([]);
  });

  it('settle it: each answer raises what it speaks for, says so, and is not asked again', () => {
    const before = new Map(matcher.match(vague, { first: 30 }).matches.map(({ code, score }) => [code, score]));
    for (const { id, answers } of matcher.match(vague).questions) {
      for (const { id: answer } of answers) {
        const { matches, questions } = matcher.match(vague, { first: 30, answers: [{ question: id, answer }] });
        expect(questions.map((question) => question.id)).not.toContain(id);
        const raised = matches.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'ANSWER'));
        expect(raised).not.toEqual([]);
        for (const { code, score } of raised) expect(score).toBeGreaterThan(before.get(code) ?? 0);
      }
    }
  });

  it('count one answer, the last, however often a question was answered', () => {
    const [{ id, answers }] = matcher.match(vague).questions;
    const [first, last] = answers.map((one) => ({ question: id, answer: one.id }));
    const once = matcher.match(vague, { first: 30, answers: [last] });
    expect(matcher.match(vague, { first: 30, answers: [first, last, last] })).toEqual(once);
  });

  it('name only items that the catalogue has, and tell every answer apart', () => {
    const codes = new Set(catalogue.map(({ code }) => code));
    for (const { answers } of QUESTIONS) {
      const named = answers.flatMap(({ items }) => items);
      expect(named.filter((code) => !codes.has(code))).toEqual([]);
      expect(new Set(named).size).toBe(named.length);
    }
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
  });
});

describe('earlier decisions', () => {
  const text = 'Staff at the depot must log in by name before they watch recordings.';
  const decided = (code: string, decision: DecidedExample['decision']): DecidedExample => ({
    text: FOOTAGE,
    code,
    decision,
    where: 'Depot cameras',
  });

  it('raise what was accepted for a similar requirement, and say where', () => {
    const accepted = decided('ncsc-cp.10', 'ACCEPT');
    const after = inPrinciples(FOOTAGE, [accepted]).find(({ code }) => code === 'ncsc-cp.10');
    expect(after?.score).toBeGreaterThan(scoreOf(inPrinciples(FOOTAGE), 'ncsc-cp.10'));
    expect(after?.reasons).toContainEqual({
      kind: 'EARLIER_DECISION',
      text: 'accepted for a similar requirement in Depot cameras',
    });
  });

  it('lower what was rejected, but one careless rejection does not flip a good match', () => {
    const before = inPrinciples(FOOTAGE);
    const after = inPrinciples(FOOTAGE, [decided('ncsc-cp.11', 'REJECT')]);
    expect(scoreOf(after, 'ncsc-cp.11')).toBeLessThan(scoreOf(before, 'ncsc-cp.11'));
    expect(after[0].code).toBe('ncsc-cp.11');
  });

  it('take more than one rejection to turn over any match, however small its lead', () => {
    for (const { text: sentence, document } of OWN_SENTENCES) {
      const [first] = matcher.match(sentence, { documents: [document], first: 1 }).matches;
      const rejected: DecidedExample = { text: sentence, code: first.code, decision: 'REJECT', where: 'Elsewhere' };
      const [after] = matcher.match(sentence, { documents: [document], first: 1, decisions: [rejected] }).matches;
      expect(after.code).toBe(first.code);
      expect(after.score).toBeLessThan(first.score);
    }
  });

  it('do so too where relations between items speak, and in a document that has one item only', () => {
    const relations = Array.from({ length: 13 }, (_, at): ItemRelation => {
      return { item: `cop.${at + 1}`, related: `etsi.5.${at + 1}`, relationship: 'EQUAL' };
    });
    const related = new Matcher(catalogue, knowledge, relations);
    const turned = OWN_SENTENCES.flatMap(({ text: sentence }) =>
      ['cop', 'etsi-303645', 'pas-186'].filter((document) => {
        const best = (decisions: DecidedExample[]): Match =>
          related.match(sentence, { documents: [document], first: 1, decisions }).matches[0];
        const first = best([]);
        if (first.confidence < 0.1 && document !== 'pas-186') return false;
        const after = best([{ text: sentence, code: first.code, decision: 'REJECT', where: 'Elsewhere' }]);
        return after.code !== first.code || after.score >= first.score;
      }),
    );
    expect(turned).toEqual([]);
  });

  it('say nothing on texts that are not alike', () => {
    const other: DecidedExample = {
      text: 'Lamps are dimmed after midnight.',
      code: 'ncsc-cp.10',
      decision: 'ACCEPT',
      where: 'Lighting',
    };
    expect(inPrinciples(text, [other])).toEqual(inPrinciples(text));
  });

  it('bring what was accepted, however little sure, where they alone make guidance apply', () => {
    const bins = 'Bins are emptied on Mondays and the lids are brown.';
    const accepted: DecidedExample = { text: bins, code: 'ncsc-cp.7', decision: 'ACCEPT', where: 'Bins' };
    const sure = { first: 5, least: 0.99 };
    expect(matcher.match(bins, { ...sure, decisions: [accepted] })).toMatchObject({
      applicable: true,
      matches: [{ code: 'ncsc-cp.7' }],
    });
    const one = matcher.match(bins, { first: 1, decisions: [accepted] }).matches;
    expect(one.map(({ code }) => code)).toEqual(['ncsc-cp.7']);
    const elsewhere = matcher.match(bins, { ...sure, decisions: [{ ...accepted, code: 'nowhere.1' }] });
    expect(elsewhere).toEqual({ applicable: false, matches: [], questions: [] });
  });

  it('are left out where they are less sure than asked for', () => {
    const all = matcher.match(FOOTAGE, { first: 50 }).matches;
    const least = all[3].confidence - 1e-6;
    expect(matcher.match(FOOTAGE, { first: 50, least }).matches).toEqual(all.filter(({ confidence }) => confidence >= least));
  });

  it('ignore a code that the catalogue does not have', () => {
    expect(inPrinciples(FOOTAGE, [decided('nowhere.1', 'ACCEPT')])).toEqual(inPrinciples(FOOTAGE));
  });
});
