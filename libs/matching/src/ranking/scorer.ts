import type { Topic } from '../data/topics/topic';
import type { Knowledge } from '../knowledge';
import type { CatalogueItem, DecidedExample, ItemRelation } from '../model';
import { featuresOf, type Features } from '../text/features';
import { Thesaurus, type Phrase } from '../text/thesaurus';
import { tokenise, type Token } from '../text/tokens';
import { Bm25 } from './bm25';
import { Classifier } from './classifier';
import { Decisions } from './decisions';
import { MIXTURE, RELATION_STRENGTH, shareOfPlace } from './mixture';
import { headOf, shelve, type Shelf } from './shelves';
import { Similarity } from './similarity';

/** The label of a document's classifier for texts that the document has nothing to say on. */
export const NOTHING_HERE = '-';

const OWN_WORD_GAIN = 0.3;

/** How alike two texts are that ask for the same thing. */
const PLAINLY_ALIKE = 0.6;

/** A sentence of our own and the topic that it asks for. */
export interface Example {
  text: string;
  topic: string;
}

/** A relation that lets evidence for one head count for another. */
export interface Link {
  from: string;
  strength: number;
}

/** A text, read once. */
export interface Reading {
  tokens: readonly Token[];
  phrases: readonly Phrase[];
  features: Features;
}

/** What to leave out when a score is worked out again to see what something added. */
export interface Without {
  example?: number;
  links?: boolean;
  decision?: DecidedExample;
}

/** Share of each head of each document, 0..1, by code. What is missing from one in a document is the share of "nothing here". */
export type Shares = ReadonlyMap<string, number>;

/** Works out how much of a text is about each item. Holds what is built once from the catalogue and the knowledge. */
export class Scorer {
  readonly shelves: readonly Shelf[];
  readonly thesaurus: Thesaurus;
  readonly examples: readonly Example[];
  readonly links: ReadonlyMap<string, readonly Link[]>;
  readonly topicPlaces: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly similarity: Similarity;
  private readonly classifiers: ReadonlyMap<string, Classifier>;
  private readonly applicability: Classifier;
  private readonly ownWords: Bm25;
  private readonly headOfItem: readonly string[];
  private readonly decisions: Decisions;

  private readonly byCode: ReadonlyMap<string, CatalogueItem>;
  private readonly wordsOfHead = new Map<string, Set<string>>();

  constructor(
    private readonly catalogue: readonly CatalogueItem[],
    relations: readonly ItemRelation[],
    private readonly knowledge: Knowledge,
  ) {
    const byCode = new Map(catalogue.map((item) => [item.code, item]));
    this.byCode = byCode;
    this.shelves = shelve(catalogue);
    this.thesaurus = new Thesaurus(knowledge.topics);
    this.examples = knowledge.topics.flatMap(({ name, examples }) => examples.map((text) => ({ text, topic: name })));
    this.similarity = new Similarity(this.examples.map(({ text }) => tokenise(text)));
    this.topicPlaces = new Map(knowledge.topics.map((topic) => [topic.name, placesOf(topic, byCode)]));
    this.classifiers = new Map(
      Object.entries(knowledge.weights.documents).map(([document, weights]) => [document, new Classifier(weights)]),
    );
    this.applicability = new Classifier(knowledge.weights.applicability);
    const words = catalogue.map((item) => tokenise(`${item.title}. ${item.title}. ${item.summary}`));
    this.ownWords = new Bm25(words);
    this.headOfItem = catalogue.map((item) => headOf(item.code, byCode));
    words.forEach((tokens, item) => this.addWords(this.headOfItem[item], tokens));
    this.links = linksOf(relations, byCode);
    this.decisions = new Decisions(this.similarity, byCode);
  }

  private addWords(head: string, tokens: readonly Token[]): void {
    const words = this.wordsOfHead.get(head) ?? new Set<string>();
    for (const { stem } of tokens) words.add(stem);
    this.wordsOfHead.set(head, words);
  }

