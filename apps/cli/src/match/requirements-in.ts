import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { readSpecification, SpecificationUnreadable, type SkippedSource, type SpecificationMediaType } from '#specification';

const MEDIA_TYPES: Readonly<Record<string, SpecificationMediaType>> = {
  '.txt': 'text/plain',
  '.md': 'text/plain',
  '': 'text/plain',
  '.csv': 'text/csv',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The requirements of a file, and what was taken for none. */
export interface RequirementsInFile {
  requirements: { ref: string | null; text: string }[];
  skipped: SkippedSource[];
}

/**
 * Reads the requirements of a specification, just as an import does.
 *
 * @throws Error saying what to give instead when the file is missing, of another kind or damaged
 */
export async function requirementsIn(file: string): Promise<RequirementsInFile> {
  const mediaType = MEDIA_TYPES[extname(file).toLowerCase()];
  if (mediaType === undefined) {
    throw new Error(`${file} is of a kind that cannot be read. Give a .docx, .xlsx, .csv or .txt file.`);
  }
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Check the path.`);
  });
  try {
    const { requirements, skipped } = await readSpecification(bytes, mediaType);
    return { requirements: requirements.map(({ ref, text }) => ({ ref, text })), skipped };
  } catch (error) {
    if (error instanceof SpecificationUnreadable) throw new Error(`${file}: ${error.message}`);
    throw error;
  }
}
