import { classify, LEAST_CONFIDENCE, sureEnough } from './classify';
import { CLASSIFICATION_RULES } from './rules';
import { SECTORS, TECHNOLOGIES } from './taxonomies';

const none = { sectors: [], technologies: [] };
const sectorsOf = (titles: string[]): string[] => classify({ titles }).sectors.map(({ code }) => code);

describe('sectors and technologies of a notice', () => {
  it('follow from narrow CPV codes, with the code as the reason', () => {
    expect(classify({ cpvCodes: ['35125300'] }).sectors).toEqual([
      { code: 'public-safety', reason: 'CPV 35125300 (public-space CCTV)', confidence: 0.8 },
    ]);
  });

  it('follow from words where a word begins, and not from within one', () => {
    expect(sectorsOf(['Street\n  lighting maintenance'])).toEqual(['public-realm-and-connectivity']);
    expect(sectorsOf(['the scadaver of a plan'])).toEqual(['energy-and-utilities']);
    expect(classify({ titles: ['cascada'] })).toEqual(none);
  });

  it('are the surer the more kinds of evidence agree, and for the best of them', () => {
    const of = (evidence: Parameters<typeof classify>[0]): number => classify(evidence).sectors[0]?.confidence ?? 0;
    expect(of({ titles: ['CCTV'] })).toBe(0.9);
    expect(of({ titles: ['CCTV'], cpvCodes: ['35125300'] })).toBe(0.98);
    expect(of({ ownWords: ['We install CCTV'] })).toBe(0.7);
    expect(of({ sicCodes: ['80200'] })).toBe(0.5);
    expect(classify({ titles: ['CCTV'], cpvCodes: ['35125300'] }).sectors[0].reason).toBe(
      'the words "cctv" in a title (public-space CCTV)',
    );
  });

  it('are only proposed by a description, which speaks of much that the winner does not do', () => {
    const { sectors } = classify({ titles: ['Refurbishment of a unit'], description: 'Roofs, doors and EV charging points' });
    expect(sectors).toMatchObject([{ code: 'parking-and-ev-charging' }]);
    expect(sectors[0].confidence).toBeLessThan(LEAST_CONFIDENCE);
    expect(sureEnough(sectors)).toEqual([]);
  });

  it('are none where the words mean something else there', () => {
    expect(classify({ titles: ['Festive lights on lighting columns'] })).toEqual(none);
    expect(classify({ titles: ['CCTV surveys of drains'] })).toEqual(none);
  });

  it('are none for what has nothing to do with connected places', () => {
    expect(classify({ cpvCodes: ['79100000'], titles: ['Legal services framework for solicitors'] })).toEqual(none);
    expect(classify({})).toEqual(none);
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
