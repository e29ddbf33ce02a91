import { createReadStream, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import { repositoryRoot } from '#platform';
import { demonstrationId } from '#directory';
import { readReleases } from '#registers';

/** How an answer of the demonstration is to be judged. */
export type Quality = 'FULL' | 'PARTIAL';

/** What the demonstration does, as `seed/demonstration/journey.json` says. */
export interface Journey {
  notice: string;
  specification: string;
  buyer: string;
  search: { filter: object };
  themes: Record<string, string>;
  details: Record<string, { kind: 'GATE' | 'SCORED'; weight: number | null; minimumStrength: string }>;
  rejectBelow: number;
  gap: { item: string; ref: string; kind: 'SCORED'; weight: number; minimumStrength: string; theme: string; text: string };
  /** `products` by their keys: those that the supplier is shortlisted for. */
  shortlist: { supplier: string; products?: string[]; reason: string }[];
  exclude: { supplier: string; reason: string };
  message: string;
  clarification: { supplier: string; question: string; answer: string };
  /** From which sites a supplier says that it would operate; those that do not say are not there. */
  sites: Record<string, string[]>;
  /** What each supplier says that it offers; products by their keys. */
  offers: Record<string, { product: string; version: string | null }[]>;
  answers: Record<string, Record<string, { statement: string; quality: Quality; attestations: string[] }>>;
  changes: { supplier: string; wanted: string; ref: string; statement: string };
  /** The file that a supplier reads attestations out of. */
  attestationFile: { supplier: string; file: string };
  /** Who asks for an account, from outside. */
  outsider: { kind: string; name: string; email: string; organisationName: string; roles: string[]; why: string };
  unknown: Record<string, string[]>;
  secondAssessor: { lower: Record<string, string[]>; by: number };
  moderationReason: string;
  decisionReason: string;
}

/** The theme that a requirement belongs to, by its reference, as are strength and kind. */
export function themeOf({ themes, gap }: Journey, ref: string): string {
  return themes[ref] ?? gap.theme;
}

/** The least strength of evidence that a requirement asks for. */
export function strengthOf({ details, gap }: Journey, ref: string): string {
  return details[ref]?.minimumStrength ?? gap.minimumStrength;
}

/** Whether a requirement is a gate or scored. */
export function kindOf({ details, gap }: Journey, ref: string): string {
  return details[ref]?.kind ?? gap.kind;
}

const seed = (file: string): string => join(repositoryRoot(), 'seed', file);

/** Reads what the demonstration does. */
export function readJourney(): Journey {
  return JSON.parse(readFileSync(seed('demonstration/journey.json'), 'utf8')) as Journey;
}

/** The specification that the buyer imports. */
export function specificationFile({ specification }: Journey): { name: string; bytes: Buffer } {
  return fileOf(specification);
}

/** The file of attestations that a supplier reads in. */
export function attestationFile({ attestationFile: { file } }: Journey): { name: string; bytes: Buffer } {
  return fileOf(file);
}

function fileOf(name: string): { name: string; bytes: Buffer } {
  return { name: basename(name), bytes: readFileSync(seed(`demonstration/${name}`)) };
}

/** The real notice, as Find a Tender published it. */
export async function realNotice(ocid: string): Promise<Record<string, unknown>> {
  const file = seed('find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz');
  for await (const { json: release } of readReleases(createReadStream(file), { gzip: true })) {
    const candidate = release as Record<string, unknown>;
    if (candidate.ocid === ocid && Array.isArray(candidate.tag) && candidate.tag.includes('tender')) return candidate;
  }
  throw new Error(`The notice ${ocid} is not in seed/find-a-tender.`);
}

/** The id of a supplier of the demonstration, by its key in `seed/demonstration`. */
export function supplierId(key: string): string {
  return `sup_${demonstrationId('supplier', key)}`;
}

/** The id of an attestation of the demonstration, by the same. */
export function attestationId(key: string): string {
  return `att_${demonstrationId('attestation', key)}`;
}

/** The id of a product of the demonstration, by the same. */
export function productId(key: string): string {
  return `prd_${demonstrationId('product', key)}`;
}

/** A small file that an answer can carry as evidence; plainly a demonstration. */
export function evidenceFile(supplier: string): { name: string; bytes: Buffer } {
  return {
    name: `method-statement-${supplier}.txt`,
    bytes: Buffer.from(`Demonstration. How ${supplier} would run the service (${uuidv5(supplier, uuidv5.URL)}).\n`),
  };
}
