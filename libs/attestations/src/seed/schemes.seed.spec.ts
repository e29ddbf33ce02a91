import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

const read = <T>(file: string): T => JSON.parse(readFileSync(join(repositoryRoot(), 'seed/guidance', file), 'utf8')) as T;

describe('the schemes that come with the product', () => {
  it('evidence items of the collection that comes with them', () => {
    const { documents } = read<{ documents: { items: { id: string }[] }[] }>('guidance.json');
    const codes = new Set(documents.flatMap(({ items }) => items.map(({ id }) => id)));
    const schemes = read<{ code: string; evidences: { item: string }[] }[]>('schemes.json');
    const unknown = schemes.flatMap(({ code, evidences }) =>
      evidences.filter(({ item }) => !codes.has(item)).map(({ item }) => `${code}: ${item}`),
    );
    expect(unknown).toEqual([]);
  });
});
