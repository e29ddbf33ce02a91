import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import type { Asked } from './ranking/asked';
import type { Calibration, LearntWeights } from './ranking/learnt-weights';
import type { NetworkWeights } from './ranking/network';
import type { IndexedSentences } from './ranking/sentence-index';
import type { FeatureRows } from './ranking/table';

/** What was learnt, and our own sentences, read once for all. */
export interface Shipped {
  weights: LearntWeights;
  index: IndexedSentences;
}

/** What `weights.json` holds: all but the rows. */
interface Contents {
  documents: Record<string, { labels: string[]; bias: number[] }>;
  applicability: { labels: string[]; bias: number[] };
  network: Pick<NetworkWeights, 'sets' | 'bias'>;
  applicableFrom: number;
  calibration: Record<string, Calibration>;
  sentences: number;
  asked: { codes: readonly string[]; lists: number };
}

const CONTENTS = 'weights.json';
const FEATURES = 'features.txt';
const APPLICABILITY = 'applicability.rows';
const SENTENCES = 'sentences.rows';
const ASKED = 'sentences.asked';
const NETWORK = 'network.bytes';
const MOST = 65_535;

/**
 * What was learnt, as files by name:
 *
 * - `weights.json`: labels, bias, threshold and curves;
 * - `features.txt`: all features in the order of their letters, one a line, `name<TAB>in how many of our sentences it stands`;
 * - `<document>.rows`, `applicability.rows` and `sentences.rows`: whole numbers of 16 bits, the lower byte first. First how many cells each feature of
 *   `features.txt` has, then the places of all cells (of labels, or of sentences), then their figures (signed);
 * - `sentences.asked`: whole numbers of 16 bits, the lower byte first. First the list of each sentence, then how many codes each list names, then the
 *   codes of all lists by their places in `weights.json`;
 * - `network.bytes`: first, for each feature of `features.txt`, 1 where the network knows it and else 0; then signed figures, a row of as many as the network
 *   has units for each feature that it knows, and then for each label of its sets.
 *
 * @throws Error when a number is too great to be kept so
 */
export function shippedFiles({ weights, index }: Shipped): Map<string, string | Uint8Array> {
  const { documents, applicability, network, applicableFrom, calibration } = weights;
  const codes = Object.keys(documents).sort();
  const tables = [...codes.map((code) => documents[code].rows), applicability.rows, index.rows];
  const names = [...new Set([...tables.flatMap((rows) => rows.names), ...network.names])].sort();
  const frequencies = new Map(index.rows.names.map((name, row) => [name, index.frequencies[row]]));
  const contents: Contents = {
    documents: Object.fromEntries(codes.map((code) => [code, withoutRows(documents[code])])),
    applicability: withoutRows(applicability),
    network: { sets: network.sets, bias: network.bias },
    applicableFrom,
    calibration,
    sentences: index.sentences,
    asked: { codes: index.asked.codes, lists: index.asked.counts.length },
  };
  if (index.sentences > MOST) throw new Error(`${index.sentences} sentences are more than the ${MOST} that can be numbered.`);
  return new Map<string, string | Uint8Array>([
    [CONTENTS, `${JSON.stringify(contents, null, 2)}\n`],
    [FEATURES, names.map((name) => `${name}\t${frequencies.get(name) ?? 0}\n`).join('')],
    ...codes.map((code) => [`${code}.rows`, bytesOf(documents[code].rows, names)] as const),
    [APPLICABILITY, bytesOf(applicability.rows, names)],
    [SENTENCES, bytesOf(index.rows, names)],
    [ASKED, askedBytes(index.asked)],
    [NETWORK, networkBytes(network, names)],
  ]);
}

/**
 * Reads what {@link shippedFiles} gave.
 *
 * @throws Error naming the folder when a file is missing there
 */
