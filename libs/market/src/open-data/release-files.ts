import { Configuration, dayInWords, OPEN_GOVERNMENT_LICENCE } from '#platform';
import {
  catalogueOf,
  CATALOGUE_MEDIA_TYPE,
  Changes,
  csvwOf,
  CSVW_FILE,
  CSVW_MEDIA_TYPE,
  WrittenFile,
  WrittenTable,
  writeWhole,
} from '#publication';
import { Dataset } from './dataset';

/** A dataset that was written, and what changed in it; null where there is nothing of before to compare it with. */
export interface WrittenDataset {
  dataset: Dataset;
  written: WrittenTable;
  changes: Changes | null;
}

/** What a release is, besides its datasets. Days are `2026-11-26`. */
export interface ReleaseHeading {
  version: string;
  day: string;
  /** The day of the first release. */
  firstDay: string;
  marketAsOf: string;
  /** The version that it was compared with. */
  previous: string | null;
}

const TITLE = 'Assay open data';
const DESCRIPTION =
  'Suppliers of secure connected places, what they were awarded and what is attested of them, figures of the market, and guidance: all that this directory shows to everyone.';
const FORMAT_NAMES = ['CSV', 'JSON lines', 'Parquet'];

/** Writes what goes with the tables: CSVW metadata, catalogue, description, release notes and checksums. */
export async function writeReleaseFiles(
  folder: string,
  { publicUrl, publisher }: Configuration,
  heading: ReleaseHeading,
  datasets: readonly WrittenDataset[],
): Promise<WrittenFile[]> {
  const url = `${publicUrl}/open-data/${heading.version}`;
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const csvw = csvwOf(
    `${TITLE} ${heading.version}`,
    heading.day,
    datasets.map(({ dataset: { table, licence, source } }) => ({ table, licence, source })),
  );
  const catalogue = catalogueOf({
    url,
    title: TITLE,
    description: DESCRIPTION,
    version: heading.version,
    issued: heading.day,
    firstIssued: heading.firstDay,
    publisher,
    licence: OPEN_GOVERNMENT_LICENCE,
    datasets: datasets.map(({ dataset: { table, licence, isDemonstration }, written }) => ({
      url: `${url}#${table.name}`,
      title: table.title,
      description: table.description,
      keywords: isDemonstration ? ['demonstration'] : ['suppliers', 'public procurement', 'connected places'],
      licence,
      files: written.files.map(({ name, mediaType, size }, index) => ({
        url: `${url}/${name}`,
        title: `${table.title}: ${FORMAT_NAMES[index]}`,
        mediaType,
        size,
      })),
    })),
  });
  const files = [
    await writeWhole(folder, CSVW_FILE, CSVW_MEDIA_TYPE, json(csvw)),
    await writeWhole(folder, 'catalogue.jsonld', CATALOGUE_MEDIA_TYPE, json(catalogue)),
    await writeWhole(
      folder,
      'release.json',
      'application/json',
      json(descriptionOf(url, publisher.organisation, heading, datasets)),
    ),
    await writeWhole(folder, 'release-notes.md', 'text/markdown', releaseNotes(heading, datasets)),
  ];
  const sums = [...datasets.flatMap(({ written }) => written.files), ...files].map(
    ({ sha256, name }) => `${sha256}  ${name}\n`,
  );
  return [...files, await writeWhole(folder, 'SHA256SUMS', 'text/plain', sums.join(''))];
}

function descriptionOf(url: string, publisher: string, heading: ReleaseHeading, datasets: readonly WrittenDataset[]): object {
  return {
    url,
    title: TITLE,
    publisher,
    ...heading,
    datasets: datasets.map(({ dataset: { table, licence, source, isDemonstration }, written, changes }) => ({
      name: table.name,
      title: table.title,
      description: table.description,
      licence,
      source,
      isDemonstration,
      rows: written.rows,
      changes,
      columns: columnsOf(table.columns, written.unknown),
      files: written.files,
    })),
  };
}

/** Columns with in how many rows each is unknown; null where it always is known. */
export function columnsOf(
  columns: Dataset['table']['columns'],
  unknown: WrittenTable['unknown'],
): { name: string; kind: string; description: string; unknown: number | null }[] {
  return columns.map(({ name, kind, description }) => ({ name, kind, description, unknown: unknown[name] ?? null }));
}

/** For people: what changed, and how much is not known. */
function releaseNotes(heading: ReleaseHeading, datasets: readonly WrittenDataset[]): string {
  const { version, day, marketAsOf, previous } = heading;
  const count = (value: number | undefined): string => value?.toLocaleString('en-GB') ?? '–';
  return [
    `# ${TITLE} ${version}`,
    '',
    `Published on ${dayInWords(day)}. Figures of the market are of ${dayInWords(marketAsOf)}. ${previous === null ? 'This is the first release.' : `Changes are those since release ${previous}.`}`,
    '',
    '| dataset | rows | added | changed | gone |',
    '|---|--:|--:|--:|--:|',
    ...datasets.map(
      ({ dataset: { table }, written, changes }) =>
        `| ${table.name} | ${count(written.rows)} | ${count(changes?.added)} | ${count(changes?.changed)} | ${count(changes?.gone)} |`,
    ),
    ...notCompared(previous, datasets),
    '',
    '## What is not known',
    '',
    'Columns that are unknown in some rows. Figures of the market are also missing where they are withheld.',
    '',
    ...datasets.flatMap(({ dataset: { table }, written }) => unknownLines(table.name, written)),
    '',
  ].join('\n');
}

function notCompared(previous: string | null, datasets: readonly WrittenDataset[]): string[] {
  const names = datasets.filter(({ changes }) => changes === null).map(({ dataset }) => dataset.table.name);
  if (previous === null || names.length === 0) return [];
  return [
    '',
    `Not compared, since release ${previous} had no such table or its file can no longer be read: ${names.join(', ')}.`,
  ];
}

function unknownLines(name: string, { rows, unknown }: WrittenTable): string[] {
  const shares = Object.entries(unknown).filter(([, n]) => n > 0);
  if (shares.length === 0) return [];
  return [`- ${name}: ${shares.map(([column, n]) => `${column} ${((n / rows) * 100).toFixed(1)} %`).join(', ')}`];
}
