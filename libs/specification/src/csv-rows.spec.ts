import { found } from './testing/office-files';

const rows = 'Ref;Requirement\r\nR-1;Keep the “café” logs – all of them\r\nR-2;Lock cabinets, and seal them\r\n';
const expected = [
  ['R-1', 'Keep the “café” logs – all of them'],
  ['R-2', 'Lock cabinets, and seal them'],
];
/** Text in Windows-1252, as Excel saves a CSV. */
const windows1252 = (text: string): Buffer =>
  Buffer.from(text.replaceAll('“', '\u0093').replaceAll('”', '\u0094').replaceAll('–', '\u0096'), 'latin1');

describe('a list of values', () => {
  it.each([
    ['in UTF-8', Buffer.from(rows)],
    ['in UTF-8 with its mark', Buffer.from(`\ufeff${rows}`)],
    ['in Windows-1252', windows1252(rows)],
    ['in UTF-16 with tabs, as Excel saves text', Buffer.from(`\ufeff${rows.replaceAll(';', '\t')}`, 'utf16le')],
    ['with commas and quotation marks', Buffer.from(`\ufeff${rows.replace(/;(.*)\r/g, ',"$1"\r')}`)],
    ['whose mark stands before a quotation mark', Buffer.from(`\ufeff${rows.replace('Ref;', '"Ref";')}`)],
    ['with lines that end as on old computers', Buffer.from(rows.replaceAll('\r\n', '\r'))],
    ['that names its delimiter', Buffer.from(`sep=;\r\n${rows}`)],
  ])('is read %s', async (_, source) => {
    expect(await found(source, 'text/csv')).toEqual(expected);
  });

  it('is read without what is not seen of its words', async () => {
    const source = '\u200bRef,Requirement\n\ufeffR\u20111,Keep all in\u00adfor\u00adma\u00adtion tam\u2060per\u2011proof';
    expect(await found(Buffer.from(source), 'text/csv')).toEqual([['R-1', 'Keep all information tamper-proof']]);
  });
});
