/** Names of licences by their addresses: names, which no language changes. */
const NAMES: Readonly<Record<string, string>> = {
  'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/': 'Open Government Licence v3.0',
  'https://opensource.org/license/mit': 'MIT licence',
  'http://data.europa.eu/eli/dec/2011/833/oj': 'Commission Decision 2011/833/EU on reuse',
};

/** What a licence is called; its address where it has no name here. */
export function licenceName(url: string): string {
  return NAMES[url] ?? url;
}
