import { SpecificationUnreadable } from './specification';

/** How files begin that are given as text and are none. */
const BEGINNINGS: readonly [string, string][] = [
  ['%PDF-', 'a PDF'],
  ['PK\u0003\u0004', 'a ZIP or Office file'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old or encrypted Office file'],
  ['{\\rtf', 'an RTF document'],
  ['\u0089PNG', 'an image'],
  ['\u00ff\u00d8\u00ff', 'an image'],
  ['GIF8', 'an image'],
];
/** What the bytes 0x80 to 0x9f are. @source WHATWG Encoding Standard, index windows-1252 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LOOKED_AT = 4096;
/** What tells nothing but where a line may end: soft hyphens, and spaces and joiners without width. */
const WHERE_LINES_END = /[\u00ad\u200b\u2060\ufeff]/g;

/**
 * Text in UTF-8, in UTF-16 with or without its mark, or else in Windows-1252, which every byte is.
 *
 * @throws SpecificationUnreadable when it is a file of another kind
 */
export function decodeText(source: Buffer): string {
  const start = source.subarray(0, 8).toString('latin1');
  const other = BEGINNINGS.find(([beginning]) => start.startsWith(beginning));
  if (other !== undefined) throw noText(other[1]);
  const text = plainCharacters(decoded(source));
  if (controlsIn(text.slice(0, LOOKED_AT)) > 0.1) throw noText('a file of another kind');
  return text;
}

/** Text without NUL, which no database holds, and without what is not seen of it; a hyphen at which no line ends is a hyphen. */
export function plainCharacters(text: string): string {
  return text.replaceAll('\u0000', '').replace(WHERE_LINES_END, '').replaceAll('\u2011', '-');
}

function noText(kind: string): SpecificationUnreadable {
  return new SpecificationUnreadable(
    `This is ${kind}, though it was given as text. Save the specification as plain text, CSV, XLSX or DOCX and upload that.`,
  );
}

function decoded(source: Buffer): string {
  try {
    return new TextDecoder(encodingOf(source), { fatal: true }).decode(source);
  } catch {
    return windows1252(source);
  }
}

/** The decoder of Node 20 takes Windows-1252 for Latin-1, and makes controls of its quotation marks and dashes. */
function windows1252(source: Buffer): string {
  return source.toString('latin1').replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80]);
}

function encodingOf(source: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (source[0] === 0xff && source[1] === 0xfe) return 'utf-16le';
  if (source[0] === 0xfe && source[1] === 0xff) return 'utf-16be';
  // Of Latin letters in UTF-16 every second byte is zero.
  const beginning = source.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  beginning.forEach((byte, index) => (zeros[index % 2] += byte === 0 ? 1 : 0));
  const many = beginning.length / 4;
  if (zeros[1] > many && zeros[0] < many / 10) return 'utf-16le';
  if (zeros[0] > many && zeros[1] < many / 10) return 'utf-16be';
  return 'utf-8';
}

/** The share of characters that no text has: controls other than white space, and what no decoder could read. */
function controlsIn(text: string): number {
  return (text.match(/(?!\s)[\p{Cc}\uFFFD]/gu)?.length ?? 0) / Math.max(1, text.length);
}
