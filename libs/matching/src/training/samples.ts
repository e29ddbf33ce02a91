import type { LabelledRow } from '../evaluation/labelled-rows';
import type { Knowledge } from '../knowledge';
import type { CatalogueItem } from '../model';
import { NOTHING_HERE, placesOf, shareOfPlace } from '../ranking/places';
import { headOf } from '../ranking/shelves';
import { featuresOf } from '../text/features';
import { Thesaurus } from '../text/thesaurus';
import { tokenise } from '../text/tokens';
import type { Sample } from './train-classifier';

/** Documents that have labelled texts or enough of our own examples to learn from. */
export const LEARNT_DOCUMENTS = ['caf-4.0', 'ce', 'cop', 'etsi-303645', 'ncsc-cp', 'ncsc-csp', 'ncsc-sc'] as const;

/** How much a text of each kind counts. */
const WEIGHT = { published: 1, borrowed: 0.5, judged: 3, own: 1, wording: 1, catalogue: 1, notApplicable: 0.4 };

/** Each of our own sentences counts as the item's own words do; labelled texts are those of the training data. */
export interface TrainingMaterial {
  catalogue: readonly CatalogueItem[];
  knowledge: Pick<Knowledge, 'topics' | 'notApplicable'>;
  rows: readonly LabelledRow[];
}

interface Labelled {
  text: string;
  labels: ReadonlyMap<string, number>;
  weight: number;
}

/** What a document's classifier is trained on. */
export function documentSamples(document: string, material: TrainingMaterial): Sample[] {
  return withFeatures(
    [
      ...rowTexts(document, material),
      ...ownTexts(document, material),
      ...catalogueTexts(document, material),
      ...silentTexts(material),
    ],
    material,
  );
}

/** What tells texts that guidance applies to from those that it does not. Both kinds weigh the same in all. */
export function applicabilitySamples(material: TrainingMaterial): Sample[] {
  const applies: Labelled[] = [
    ...material.rows
      .filter(({ none, labels }) => !none && labels.length > 0)
      .map((row) => labelled(row.text, 'applies', row.judged.length > 0 ? 3 : 0.3)),
    ...material.knowledge.topics.flatMap(({ examples }) => examples.map((text) => labelled(text, 'applies', 1))),
  ];
  const none: Labelled[] = [
    ...material.rows.filter((row) => row.none).map(({ text }) => labelled(text, 'none', 3)),
    ...material.knowledge.notApplicable.map((text) => labelled(text, 'none', 1)),
  ];
  const balance = weightOf(applies) / Math.max(1, weightOf(none));
  return withFeatures([...applies, ...none.map((text) => ({ ...text, weight: text.weight * balance }))], material);
}

function rowTexts(document: string, { rows, catalogue }: TrainingMaterial): Labelled[] {
  const byCode = new Map(catalogue.map((item) => [item.code, item]));
  return rows.flatMap((row): Labelled[] => {
    if (row.none) return [labelled(row.text, NOTHING_HERE, WEIGHT.published)];
    const own = headsIn(document, row.labels, byCode);
    if (own.length > 0)
      return [{ text: row.text, labels: shares(own), weight: row.judged.length > 0 ? WEIGHT.judged : WEIGHT.published }];
    if (row.judged.includes(document)) return [labelled(row.text, NOTHING_HERE, WEIGHT.published)];
    const borrowed = headsIn(document, row.labels.flatMap(sameElsewhere), byCode);
    return borrowed.length > 0 ? [{ text: row.text, labels: shares(borrowed), weight: WEIGHT.borrowed }] : [];
  });
}

/** Guideline N of the Code of Practice became clause 5.N of EN 303 645. */
function sameElsewhere(code: string): string[] {
  const cop = /^cop\.(\d+)$/.exec(code);
  if (cop) return [`etsi.5.${cop[1]}`];
  const etsi = /^etsi\.5\.(\d+)/.exec(code);
  return etsi ? [`cop.${etsi[1]}`] : [];
}

function ownTexts(document: string, { knowledge, catalogue }: TrainingMaterial): Labelled[] {
  const byCode = new Map(catalogue.map((item) => [item.code, item]));
  return knowledge.topics.flatMap((topic) => {
    const places = new Map([...placesOf(topic, byCode)].filter(([head]) => byCode.get(head)?.document === document));
    const labels = places.size > 0 ? toOne(places) : new Map([[NOTHING_HERE, 1]]);
    return topic.examples.map((text) => ({ text, labels, weight: WEIGHT.own }));
  });
}

function catalogueTexts(document: string, { catalogue }: TrainingMaterial): Labelled[] {
  const byCode = new Map(catalogue.map((item) => [item.code, item]));
  return catalogue
    .filter((item) => item.document === document)
    .map((item) => labelled(`${item.title}. ${item.summary}`, headOf(item.code, byCode), WEIGHT.catalogue));
}

function silentTexts({ knowledge }: TrainingMaterial): Labelled[] {
  return knowledge.notApplicable.map((text) => labelled(text, NOTHING_HERE, WEIGHT.notApplicable));
}

/** The heads that codes stand for in a document, in order, each once. */
export function headsIn(document: string, codes: readonly string[], byCode: ReadonlyMap<string, CatalogueItem>): string[] {
  const heads = codes.filter((code) => byCode.get(code)?.document === document).map((code) => headOf(code, byCode));
  return [...new Set(heads)];
}

function shares(heads: readonly string[]): Map<string, number> {
  return toOne(new Map(heads.map((head, place) => [head, shareOfPlace(place)])));
}

function toOne(places: ReadonlyMap<string, number>): Map<string, number> {
  const total = [...places.values()].reduce((sum, share) => sum + share, 0);
  return new Map([...places].map(([head, share]) => [head, share / total]));
}

function labelled(text: string, label: string, weight: number): Labelled {
  return { text, labels: new Map([[label, 1]]), weight };
}

function weightOf(texts: readonly Labelled[]): number {
  return texts.reduce((sum, { weight }) => sum + weight, 0);
}

function withFeatures(texts: readonly Labelled[], { knowledge }: TrainingMaterial): Sample[] {
  const thesaurus = new Thesaurus(knowledge.topics);
  return texts.map(({ text, labels, weight }) => ({ features: featuresOf(tokenise(text), thesaurus), labels, weight }));
}
