import { fromBufferPromise } from 'yauzl';
import { SPECIFICATION_LIMITS, SpecificationUnreadable } from './specification';

/**
 * Looks into an Office file before any library unpacks it: DOCX and XLSX are ZIPs, and a small ZIP can hold more than a machine
 * has memory. Sizes are counted while streaming, since what a ZIP declares need not be true.
 *
 * @param inside a name that this kind of file always has in it
 * @throws SpecificationUnreadable
 */
export async function mustBeOfficeFile(source: Buffer, inside: string, kind: string): Promise<void> {
  if (source.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))) {
    throw new SpecificationUnreadable(
      `This ${kind} file is encrypted or of an old format. Open it, save it without a password as ${kind}, and upload that.`,
    );
  }
  let names: string[];
  try {
    names = await namesWithin(source, kind);
  } catch (error) {
    if (error instanceof SpecificationUnreadable) throw error;
    throw new SpecificationUnreadable(`This ${kind} file is damaged and cannot be opened. Save it again and upload that.`);
  }
  if (!names.includes(inside))
    throw new SpecificationUnreadable(
      `This is not a ${kind} file, though its name says so. Save it as ${kind} and upload that.`,
    );
}

async function namesWithin(source: Buffer, kind: string): Promise<string[]> {
  const zip = await fromBufferPromise(source, { autoClose: false });
  const names: string[] = [];
  let unpacked = 0;
  const bomb = new SpecificationUnreadable(
    `This ${kind} file unpacks to far more than a specification needs, as a ZIP bomb does. It was not opened. Save the specification as a new file and upload that.`,
  );
  try {
    if (zip.entryCount > SPECIFICATION_LIMITS.entries) throw bomb;
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (entry.uncompressedSize > SPECIFICATION_LIMITS.unpackedBytes) throw bomb;
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        unpacked += (chunk as Buffer).length;
        if (
          unpacked > SPECIFICATION_LIMITS.unpackedBytes ||
          unpacked > 1024 * 1024 + source.length * SPECIFICATION_LIMITS.ratio
        )
          throw bomb;
      }
    }
  } finally {
    zip.close();
  }
  return names;
}
