import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedCatalogue } from '../../testing/catalogue';
import { OWN_SENTENCES } from '../../testing/own-sentences';
import { NOT_APPLICABLE } from '../not-applicable';
import { TOPICS } from '../topics';
import { EXAMPLES } from './index';

describe('our own labelled sentences', () => {
  const codes = new Set(shippedCatalogue().map(({ code }) => code));

  it('are read from every file, whose lines are all of one form', () => {
    const files = readdirSync(__dirname).filter((name) => name.endsWith('.tsv'));
    const texts = files.map((name) => readFileSync(join(__dirname, name), 'utf8'));
    expect(texts.filter((text) => !/^# \S[^\t\n]*\n(\S[^\t\n]*\t(\S+( \S+)*)?\n)+$/.test(text))).toEqual([]);
    expect(EXAMPLES).toHaveLength(texts.reduce((sum, text) => sum + text.split('\n').length - 2, 0));
  });

  it('name only items that the catalogue has, each once', () => {
    const wrong = EXAMPLES.filter(([, items]) => {
      const named = items.split(' ').filter((code) => code !== '');
      return named.some((code) => !codes.has(code)) || new Set(named).size !== named.length;
    });
    expect(wrong).toEqual([]);
  });

  it('are said once, here or elsewhere, and none teaches that tests', () => {
    const sentences = [...EXAMPLES.map(([text]) => text), ...NOT_APPLICABLE, ...TOPICS.flatMap(({ examples }) => examples)];
    const seen = new Set<string>();
    expect(sentences.filter((text) => seen.size === seen.add(text).size)).toEqual([]);
    expect(OWN_SENTENCES.filter(({ text }) => seen.has(text))).toEqual([]);
  });

  it('ask for every principle, guideline and control that the matching learns', () => {
    const asked = new Set(EXAMPLES.flatMap(([, items]) => items.split(' ')));
    const learnt = [...codes].filter((code) =>
      /^(ncsc-cp\.\d+|ncsc-sc\.\d+|cop\.\d+|ncsc-csp\.\d+|ce\.\d|caf\..*)$/.test(code),
    );
    expect(learnt.filter((code) => !asked.has(code))).toEqual([]);
  });
});
