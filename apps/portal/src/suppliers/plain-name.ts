/** A name by its words, whatever their case and marks, and whether Limited is written out: what two names that are the same have alike. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\bpublic limited company\b/g, 'plc')
    .replace(/\blimited\b/g, 'ltd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
