import type { PackContents } from '../contents';
import { canonicalJson } from '../json';
import { AUDIT_PATH, CONTENTS_PATH } from '../manifest';
import { assessmentCsv, evidenceCsv, requirementsCsv } from './csv';
import { indexPage } from './html/index.page';
import { summaryPage } from './html/summary.page';
import { summaryPath } from './paths';
import { readme } from './readme';

/** A file of the pack that is made from the contents alone. The same contents must always give the same text. */
export interface PackWriter {
  path: string;
  mediaType: string;
  render(contents: PackContents): string | Promise<string>;
}

/** The files that every pack has. A further form of the same contents (OSCAL, CycloneDX) is one more row. */
const FILES: readonly PackWriter[] = [
  { path: 'README.txt', mediaType: 'text/plain', render: readme },
  { path: 'index.html', mediaType: 'text/html', render: indexPage },
  { path: 'assessment.csv', mediaType: 'text/csv', render: assessmentCsv },
  { path: 'requirements.csv', mediaType: 'text/csv', render: requirementsCsv },
  { path: 'evidence.csv', mediaType: 'text/csv', render: evidenceCsv },
  { path: CONTENTS_PATH, mediaType: 'application/json', render: canonicalJson },
  { path: AUDIT_PATH, mediaType: 'application/json', render: ({ audit }) => canonicalJson(audit) },
];

/** The writers for these contents: those of every pack, and one for each assessment summary. */
export function writersFor(contents: PackContents): PackWriter[] {
  const summaries = contents.summaries.map((summary, index) => ({
    path: summaryPath(index + 1, summary.supplierName),
    mediaType: 'text/html',
    render: () => summaryPage(contents, summary),
  }));
  return [...FILES, ...summaries];
}
