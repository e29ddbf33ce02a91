import { shippedCatalogue } from '../testing/catalogue';
import { ownSentences, shipped } from '../knowledge';
import { askedOf, placesOf, sayingsOf } from './asked';
import { lessonsOf } from './lessons';
import { headsOf } from './shelves';

const catalogue = shippedCatalogue();
const headFor = headsOf(catalogue);

describe('what codes say for heads', () => {
  it('is most for the first of a document and adds to one in each', () => {
    const places = placesOf(['cop.2', 'cop.1', 'ncsc-cp.7.a', 'cop.3', 'nothing.1', 'ncsc-cp.7'], headFor);
    expect(places.map(({ head, share }) => [head.code, Number(share.toFixed(3))])).toEqual([
      ['cop.2', 0.625],
      ['cop.1', 0.25],
      ['ncsc-cp.7', 1],
      ['cop.3', 0.125],
    ]);
    expect(placesOf([], headFor)).toEqual([]);
  });

  it('is the same by numbers, for every list of codes', async () => {
    const { lists, listOf } = lessonsOf(await ownSentences());
    const heads = [...new Set(headFor.values())];
    const documents = [...new Set(heads.map(({ document }) => document))];
    const asked = askedOf([['nothing.1'], ...lists], listOf);
    const {
      starts,
      heads: said,
      shares,
    } = sayingsOf(
      asked,
      asked.codes.map((code) => heads.findIndex((head) => head === headFor.get(code))),
      heads.map(({ document }) => documents.indexOf(document)),
    );
    expect(starts[1]).toBe(0);
    lists.forEach((codes, list) => {
      const byNumber = Array.from({ length: starts[list + 2] - starts[list + 1] }, (_, at) => starts[list + 1] + at);
      expect(byNumber.map((at) => ({ head: heads[said[at]], share: shares[at] }))).toEqual(placesOf(codes, headFor));
    });
  });
});

describe('what ships', () => {
  it('has every sentence by its number', async () => {
    const { textOf, index } = await shipped();
    const { texts } = lessonsOf(await ownSentences());
    expect(Array.from({ length: index.sentences }, (_, sentence) => textOf(sentence))).toEqual(texts);
  });
});
