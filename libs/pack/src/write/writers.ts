import type { Instant, PackContents } from '../contents';
import { canonicalJson } from '../json';
import { AUDIT_PATH, CONTENTS_PATH } from '../manifest';
import { assessmentCsv, evidenceCsv, requirementsCsv } from './csv';
import { cycloneDxAttestations } from './cyclonedx/attestations';
import { indexPage } from './html/index.page';
import { summaryPage } from './html/summary.page';
import { assessmentPlan } from './oscal/assessment-plan';
import { assessmentResults } from './oscal/assessment-results';
import { CYCLONEDX_PATH, OSCAL_PLAN_PATH, OSCAL_RESULTS_PATH, summaryPath } from './paths';
import { readme } from './readme';

/** A file of the pack that is made from the contents and the time of sealing alone: the same must always give the same text. */
export interface PackWriter {
  path: string;
  mediaType: string;
  render(contents: PackContents, sealedAt: Instant): string | Promise<string>;
}

/** The files that every pack has. */
const FILES: readonly PackWriter[] = [
  { path: 'README.txt', mediaType: 'text/plain', render: readme },
  { path: 'index.html', mediaType: 'text/html', render: indexPage },
  { path: 'assessment.csv', mediaType: 'text/csv', render: assessmentCsv },
  { path: 'requirements.csv', mediaType: 'text/csv', render: requirementsCsv },
  { path: 'evidence.csv', mediaType: 'text/csv', render: evidenceCsv },
  { path: OSCAL_PLAN_PATH, mediaType: 'application/json', render: assessmentPlan },
  { path: OSCAL_RESULTS_PATH, mediaType: 'application/json', render: assessmentResults },
  { path: CYCLONEDX_PATH, mediaType: 'application/vnd.cyclonedx+json', render: cycloneDxAttestations },
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
