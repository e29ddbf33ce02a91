import { knownParts, regionGroups } from './region-groups';

const region = (code: string, level: number) => ({ code, name: `Region ${code}`, level });
const REGIONS = [
  region('UK', 0),
  ...['TLC', 'TLI'].map((code) => region(code, 1)),
  ...['TLI3', 'TLI4', 'TLC1'].map((code) => region(code, 2)),
  ...['TLI31', 'TLI32', 'TLI41', 'TLC13'].map((code) => region(code, 3)),
];
const groups = (known: string[], chosen: string[] = []) =>
  regionGroups(REGIONS, { known, chosen }).map(({ code, parts }) => [code, ...parts.map((part) => part.code)].join(' '));

describe('regions by which a question is narrowed', () => {
  it('are the widest, each with the narrower ones of which something is known, a region before those in it', () => {
    expect(groups(['TLI31', 'TLI41', 'TLI4', 'TLI3'])).toEqual(['TLC', 'TLI TLI3 TLI31 TLI4 TLI41']);
  });

  it('are also what was chosen, the whole country among it', () => {
    expect(groups([], ['TLC13', 'UK', 'MOON'])).toEqual(['UK', 'TLC TLC13', 'TLI']);
  });

  it('are open where a narrower one was chosen', () => {
    const open = regionGroups(REGIONS, { known: ['TLI31', 'TLC13'], chosen: ['TLC', 'TLI31'] }).filter(({ isOpen }) => isOpen);
    expect(open.map(({ code }) => code)).toEqual(['TLI']);
  });

  it('are known where a table by regions has a row, also one that is withheld', () => {
    const table = (...codes: string[]) => ({ rows: codes.map((code) => ({ key: [{ code }] })) });
    expect(knownParts({ itl2: table('TLI3'), itl3: table('TLI31', 'TLC13') })).toEqual(['TLI3', 'TLI31', 'TLC13']);
  });
});
