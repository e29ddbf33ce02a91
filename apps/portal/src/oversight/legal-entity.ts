/**
 * Whether a certificate names the supplier: the same words, whatever their case and marks, and whether Limited is written out.
 *
 * @param names all names that registers and the directory have for the supplier
 */
export function isNamed(legalEntity: string, names: readonly string[]): boolean {
  const sought = plain(legalEntity);
  return sought !== '' && names.some((name) => plain(name) === sought);
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/\bpublic limited company\b/g, 'plc')
    .replace(/\blimited\b/g, 'ltd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
