/** What came of reading a company number. What cannot be mended is kept as published and says what is wrong. */
export interface CompanyNumber {
  value: string;
  valid: boolean;
  flaw?: string;
}

/**
 * Prefixes that Companies House gives to numbers: the list in seed/reference/companies-house-number-prefixes.csv, and those that are
 * newer than it: BR (UK establishments), CE and CS (charitable incorporated organisations), FE, OE (overseas entities), PC
 * (protected cell companies), RS (registered societies) and SG (Scottish qualifying partnerships).
 */
const PREFIXES = new Set(
  'AC BR CE CS EN ES FC FE GE GN GS IC IP LP NA NC NF NI NL NO NP NR NV NZ OC OE PC R0 RC RS SA SC SE SF SG SI SL SO SP SR SZ ZC'.split(
    ' ',
  ),
);

/** Words that people write before a number. */
const WORDS = /^(?:COMPANY|COMPANIES|HOUSE|REGISTRATION|REGISTERED|REG|NUMBER|NO|CRN|UK|[\s.:#-])+(?=[A-Z]{0,2}\s*\d)/;

/** `NO` is a prefix too (societies of Northern Ireland), so that before one to six digits alone it could be either. */
const WORD_OR_PREFIX = /^NO\s+\d{1,6}$/;

/** Numbers of societies and of some limited partnerships end in letters: IP12345R, SP1234RS, SL01234A. */
const ENDING_IN_LETTERS = /^(?:(?:IP|SP|RS)\d{4}(?:\dR|RS)|SL\d{5}A)$/;

/**
 * Reads a company number as somebody typed it: trimmed, upper-cased, without words and spaces, left-padded to eight digits or to
 * two letters and six. `IP12345R` is a registered society. Nothing is guessed.
 */
export function normaliseCompanyNumber(published: string): CompanyNumber {
  // NFKC reads the wide digits of some keyboards as digits.
  const typed = published.normalize('NFKC').toUpperCase().trim();
  if (WORD_OR_PREFIX.test(typed))
    return flawed(
      published,
      `"${published}" can be read as the number itself or with NO as its prefix; write all eight characters`,
    );
  const text = (/^NO\d/.test(typed) ? typed : typed.replace(WORDS, '')).replace(/[\s.-]/g, '');
  if (/^\d{1,8}$/.test(text)) return checked(published, text.padStart(8, '0'));
  if (ENDING_IN_LETTERS.test(text)) return checked(published, text);
  const society = /^IP(\d{1,5})R$/.exec(text);
  if (society !== null) return checked(published, `IP${society[1].padStart(5, '0')}R`);
  const lettered = /^([A-Z]{2}|R0)(\d{1,6})$/.exec(text);
  if (lettered !== null && PREFIXES.has(lettered[1])) return checked(published, lettered[1] + lettered[2].padStart(6, '0'));
  return flawed(
    published,
    `"${published}" is not a company number: eight digits, or two letters and six digits, were expected`,
  );
}

function checked(published: string, value: string): CompanyNumber {
  if (/^[A-Z]{0,2}0+[A-Z]{0,2}$/.test(value)) return flawed(published, `"${published}" is all zeros, which no company has`);
  return { value, valid: true };
}

function flawed(published: string, flaw: string): CompanyNumber {
  return { value: published, valid: false, flaw };
}
