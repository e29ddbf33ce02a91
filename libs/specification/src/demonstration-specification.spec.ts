import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSpecification } from './read-specification';

const folder = join(__dirname, '../../../seed/demonstration/specifications');
const expected = (
  JSON.parse(readFileSync(join(folder, 'anpr-support.json'), 'utf8')) as {
    requirements: { ref: string; text: string; kind: string; weight: number | null; minimumStrength: string }[];
  }
).requirements;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('the demonstration specification', () => {
  it.each([
    ['txt', 'text/plain'],
    ['docx', DOCX],
    ['csv', 'text/csv'],
  ])('is the same sixty requirements in its %s form', async (ending, mediaType) => {
    const { requirements } = await readSpecification(readFileSync(join(folder, `anpr-support.${ending}`)), mediaType);
    expect(requirements.map(({ ref, text }) => ({ ref, text }))).toEqual(expected.map(({ ref, text }) => ({ ref, text })));
  });

  it('tells gates, weights and strengths apart in its table', async () => {
    const { requirements } = await readSpecification(readFileSync(join(folder, 'anpr-support.csv')), 'text/csv');
    expect(requirements.map(({ kind, weight, minimumStrength }) => ({ kind, weight, minimumStrength }))).toEqual(
      expected.map(({ kind, weight, minimumStrength }) => ({ kind, weight, minimumStrength })),
    );
  });

  it('leaves out its headings, notes and page numbers, each with the reason', async () => {
    const { skipped } = await readSpecification(readFileSync(join(folder, 'anpr-support.txt')), 'text/plain');
    const reasons = skipped.map(({ reason }) => reason);
    expect(reasons).toContain('A page number');
    expect(reasons).toContain('A note, which asks for nothing');
    expect(reasons.filter((reason) => reason.startsWith('A heading')).length).toBeGreaterThanOrEqual(10);
  });

  it('has weights that add up to 99, so that a gap found later can have the last', () => {
    expect(expected.reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBe(99);
    expect(expected.filter(({ kind }) => kind === 'GATE')).toHaveLength(8);
  });
});
