import { fromBufferPromise } from 'yauzl';
import { cellsOf, markupIn, mayBeXml } from './office-markup';
import type { OfficeParts } from './office-parts';
import { SPECIFICATION_LIMITS, SpecificationUnreadable } from './specification';

export type OfficeKind = 'DOCX' | 'XLSX';

/** A name that each kind always has in it; some programs number the document. */
const MAIN_PART: Record<OfficeKind, RegExp> = { DOCX: /^word\/document\d*\.xml$/, XLSX: /^xl\/workbook\d*\.xml$/ };
/** What is looked into beside the reader of each kind: all that tells of a document, and how the sheets of a workbook are laid out. */
const LOOKED_INTO: Record<OfficeKind, RegExp> = {
  DOCX: /^(?:word\/)?(?:_rels\/)?[^/]+\.(?:xml|rels)$/i,
  XLSX: /^xl\/(workbook\d*\.xml$|_rels\/|worksheets\/)/,
};
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/**
 * Looks into an Office file before any library unpacks it: DOCX and XLSX are ZIPs, and a small ZIP can hold more than a machine
 * has memory. Sizes are counted while streaming, since what a ZIP declares need not be true; so is what the XML would take to
 * read, since a sheet of one kilobyte can have its one cell in the last row of the last column.
 *
 * @returns the XML that is looked into
 * @throws SpecificationUnreadable
 */
export async function mustBeOfficeFile(source: Buffer, kind: OfficeKind): Promise<OfficeParts> {
  if (source.subarray(0, 8).equals(COMPOUND_FILE)) {
    throw new SpecificationUnreadable(
      `This ${kind} file is encrypted or of an old format. Open it, save it without a password as ${kind}, and upload that.`,
    );
  }
  if (source.subarray(0, 2).toString('latin1') !== 'PK') throw notOfKind(kind);
  let parts: Map<string, Buffer>;
  try {
    parts = await partsOf(source, kind);
  } catch (error) {
    if (error instanceof SpecificationUnreadable) throw error;
    throw new SpecificationUnreadable(`This ${kind} file is damaged and cannot be opened. Save it again and upload that.`);
  }
  const main = [...parts.keys()].find((name) => MAIN_PART[kind].test(name));
  if (main === undefined) throw notOfKind(kind);
  return { main, parts };
}

function notOfKind(kind: OfficeKind): SpecificationUnreadable {
  return new SpecificationUnreadable(
    `This is not a ${kind} file, though its name says so. Save it as ${kind} and upload that.`,
  );
}

async function partsOf(source: Buffer, kind: OfficeKind): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(source, { autoClose: false });
  const parts = new Map<string, Buffer>();
  let unpacked = 0;
  const limits = SPECIFICATION_LIMITS.markup[kind];
  let tags = 0;
  let text = 0;
  let cells = 0;
  const bomb = new SpecificationUnreadable(
    `This ${kind} file unpacks to far more than a specification needs, as a ZIP bomb does. It was not opened. Save the specification as a new file and upload that.`,
  );
  try {
    if (zip.entryCount > SPECIFICATION_LIMITS.entries) throw bomb;
    for await (const entry of zip.eachEntry()) {
      const isLookedInto = LOOKED_INTO[kind].test(entry.fileName);
      if (entry.uncompressedSize > SPECIFICATION_LIMITS.unpackedBytes) throw bomb;
      const part: Buffer[] = [];
      let isXml: boolean | null = null;
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        const bytes = chunk as Buffer;
        unpacked += bytes.length;
        if (
          unpacked > SPECIFICATION_LIMITS.unpackedBytes ||
          unpacked > 1024 * 1024 + source.length * SPECIFICATION_LIMITS.ratio
        )
          throw bomb;
        isXml ??= mayBeXml(entry.fileName, bytes);
        const markup = markupIn(bytes);
        tags += markup.tags;
        if (isXml) text += markup.text;
        if (tags > limits.tags || text > limits.text) throw tooLong(kind);
        if (kind === 'XLSX' || isLookedInto) part.push(bytes);
      }
      const whole = Buffer.concat(part);
      if (isLookedInto && !parts.has(entry.fileName)) parts.set(entry.fileName, whole);
      if (kind === 'XLSX') cells += cellsOf(whole.toString('latin1'));
      if (cells > SPECIFICATION_LIMITS.cells) throw tooWide();
    }
  } finally {
    zip.close();
  }
  return parts;
}

function tooLong(kind: OfficeKind): SpecificationUnreadable {
  return new SpecificationUnreadable(
    `This ${kind} file has far more in it than a specification needs. It was not opened. Split it into lots, or save the specification alone as a new file and upload that.`,
  );
}

function tooWide(): SpecificationUnreadable {
  return new SpecificationUnreadable(
    'This XLSX file has cells far outside its table, more than can be read. It was not opened. Copy the table into a new file, save that as XLSX and upload it.',
  );
}
