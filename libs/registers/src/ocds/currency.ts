const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** The code of a currency, however it is capitalised; null for whatever is none. @source ISO 4217 */
export function readCurrency(code: string | null | undefined): string | null {
  return code && CURRENCIES.has(code.toUpperCase()) ? code.toUpperCase() : null;
}
