import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

/** An item of guidance, as the file that seeds the catalogue has it. */
export interface SeedItem {
  id: string;
  title: string;
  paraphrase: string;
  theme: string;
  [name: string]: unknown;
}

/** A document of that file. */
export interface SeedDocument {
  id: string;
  date: string;
  title: string;
  items: SeedItem[];
  [name: string]: unknown;
}

/** The guidance that the catalogue is seeded with. */
export async function seededGuidance(): Promise<SeedDocument[]> {
  const text = await readFile(join(repositoryRoot(), 'seed/guidance/guidance.json'), 'utf8');
  return (JSON.parse(text) as { documents: SeedDocument[] }).documents;
}

/** One of its documents. */
export async function seededDocument(code: string): Promise<SeedDocument> {
  const found = (await seededGuidance()).find(({ id }) => id === code);
  if (found === undefined) throw new Error(`seed/guidance/guidance.json has no document ${code}.`);
  return found;
}
