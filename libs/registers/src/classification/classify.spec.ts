import { classify } from './classify';
import { CLASSIFICATION_RULES } from './rules';
import { SECTORS, TECHNOLOGIES } from './taxonomies';

const none = { sectors: [], technologies: [] };

describe('sectors and technologies of a notice', () => {
  it('follow from narrow CPV codes, with the code as the reason', () => {
    expect(classify({ cpvCodes: ['35125300'], texts: [] }).sectors).toEqual([
      { code: 'public-safety', reason: 'CPV 35125300 (public-space CCTV)' },
    ]);
  });

  it('follow from words where a word begins, and not from within one', () => {
    expect(classify({ cpvCodes: [], texts: ['Street\n  lighting maintenance'] }).sectors.map(({ code }) => code)).toEqual([
      'public-realm-and-connectivity',
    ]);
    expect(classify({ cpvCodes: [], texts: ['the scadaver of a plan'] }).sectors.map(({ code }) => code)).toEqual([
      'energy-and-utilities',
    ]);
    expect(classify({ cpvCodes: [], texts: ['cascada'] })).toEqual(none);
  });

  it('are none for what has nothing to do with connected places', () => {
    expect(classify({ cpvCodes: ['79100000'], texts: ['Legal services framework for solicitors'] })).toEqual(none);
    expect(classify({ cpvCodes: [], texts: [] })).toEqual(none);
  });

  it('are of the taxonomies alone', () => {
    const sectors = new Set(SECTORS.map(({ code }) => code));
    const technologies = new Set(TECHNOLOGIES.map(({ code }) => code));
    for (const rule of CLASSIFICATION_RULES) {
      expect(rule.sectors.filter((code) => !sectors.has(code))).toEqual([]);
      expect(rule.technologies.filter((code) => !technologies.has(code))).toEqual([]);
      for (const words of rule.words) expect(words).toBe(words.toLowerCase());
    }
  });
});