  read(tokens: readonly Token[]): Reading {
    const phrases = this.thesaurus.find(tokens);
    return { tokens, phrases, features: featuresOf(tokens, this.thesaurus, phrases) };
  }

  /** The share, 0..1, of "guidance applies to this". A text with no words has none. */
  appliesShare({ tokens, features }: Reading): number {
    if (tokens.length === 0) return 0;
    const [applies, none] = this.applicability.sums(features);
    return 1 / (1 + Math.exp(none - applies));
  }

  applies(reading: Reading): boolean {
    return reading.tokens.length > 0 && this.appliesShare(reading) >= this.knowledge.weights.applicableFrom;
  }

  shares(reading: Reading, decisions: readonly DecidedExample[], without: Without = {}): Shares {
    const sums = this.sums(reading, without);
    this.decisions.addTo(sums, reading.tokens, decisions, without.decision);
    const first = this.toShares(sums);
    if (without.links || this.links.size === 0) return first;
    for (const [head, links] of this.links) {
      const sum = sums.get(head);
      if (sum === undefined) continue;
      const support = links.reduce((total, { from, strength }) => total + strength * (first.get(from) ?? 0), 0);
      sums.set(head, sum + MIXTURE.links * support);
    }
    return this.toShares(sums);
  }

  /** The sum of evidence for each head, by code. */
  private sums(reading: Reading, without: Without): Map<string, number> {
    const sums = new Map<string, number>();
    const ownWords = this.ownWordsOf(reading.tokens);
    const topics = this.topicSupport(reading, without.example);
    for (const { document, heads } of this.shelves) {
      const classifier = this.classifiers.get(document);
      const learnt = classifier?.sums(reading.features);
      const mixture = classifier ? MIXTURE.withClassifier : MIXTURE.withoutClassifier;
      for (const { code } of heads) {
        const label = classifier?.labels.indexOf(code) ?? -1;
        const sum = learnt && label >= 0 ? learnt[label] : mixture.unlearnt;
        sums.set(
          code,
          sum +
            mixture.ownWords * (ownWords.get(code) ?? 0) +
            mixture.topics * Math.log1p(MIXTURE.sharpness * (topics.get(code) ?? 0)),
        );
      }
      const nothing = classifier?.labels.indexOf(NOTHING_HERE) ?? -1;
      sums.set(nothingIn(document), learnt && nothing >= 0 ? learnt[nothing] + mixture.nothing : mixture.nothing);
    }
    return sums;
  }

  private toShares(sums: ReadonlyMap<string, number>): Map<string, number> {
    const shares = new Map<string, number>();
    for (const { document, heads } of this.shelves) {
      const nothing = sums.get(nothingIn(document)) ?? 0;
      const greatest = heads.reduce((most, { code }) => Math.max(most, sums.get(code) ?? 0), nothing);
      let total = Math.exp(nothing - greatest);
      for (const { code } of heads) {
        const part = Math.exp((sums.get(code) ?? 0) - greatest);
        shares.set(code, part);
        total += part;
      }
      for (const { code } of heads) shares.set(code, (shares.get(code) ?? 0) / total);
    }
    return shares;
  }

  /** The best BM25 of a head or of an item below it, over the catalogue's own words. */
  private ownWordsOf(tokens: readonly Token[]): Map<string, number> {
    const best = new Map<string, number>();
    const scores = this.ownWords.scores(tokens);
    this.headOfItem.forEach((head, item) => {
      if (scores[item] > (best.get(head) ?? 0)) best.set(head, scores[item]);
    });
    return best;
  }

