import {
  calibrate,
  confidenceOf,
  evaluate,
  expectedCalibrationError,
  HeldOut,
  heldOutApplies,
  Matcher,
  noneFigures,
  outcomesOf,
  ownSentences,
  PlainBm25,
  shipped,
  uninformed,
  type ByAuthor,
  type CatalogueItem,
  type DocumentFigures,
  type Evaluation,
  type ItemRelation,
  type LabelledRow,
  type NoneFigures,
  type Ranker,
} from '#matching';

/** Time taken, in milliseconds. */
export interface Timings {
  ready: number;
  /** The first pass over the texts, while the program is still being compiled, and a second one. */
  first: PassTimings;
  warm: PassTimings;
}

interface PassTimings {
  medianMatch: number;
  p95Match: number;
  perThousand: number;
}

/** What `--evaluate` found. */
export interface Measures {
  /** Whether each text was ranked by weights that had not seen it, nor any other text of its publisher. */
  held: boolean;
  engine: Evaluation;
  baseline: Evaluation;
  timings: Timings;
  /** Only when held out: mean gap between confidence and truth, and how well "nothing applies" is told, our own sentences included. */
  calibrationError?: number;
  applicability?: NoneFigures;
}

/**
 * Measures the engine on labelled rows beside plain BM25; held out, without what was learnt from them or written with such texts in mind.
 */
export async function measure(
  catalogue: readonly CatalogueItem[],
  relations: readonly ItemRelation[],
  rows: readonly LabelledRow[],
  held: boolean,
): Promise<Measures> {
  const baseline = evaluate(new PlainBm25(catalogue), rows);
  const timings = await timed(catalogue, relations, rows);
  const knowledge = await shipped();
  if (!held) return { held, engine: evaluate(new Matcher(catalogue, knowledge, relations), rows), baseline, timings };

  const material = { catalogue, knowledge: uninformed(await ownSentences()), rows };
  const { applicableFrom } = knowledge.weights;
  const heldOut = HeldOut.train(material, relations, { applicableFrom, calibration: {} });
  const applies = heldOutApplies(material);
  return {
    held,
    engine: evaluate(heldOut as Ranker, rows),
    baseline,
    timings,
    calibrationError: calibrationErrorOf(heldOut, rows),
    applicability: noneFigures(
      applies.filter(({ none }) => none),
      applies.filter(({ none }) => !none),
      ({ share }) => share < applicableFrom,
    ),
  };
}

/** Fits the curves on every second text and measures on the others, both ways round. */
function calibrationErrorOf(heldOut: HeldOut, rows: readonly LabelledRow[]): number {
  const outcomes = outcomesOf(heldOut, rows);
  const half = new Map([...new Set(outcomes.map(({ text }) => text))].map((text, index) => [text, index % 2]));
  const told = [0, 1].flatMap((side) => {
    const curves = calibrate(outcomes.filter(({ text }) => half.get(text) !== side));
    return outcomes
      .filter(({ text }) => half.get(text) === side)
      .map(({ document, share, right }) => ({ confidence: confidenceOf(share, curves[document]), right }));
  });
  return expectedCalibrationError(told);
}

async function timed(
  catalogue: readonly CatalogueItem[],
  relations: readonly ItemRelation[],
  rows: readonly LabelledRow[],
): Promise<Timings> {
  const start = performance.now();
  const matcher = new Matcher(catalogue, await shipped(), relations);
  const ready = performance.now() - start;
  return { ready, first: timedPass(matcher, rows), warm: timedPass(matcher, rows) };
}

function timedPass(matcher: Matcher, rows: readonly LabelledRow[]): PassTimings {
  const each = rows.map(({ text }) => {
    const before = performance.now();
    matcher.match(text);
    return performance.now() - before;
  });
  const sorted = [...each].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const total = each.reduce((sum, time) => sum + time, 0);
  return { medianMatch: at(0.5), p95Match: at(0.95), perThousand: (1000 * total) / Math.max(1, rows.length) };
}

/** The measures as a table for a terminal. */
export function printedMeasures({ held, engine, baseline, timings, calibrationError, applicability }: Measures): string {
  const lines = [
    held
      ? 'Held out by publisher (10 folds), without our sentences that were written with labelled texts in mind'
      : 'With the shipped weights. They were learnt from the dev files: on those, only --cross-validate says what new texts get.',
    `${'file'.padEnd(42)} ${'document'.padEnd(13)} texts   BM25 1/3    engine 1/3    MRR  macro-3`,
    ...engine.documents.map((figures, index) => documentLine(figures, baseline.documents[index])),
    ...engine.none.map((figures) => `${figures.file.padEnd(42)} nothing applies: ${noneLine(figures)}`),
    `engine ready in ${timings.ready.toFixed(0)} ms`,
    `first thousand: ${passLine(timings.first)}`,
    `once warm: ${passLine(timings.warm)}`,
  ];
  if (calibrationError !== undefined) lines.push(`expected calibration error ${calibrationError.toFixed(3)}`);
  if (applicability) lines.push(`nothing applies, our own sentences included: ${noneLine(applicability)}`);
  return `${lines.join('\n')}\n`;
}

/** What `--by-author` found, as a table for a terminal; its last line is the mean of all placings. */
export function printedByAuthor({ documents: figures, none }: ByAuthor): string {
  const texts = figures.reduce((sum, one) => sum + one.texts, 0);
  const mean = (of: (one: DocumentFigures) => number): number =>
    figures.reduce((sum, one) => sum + of(one) * one.texts, 0) / Math.max(1, texts);
  const line = (name: string, count: number, top1: number, top3: number, rank: number): string =>
    `${name.padEnd(13)} ${String(count).padStart(6)}  ${top1.toFixed(3)} / ${top3.toFixed(3)}   ${rank.toFixed(3)}`;
  const lines = [
    `${'document'.padEnd(13)}  texts    engine 1/3      MRR`,
    ...figures.map((one) => line(one.document, one.texts, one.top1, one.top3, one.meanReciprocalRank)),
    line(
      'all',
      texts,
      mean(({ top1 }) => top1),
      mean(({ top3 }) => top3),
      mean(({ meanReciprocalRank }) => meanReciprocalRank),
    ),
    `nothing applies: ${noneLine(none)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function noneLine({ noneTexts, noneFound, otherTexts, wronglyNone }: NoneFigures): string {
  return `found ${percent(noneFound)} of ${noneTexts}, wrongly said of ${percent(wronglyNone)} of ${otherTexts}`;
}

function passLine({ medianMatch, p95Match, perThousand }: PassTimings): string {
  return `${perThousand.toFixed(0)} ms per thousand; a text ${medianMatch.toFixed(2)} ms median, ${p95Match.toFixed(2)} ms p95`;
}

function documentLine(figures: DocumentFigures, floor: DocumentFigures): string {
  const pair = ({ top1, top3 }: DocumentFigures): string => `${top1.toFixed(2)} / ${top3.toFixed(2)}`;
  return `${figures.file.padEnd(42)} ${figures.document.padEnd(13)} ${String(figures.texts).padStart(5)}  ${pair(floor)}   ${pair(figures)}   ${figures.meanReciprocalRank.toFixed(2)}  ${figures.macroTop3.toFixed(2)}`;
}

function percent(share: number | null): string {
  return share === null ? 'none' : `${(share * 100).toFixed(1)} %`;
}