export function readShipped(folder: string): Shipped {
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name));
    } catch (error) {
      throw new Error(
        `The matching cannot read its weights in ${folder} (${String(error)}). Run "npm run build" in a whole checkout.`,
      );
    }
  };
  const { documents, applicability, network, applicableFrom, calibration, sentences, asked } = JSON.parse(
    read(CONTENTS).toString(),
  ) as Contents;
  const lines = read(FEATURES).toString().trimEnd().split('\n');
  const names = lines.map((line) => line.slice(0, line.indexOf('\t')));
  const rowsOf = (name: string): FeatureRows => rowsIn(read(name), names);
  const classifiers = Object.entries(documents).map(
    ([code, classifier]) => [code, { ...classifier, rows: rowsOf(`${code}.rows`) }] as const,
  );
  return {
    weights: {
      documents: Object.fromEntries(classifiers),
      applicability: { ...applicability, rows: rowsOf(APPLICABILITY) },
      network: { ...network, ...networkIn(read(NETWORK), names, network.bias.units.length) },
      applicableFrom,
      calibration,
    },
    index: {
      sentences,
      frequencies: Uint16Array.from(lines, (line) => Number(line.slice(line.indexOf('\t') + 1))),
      rows: rowsOf(SENTENCES),
      asked: askedIn(read(ASKED), sentences, asked),
    },
  };
}

function withoutRows({ labels, bias }: LearntWeights['applicability']): { labels: string[]; bias: number[] } {
  return { labels: [...labels], bias: [...bias] };
}

/** @param names all features: those that the rows lack have no cells */
function bytesOf({ names: own, counts, places, figures }: FeatureRows, names: readonly string[]): Uint8Array {
  const count = new Map(own.map((name, row) => [name, counts[row]]));
  return numbersAsBytes([...names.map((name) => count.get(name) ?? 0), ...places, ...figures]);
}

function rowsIn(bytes: Buffer, names: readonly string[]): FeatureRows {
  const numbers = numbersIn(bytes);
  const cells = (numbers.length - names.length) / 2;
  const figures = names.length + cells;
  return {
    names,
    counts: numbers.subarray(0, names.length),
    places: numbers.subarray(names.length, figures),
    figures: new Int16Array(numbers.buffer, figures * Uint16Array.BYTES_PER_ELEMENT),
  };
}

function askedBytes({ counts, named, listOf }: Asked): Uint8Array {
  return numbersAsBytes([...listOf, ...counts, ...named]);
}

function askedIn(bytes: Buffer, sentences: number, { codes, lists }: Contents['asked']): Asked {
  const numbers = numbersIn(bytes);
  const namedFrom = sentences + lists;
  return {
    codes,
    counts: numbers.subarray(sentences, namedFrom),
    named: numbers.subarray(namedFrom),
    listOf: numbers.subarray(0, sentences),
  };
}

/** @param names all features: those that the network does not know have no row */
function networkBytes({ names: own, features, labels }: NetworkWeights, names: readonly string[]): Uint8Array {
  const known = new Set(own);
  const presence = Int8Array.from(names, (name) => (known.has(name) ? 1 : 0));
  return Buffer.concat(
    [presence, features, labels].map(({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length)),
  );
}

function networkIn(
  { buffer, byteOffset, length }: Buffer,
  names: readonly string[],
  units: number,
): Pick<NetworkWeights, 'names' | 'features' | 'labels'> {
  const figures = new Int8Array(buffer, byteOffset, length);
  const known = names.filter((_, at) => figures[at] === 1);
  const labelsFrom = names.length + known.length * units;
  return { names: known, features: figures.subarray(names.length, labelsFrom), labels: figures.subarray(labelsFrom) };
}

function numbersAsBytes(numbers: readonly number[]): Uint8Array {
  return lowerFirst(Buffer.from(Uint16Array.from(numbers).buffer));
}

function numbersIn(bytes: Buffer): Uint16Array {
  return new Uint16Array(new Uint8Array(lowerFirst(bytes)).buffer);
}

/** Turns numbers of two bytes about where the machine has the higher byte first. */
function lowerFirst(bytes: Buffer): Buffer {
  return endianness() === 'BE' ? bytes.swap16() : bytes;
}