  /** How much our own examples and terms speak for each head. */
  private topicSupport({ tokens, phrases }: Reading, withoutExample?: number): Map<string, number> {
    const byTopic = new Map<string, number>();
    const cosines = this.similarity.with(tokens);
    this.examples.forEach(({ topic }, example) => {
      if (cosines[example] > 0 && example !== withoutExample)
        byTopic.set(topic, (byTopic.get(topic) ?? 0) + cosines[example] ** 3);
    });
    for (const { topics } of phrases) {
      for (const topic of topics) byTopic.set(topic, (byTopic.get(topic) ?? 0) + MIXTURE.term / topics.length);
    }
    const support = new Map<string, number>();
    for (const [topic, strength] of byTopic) {
      for (const [head, place] of this.topicPlaces.get(topic) ?? [])
        support.set(head, (support.get(head) ?? 0) + strength * place);
    }
    return support;
  }

  /** How each item below a head compares with its siblings for a text, 0..1, by code. */
  belowShares(tokens: readonly Token[]): Map<string, number> {
    const scores = this.ownWords.scores(tokens);
    return new Map(this.catalogue.map(({ code }, item) => [code, scores[item]]));
  }

  /** The stems of a text that speak for a head, the strongest first: learnt weights and the catalogue's own words together. */
  termsFor(head: string, { tokens, features }: Reading): string[] {
    const document = this.byCode.get(head)?.document ?? '';
    const classifier = this.classifiers.get(document);
    const label = classifier?.labels.indexOf(head) ?? -1;
    const weight = (name: string): number =>
      classifier && label >= 0 ? (features.get(name) ?? 0) * classifier.weight(name, label) : 0;
    const stems = [...new Set(tokens.map(({ stem }) => stem))];
    return stems
      .map((stem) => ({
        stem,
        gain:
          weight(`w:${stem}`) + weight(`p:${stem.slice(0, 5)}`) + (this.wordsOfHead.get(head)?.has(stem) ? OWN_WORD_GAIN : 0),
      }))
      .filter(({ gain }) => gain > 0)
      .sort((a, b) => b.gain - a.gain)
      .map(({ stem }) => stem);
  }

  headOf(code: string): string {
    return headOf(code, this.byCode);
  }

  alike(tokens: readonly Token[], decision: DecidedExample): number {
    return this.decisions.alike(tokens, decision);
  }

  /** Whether something was accepted before for a text so like this one that guidance plainly applies. */
  acceptedBefore(tokens: readonly Token[], decisions: readonly DecidedExample[]): boolean {
    return decisions.some((decision) => decision.decision === 'ACCEPT' && this.alike(tokens, decision) >= PLAINLY_ALIKE);
  }
}

const nothingIn = (document: string): string => `${document} ${NOTHING_HERE}`;

/** How much a topic speaks for each head: most for the first item of a document, less for later ones. */
export function placesOf(topic: Topic, byCode: ReadonlyMap<string, CatalogueItem>): Map<string, number> {
  const places = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const code of topic.items) {
    const document = byCode.get(code)?.document;
    if (document === undefined) continue;
    const head = headOf(code, byCode);
    const before = seen.get(document) ?? 0;
    if (!places.has(head)) places.set(head, shareOfPlace(before));
    seen.set(document, before + 1);
  }
  return places;
}

function linksOf(relations: readonly ItemRelation[], byCode: ReadonlyMap<string, CatalogueItem>): Map<string, Link[]> {
  const links = new Map<string, Link[]>();
  for (const { item, related, relationship } of relations) {
    if (!byCode.has(item) || !byCode.has(related) || byCode.get(item)?.document === byCode.get(related)?.document) continue;
    addLink(links, headOf(item, byCode), headOf(related, byCode), RELATION_STRENGTH[relationship]);
    addLink(links, headOf(related, byCode), headOf(item, byCode), RELATION_STRENGTH[relationship]);
  }
  return links;
}

function addLink(links: Map<string, Link[]>, to: string, from: string, strength: number): void {
  const list = links.get(to) ?? [];
  const same = list.find((link) => link.from === from);
  if (same) same.strength = Math.max(same.strength, strength);
  else list.push({ from, strength });
  links.set(to, list);
}
