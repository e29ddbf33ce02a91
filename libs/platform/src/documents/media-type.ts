import { filetypeinfo } from 'magic-bytes.js';
import { BadUserInput } from '../errors/refusal';

/** What may be uploaded: by the ending of the name, the media type and what the first bytes must then be. */
const KINDS: Record<string, { mediaType: string; looks: 'pdf' | 'png' | 'jpg' | 'zip' | 'gzip' | 'text' }> = {
  pdf: { mediaType: 'application/pdf', looks: 'pdf' },
  png: { mediaType: 'image/png', looks: 'png' },
  jpg: { mediaType: 'image/jpeg', looks: 'jpg' },
  jpeg: { mediaType: 'image/jpeg', looks: 'jpg' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', looks: 'zip' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', looks: 'zip' },
  zip: { mediaType: 'application/zip', looks: 'zip' },
  txt: { mediaType: 'text/plain', looks: 'text' },
  md: { mediaType: 'text/plain', looks: 'text' },
  csv: { mediaType: 'text/csv', looks: 'text' },
  gz: { mediaType: 'application/gzip', looks: 'gzip' },
  jsonl: { mediaType: 'application/jsonl', looks: 'text' },
  json: { mediaType: 'application/json', looks: 'text' },
  xml: { mediaType: 'application/xml', looks: 'text' },
};

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
/** How an Office file begins that has a password, or is of the format before DOCX and XLSX. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/**
 * The media type of an upload: sniffed, not believed. Its name's ending says what it claims to be, its first bytes what it is.
 *
 * @throws BadUserInput when the ending is not taken here, or the bytes are something else
 */
export function mediaTypeOf(fileName: string, head: Buffer): string {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1].toLowerCase() ?? '';
  const kind = Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined;
  if (kind === undefined) {
    throw BadUserInput.field(
      'file',
      `A file named "${fileName}" is not taken here. Send one of: ${Object.keys(KINDS).join(', ')}.`,
    );
  }
  if (kind.mediaType.startsWith(OFFICE) && head.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) {
    throw BadUserInput.field(
      'file',
      `"${fileName}" is encrypted or of an old format. Open it, save it without a password as ${ending.toUpperCase()}, and upload that.`,
    );
  }
  const seen = looksOf(head);
  if (seen !== kind.looks) {
    throw BadUserInput.field(
      'file',
      `"${fileName}" says that it is ${ending.toUpperCase()}, but its content is ${seen === 'other' ? 'something else' : seen}. Save it again in its own format and upload that.`,
    );
  }
  return kind.mediaType;
}

function looksOf(head: Buffer): 'pdf' | 'png' | 'jpg' | 'zip' | 'gzip' | 'text' | 'other' {
  const types = filetypeinfo([...head.subarray(0, 512)]).map(({ typename }) => typename);
  if (types.includes('pdf')) return 'pdf';
  if (types.includes('png')) return 'png';
  if (types.includes('jpg') || types.includes('jpeg')) return 'jpg';
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return 'zip';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const isUtf16 = head[0] === 0xff || head[0] === 0xfe;
  return !isUtf16 && head.includes(0) ? 'other' : 'text';
}

/** The last part of a name, without what a file system or a header could stumble over. A name is data, never a path. */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\u0000-\u001f\u007f"<>|:*?\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^\.+/, '')
    .trim();
  if (clean === '') throw BadUserInput.field('file', 'The file has no usable name. Give it one, such as evidence.pdf.');
  return clean.length <= 200 ? clean : clean.slice(0, 100) + clean.slice(-100);
}
