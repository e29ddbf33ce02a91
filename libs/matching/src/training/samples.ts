import type { LabelledRow } from '../evaluation/labelled-rows';
import type { TeachingSentences } from '../knowledge';
import type { CatalogueItem } from '../model';
import { placesOf, type Place } from '../ranking/asked';
import { indexOf, lessonsOf } from '../ranking/lessons';
import { APPLICABILITY } from '../ranking/network';
import { NOTHING_HERE } from '../ranking/ranked-shelves';
import { SentenceIndex } from '../ranking/sentence-index';
import { headsOf } from '../ranking/shelves';
import { featuresOf, normalised, type Features } from '../text/features';
import type { Rarity } from '../text/rarity';
import { Thesaurus } from '../text/thesaurus';
import { tokenise } from '../text/tokens';
import type { Sample } from './train-classifier';
import type { SharedSample, Target } from './train-network';

/** Documents that have labelled texts or enough of our own examples to learn from. */
export const LEARNT_DOCUMENTS = ['caf-4.0', 'ce', 'cop', 'etsi-303645', 'ncsc-cp', 'ncsc-csp', 'ncsc-sc'] as const;

/** How much a text of each kind counts. */
const WEIGHT = {
  published: 1,
  borrowed: 0.5,
  judged: 3,
  own: 1,
  aside: 0.5,
  catalogue: 1,
  notApplicable: 0.4,
  surelyApplies: 0.3,
};

/** What is asked of organisations by their controls; our sentences of other kinds ask for it by the way. */
const FRAMEWORK_OF_CONTROLS = 'caf-4.0';

/** How far items that we wrote many sentences for are held back: 0 not at all, 1 to the weight of a mean item. */
const BALANCE = 0.5;

/** Each of our own sentences counts as the item's own words do; labelled texts are those of the training data. */
export interface TrainingMaterial {
  catalogue: readonly CatalogueItem[];
  knowledge: TeachingSentences;
  rows: readonly LabelledRow[];
}

interface Labelled {
  text: string;
  labels: ReadonlyMap<string, number>;
  weight: number;
}

/** The samples that classifiers are trained on, with each text's features worked out once. */
export class Samples {
  /** What every code is ranked under. */
  private readonly headFor: ReadonlyMap<string, CatalogueItem>;
  /** Our own sentences, and what each says for heads. */
  private readonly lessons: readonly { text: string; places: readonly Place[]; control: boolean }[];
  private readonly thesaurus: Thesaurus;
  private readonly rarity: Rarity;
  /** How many of our sentences ask for something, for each that asks for nothing. */
  private readonly balance: number;
  private readonly known = new Map<string, Features>();

  constructor(
    private readonly catalogue: readonly CatalogueItem[],
    sentences: TeachingSentences,
  ) {
    this.headFor = headsOf(catalogue);
    const { texts, lists, listOf } = lessonsOf(sentences);
    const places = lists.map((codes) => placesOf(codes, this.headFor));
    const firstExample = texts.length - sentences.examples.length;
    this.lessons = texts.map((text, at) => ({
      text,
      places: places[listOf[at]],
      control: at >= firstExample && sentences.controls.has(sentences.examples[at - firstExample]),
    }));
    const asking = this.lessons.filter(({ places }) => places.length > 0).length;
    this.balance = asking / Math.max(1, this.lessons.length - asking);
    this.thesaurus = new Thesaurus(sentences.topics);
    this.rarity = new SentenceIndex(indexOf(sentences)).rarity;
  }

  /** What a document's classifier learns first: our own sentences, and the catalogue's words. */
  ofDocument(document: string): Sample[] {
    return this.withFeatures([...this.ownTexts(document), ...this.catalogueTexts(document)]);
  }

  /** What labelled texts teach of a document. */
  ofDocumentRows(document: string, rows: readonly LabelledRow[]): Sample[] {
    return this.withFeatures(rows.flatMap((row) => this.rowTexts(document, row)));
  }

  /** What of our own tells texts that guidance applies to from those that it does not. Both kinds weigh the same in all. */
  ofApplicability(): Sample[] {
    return this.withFeatures(this.applicabilityTexts());
  }

  /** What labelled texts teach of whether guidance applies. */
  ofApplicabilityRows(rows: readonly LabelledRow[]): Sample[] {
    return this.withFeatures(this.applicabilityRowTexts(rows));
  }

  /** What all of that teaches together, for these documents and for whether guidance applies: each text once. */
  ofAll(documents: readonly string[]): SharedSample[] {
    return this.together([
      ...documents.map((document) => [document, [...this.ownTexts(document), ...this.catalogueTexts(document)]] as const),
      [APPLICABILITY, this.applicabilityTexts()],
    ]);
  }

