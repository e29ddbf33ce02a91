import { shippedCatalogue } from '../../testing/catalogue';
import { OWN_SENTENCES } from '../../testing/own-sentences';
import { NOT_APPLICABLE } from '../not-applicable';
import { TOPICS } from './index';
import { PLAIN_VOICES } from './plain-voices';

describe('what buyers ask for', () => {
  const codes = new Set(shippedCatalogue().map(({ code }) => code));

  it.each(TOPICS)('$name answers items that the catalogue has', ({ items }) => {
    expect(items.filter((code) => !codes.has(code))).toEqual([]);
  });

  it('has plain words only for topics that there are', () => {
    const names = new Set(TOPICS.map(({ name }) => name));
    expect(Object.keys(PLAIN_VOICES).filter((name) => !names.has(name))).toEqual([]);
  });

  it('says no sentence twice, and teaches with none that tests', () => {
    const sentences = [...TOPICS.flatMap(({ examples }) => examples), ...NOT_APPLICABLE];
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(OWN_SENTENCES.filter(({ text }) => sentences.includes(text))).toEqual([]);
  });
});
