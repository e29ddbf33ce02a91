import { readLabelledRows } from '../evaluation/labelled-rows';
import { NOT_APPLICABLE } from '../data/not-applicable';
import { TOPICS } from '../data/topics';
import { Matcher } from '../matcher';
import { taught } from '../ranking/lessons';
import { shippedCatalogue } from '../testing/catalogue';
import { evaluateByAuthor } from './by-author';
import { calibrate, expectedCalibrationError } from './choose';
import { Course } from './train';

describe('training', () => {
  const catalogue = shippedCatalogue().filter(({ document }) => document === 'ce');
  const rows = readLabelledRows(
    '{"id":"1","text":"virus scanners run on each laptop","labels":["ce.5"],"source":"us"}',
    'small.jsonl',
  );
  const none = new Set<never>();
  const kinds = { informed: none, lookAlikes: none, controls: none, byAuthor: [] };
  const knowledge = { topics: TOPICS.slice(0, 8), notApplicable: NOT_APPLICABLE.slice(0, 20), examples: [], ...kinds };

  it('gives the same weights from the same texts, to the last digit', () => {
    const course = new Course({ catalogue, knowledge });
    const once = JSON.stringify(course.learn(rows));
    expect(JSON.stringify(course.learn([]))).not.toBe(once);
    expect(JSON.stringify(course.learn(rows))).toBe(once);
    expect(JSON.stringify(new Course({ catalogue, knowledge }).learn(rows))).toBe(once);
    expect(once).toContain('w:password');
  });

  it('measures each author by what the others taught alone', () => {
    const said = (text: string, items: string, times: number): [string, string][] =>
      Array.from({ length: times }, (_, at) => [`${text} ${at}`, items]);
    const one = said('the frobnicator hums on laptops', 'ce.3', 4);
    const other = [...said('the frobnicator hums on servers', 'ce.5', 4), ...said('the kerfuffle rattles', 'ce.1', 4)];
    const idle = [...said('the picnic of the whatsit', '', 4), ...said('the kerfuffle rattles at noon', '', 4)];
    const third = [...said('a kerfuffle that rattles', 'ce.1', 4), ...idle];
    const byAuthor = [one, other, third];
    const sentences = { ...knowledge, examples: byAuthor.flat(), byAuthor };
    const { documents, none } = evaluateByAuthor({ catalogue, knowledge: sentences });
    expect(documents.find(({ document }) => document === 'ce')).toMatchObject({ texts: 16, top1: 0.5 });
    expect(documents.filter(({ document }) => document !== 'ce').every(({ texts }) => texts === 0)).toBe(true);
    // The others taught that what rattles asks for something, and nothing of picnics.
    expect(none).toEqual({ noneTexts: 8, noneFound: 0.5, otherTexts: 16, wronglyNone: 0 });
  });

  it('heeds controls more than lines of other kinds for the framework that is asked for by controls', () => {
    const framework = shippedCatalogue().filter(({ document }) => document === 'caf-4.0');
    const lines = ['caf.B2.a', 'caf.C1.a'].map((code) =>
      Array.from({ length: 6 }, (_, at): [string, string] => [`the frobnicator hums ${at}`, code]),
    );
    const firstWith = (controls: [string, string][]): string => {
      const sentences = { ...knowledge, topics: [], examples: lines.flat(), controls: new Set(controls) };
      const weights = new Course({ catalogue: framework, knowledge: sentences }).learn([]);
      const matcher = new Matcher(framework, { ...taught(sentences), weights });
      return matcher.match('it hums, the frobnicator', { documents: ['caf-4.0'], first: 1 }).matches[0].code;
    };
    expect(lines.map((controls) => firstWith(controls))).toEqual(['caf.B2.a', 'caf.C1.a']);
  });

  it('learns a curve that tells an overconfident share down', () => {
    const outcomes = Array.from({ length: 100 }, (_, index) => ({
      document: 'd',
      text: `${index}`,
      share: 0.9,
      right: index % 2 === 0,
    }));
    const { d } = calibrate(outcomes);
    const told = 1 / (1 + Math.exp(-(d.intercept + d.slope * Math.log(9))));
    expect(told).toBeCloseTo(0.5, 1);
  });

  it('measures the gap between what is told and what is true', () => {
    const told = Array.from({ length: 10 }, (_, index) => ({ confidence: 0.85, right: index < 8 }));
    expect(expectedCalibrationError(told)).toBeCloseTo(0.05);
  });
});
