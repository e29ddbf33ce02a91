/** A code of the Common Procurement Vocabulary 2008. */
export interface CpvCode {
  code: string;
  /** The check digit as written; null when it was left out. */
  checkDigit: string | null;
}

/** Reads `34971000` or `34971000-4`; null when it is neither. Whether CPV 2008 has the code, the catalogue knows. */
export function readCpvCode(text: string): CpvCode | null {
  const match = /^(\d{8})(?:-(\d))?$/.exec(text.trim());
  return match === null ? null : { code: match[1], checkDigit: match[2] ?? null };
}

/** Whether `code` lies under `ancestor`: CPV says it by its leading digits. */
export function isUnder(code: string, ancestor: string): boolean {
  return code.startsWith(ancestor.replace(/0+$/, '').padEnd(2, '0'));
}
