import type { CatalogueItem, MatchOptions, MatchResult } from '../model';
import { Bm25 } from '../ranking/bm25';
import { compareCodes } from '../ranking/shelves';
import { tokenise } from '../text/tokens';
import type { Ranker } from './evaluate';

/** Plain BM25 over the catalogue's own titles and summaries: the floor that the engine is measured against. It never abstains. */
export class PlainBm25 implements Ranker {
  private readonly index: Bm25;

  constructor(readonly catalogue: readonly CatalogueItem[]) {
    this.index = new Bm25(catalogue.map(({ title, summary }) => tokenise(`${title}. ${summary}`)));
  }

  match(text: string, { documents, first = 10 }: MatchOptions = {}): MatchResult {
    const scores = this.index.scores(tokenise(text));
    const matches = this.catalogue
      .map((item, index) => ({ item, score: scores[index] }))
      .filter(({ item, score }) => score > 0 && (documents?.includes(item.document) ?? true))
      .sort((a, b) => b.score - a.score || compareCodes(a.item.code, b.item.code))
      .slice(0, first)
      .map(({ item: { code }, score }) => ({ code, score, confidence: score, reasons: [] }));
    return { applicable: true, matches, questions: [] };
  }
}