  /** What labelled texts teach together. */
  ofAllRows(documents: readonly string[], rows: readonly LabelledRow[]): SharedSample[] {
    return this.together([
      ...documents.map((document) => [document, rows.flatMap((row) => this.rowTexts(document, row))] as const),
      [APPLICABILITY, this.applicabilityRowTexts(rows)],
    ]);
  }

  private together(sets: readonly (readonly [set: string, texts: readonly Labelled[]])[]): SharedSample[] {
    const targets = new Map<string, Target[]>();
    for (const [set, texts] of sets) {
      for (const { text, labels, weight } of texts) {
        const own = targets.get(text);
        const target = { set, labels, weight };
        if (own) own.push(target);
        else targets.set(text, [target]);
      }
    }
    return Array.from(targets, ([text, own]) => ({ features: this.featuresOf(text), targets: own }));
  }

  private applicabilityTexts(): Labelled[] {
    return this.lessons.map(({ text, places }) =>
      places.length > 0 ? labelled(text, 'applies', WEIGHT.own) : labelled(text, 'none', WEIGHT.own * this.balance),
    );
  }

  private applicabilityRowTexts(rows: readonly LabelledRow[]): Labelled[] {
    return rows.flatMap(({ text, none, labels, judged }) => {
      if (none) return [labelled(text, 'none', WEIGHT.judged * this.balance)];
      if (labels.length === 0) return [];
      return [labelled(text, 'applies', judged.length > 0 ? WEIGHT.judged : WEIGHT.surelyApplies)];
    });
  }

  private rowTexts(document: string, row: LabelledRow): Labelled[] {
    if (row.none) return [labelled(row.text, NOTHING_HERE, WEIGHT.published)];
    const own = within(document, placesOf(row.labels, this.headFor));
    if (own.size > 0)
      return [{ text: row.text, labels: own, weight: row.judged.length > 0 ? WEIGHT.judged : WEIGHT.published }];
    if (row.judged.includes(document)) return [labelled(row.text, NOTHING_HERE, WEIGHT.published)];
    const borrowed = within(document, placesOf(row.labels.flatMap(sameElsewhere), this.headFor));
    return borrowed.size > 0 ? [{ text: row.text, labels: borrowed, weight: WEIGHT.borrowed }] : [];
  }

  /** Our own sentences. Those for an item that has many count less each, so that it is not preferred for our having written more of it. */
  private ownTexts(document: string): Labelled[] {
    const texts = this.lessons.map(({ text, places, control }) => {
      const own = within(document, places);
      const aside = document === FRAMEWORK_OF_CONTROLS && !control;
      if (own.size > 0) return { text, labels: own, weight: aside ? WEIGHT.aside : WEIGHT.own };
      return labelled(text, NOTHING_HERE, places.length > 0 ? WEIGHT.own : WEIGHT.notApplicable);
    });
    const totals = new Map<string, number>();
    for (const { labels, weight } of texts) {
      for (const [label, share] of labels) totals.set(label, (totals.get(label) ?? 0) + weight * share);
    }
    const mean = weightOf(texts) / totals.size;
    const ease = (label: string): number => Math.min(1, mean / (totals.get(label) ?? mean)) ** BALANCE;
    return texts.map((one) => ({ ...one, weight: one.weight * ease([...one.labels.keys()][0]) }));
  }

  private catalogueTexts(document: string): Labelled[] {
    return this.catalogue
      .filter((item) => item.document === document)
      .map((item) =>
        labelled(`${item.title}. ${item.summary}`, this.headFor.get(item.code)?.code ?? item.code, WEIGHT.catalogue),
      );
  }

  private withFeatures(texts: readonly Labelled[]): Sample[] {
    return texts.map(({ text, labels, weight }) => ({ features: this.featuresOf(text), labels, weight }));
  }

  private featuresOf(text: string): Features {
    const known = this.known.get(text);
    if (known) return known;
    const features = normalised(this.rarity.forLearning(featuresOf(tokenise(text), this.thesaurus)));
    this.known.set(text, features);
    return features;
  }
}

/** Guideline N of the Code of Practice became clause 5.N of EN 303 645. */
function sameElsewhere(code: string): string[] {
  const cop = /^cop\.(\d+)$/.exec(code);
  if (cop) return [`etsi.5.${cop[1]}`];
  const etsi = /^etsi\.5\.(\d+)/.exec(code);
  return etsi ? [`cop.${etsi[1]}`] : [];
}

/** What is said in one document. */
function within(document: string, places: readonly Place[]): Map<string, number> {
  return new Map(places.filter(({ head }) => head.document === document).map(({ head, share }) => [head.code, share]));
}

function labelled(text: string, label: string, weight: number): Labelled {
  return { text, labels: new Map([[label, 1]]), weight };
}

function weightOf(texts: readonly Labelled[]): number {
  return texts.reduce((sum, { weight }) => sum + weight, 0);
}
