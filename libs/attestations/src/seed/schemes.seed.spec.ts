import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { readForm } from '../attestation/scheme-form';
import type { SchemeField } from '../scheme/attestation-scheme.entity';

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

  it('are filled in by the demonstration as their forms ask', () => {
    const schemes = read<{ code: string; fields: SchemeField[] }[]>('schemes.json');
    const attestations = read<{ scheme: string; fields?: Record<string, string[]> }[]>('../demonstration/attestations.json');
    const problems = attestations.flatMap(
      ({ scheme, fields = {} }) =>
        readForm(
          schemes.find(({ code }) => code === scheme)?.fields ?? [],
          Object.entries(fields).map(([name, values]) => ({ name, values })),
        ).problems,
    );
    expect(problems).toEqual([]);
  });
});
