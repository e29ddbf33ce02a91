import { documentsOf, type PackContents, type PackDocument } from '../contents';

/** The forms of the contents that other programs read. The plan and the results lie side by side: the one links to the other. */
export const OSCAL_PLAN_PATH = 'oscal/assessment-plan.json';
export const OSCAL_RESULTS_PATH = 'oscal/assessment-results.json';
export const CYCLONEDX_PATH = 'cyclonedx/attestations.json';

const LONGEST_NAME = 100;
// Names that Windows keeps for devices, with or without an extension.
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name that is safe on every file system, made from what the owner called the file: letters, digits, dot, hyphen and underscore, at most
 * 100 characters, extension kept. The name as given is in the contents; this one is only for people who look into the folder.
 */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(plain)?.[0] ?? '';
  const short = plain.slice(0, plain.length - extension.length).slice(0, LONGEST_NAME - extension.length) + extension;
  if (short === '') return 'file';
  return RESERVED.test(short) ? `file-${short}` : short;
}

/** A name in lower case and hyphens, for a file that is about something so named. */
export function slugOf(name: string): string {
  const slug = safeFileName(name).toLowerCase().replace(/[._]+/g, '-').replace(/-{2,}/g, '-').slice(0, 60);
  return slug.replace(/^-+|-+$/g, '') || 'supplier';
}

/** Where a document lies in the pack. */
export function evidencePath(document: Pick<PackDocument, 'sha256' | 'name'>): string {
  return `evidence/${document.sha256}/${safeFileName(document.name)}`;
}

/** Where each document lies, by its hash: the same content is there once, whatever names it was given. */
export function evidencePaths(contents: PackContents): Map<string, string> {
  return new Map(documentsOf(contents).map((document) => [document.sha256, evidencePath(document)]));
}

/** Where the summary of the nth candidate lies, counted from 1. */
export function summaryPath(position: number, supplierName: string): string {
  return `summaries/${position}-${slugOf(supplierName)}.html`;
}
