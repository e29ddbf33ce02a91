/** What came of reading a company number. What cannot be mended is kept as published and says what is wrong. */
export interface CompanyNumber {
  value: string;
  valid: boolean;
  flaw?: string;
}

/**
 * Prefixes that Companies House gives to numbers.
 *
 * @source seed/reference/companies-house-number-prefixes.csv; BR, CE, CS, CU, OE, PC, RS, AL and SG are newer than that list
 */
const PREFIXES = new Set(
  'AC AL BR CE CS CU ES FC FE GE GN GS IC IP LP NA NC NF NI NL NO NP NR NV NZ OC OE PC R0 RC RS SA SC SE SF SG SI SL SO SP SR SZ ZC'.split(
    ' ',
  ),
);

/**
 * Reads a company number as somebody typed it: trimmed, upper-cased, without words and spaces, left-padded to eight digits or to
 * two letters and six. `IP12345R` is a registered society. Nothing is guessed.
 */
export function normaliseCompanyNumber(published: string): CompanyNumber {
  const text = published
    .toUpperCase()
    .replace(/^(COMPANY|REGISTRATION|REGISTERED|REG|NUMBER|NO|CRN|UK|[\s.:#-])+(?=[A-Z]{0,2}\s*\d)/, (words) =>
      /^[A-Z]{2}$/.test(words) && PREFIXES.has(words) ? words : '',
    )
    .replace(/[\s.-]/g, '');
  const digits = /^\d{1,8}$/.exec(text);
  if (digits !== null) return checked(text.padStart(8, '0'));
  const lettered = /^([A-Z]{2}|R0)(\d{1,6})(R?)$/.exec(text);
  if (lettered !== null && PREFIXES.has(lettered[1])) {
    const [, prefix, number, society] = lettered;
    const width = society === 'R' ? 5 : 6;
    if (number.length <= width) return checked(prefix + number.padStart(width, '0') + society);
  }
  return {
    value: published,
    valid: false,
    flaw: `"${published}" is not a company number: eight digits, or two letters and six digits, were expected`,
  };
}

function checked(value: string): CompanyNumber {
  return /^[0]+$/.test(value)
    ? { value, valid: false, flaw: `"${value}" is all zeros, which no company has` }
    : { value, valid: true };
}
