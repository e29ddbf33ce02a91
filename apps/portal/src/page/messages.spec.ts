import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { IN_WELSH, Messages } from './messages';

const portal = join(repositoryRoot(), 'apps/portal');
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

/** Keys that are written out whole in a page or a controller: `t('a.b')`, `t('a.' + …)` gives the part before. */
const keysIn = (text: string): string[] => [...text.matchAll(/\bt\('([\w.-]+)'(?! \+)/g)].map(([, key]) => key);

describe('the words of the portal', () => {
  const messages = new Messages();

  it('are there for every key that pages and controllers name', () => {
    const sources = [
      ...filesIn(join(portal, 'views'), '.njk'),
      ...filesIn(join(portal, 'src'), '.ts').filter((name) => !name.endsWith('.spec.ts')),
    ];
    const missing = sources.flatMap((path) =>
      keysIn(readFileSync(path, 'utf8'))
        .filter((key) => !['', '_one', '_other'].some((ending) => messages.has('en', `${key}${ending}`)))
        .map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('stand in the message files alone: no page has text of its own', () => {
    const stray = filesIn(join(portal, 'views'), '.njk').flatMap((path) => {
      const text = readFileSync(path, 'utf8')
        .replace(/\{#[^]*?#\}|\{%[^]*?%\}|\{\{[^]*?\}\}/g, ' ')
        .replace(/<!--[^]*?-->|<[^>]*>/g, ' ');
      return (text.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => word !== 'Assay').map((word) => `${path}: ${word}`);
    });
    expect(stray).toEqual([]);
  });

  it('are said again with the values that are asked for, whatever was said before', () => {
    const t = messages.in('en');
    const counted = (label: string, count: number): string => t('suppliers.counted', { label, count });
    const first = [counted('Cameras', 1), counted('Cameras', 12), counted('Sensors', 12)];
    expect(new Set(first).size).toBe(3);
    expect([counted('Cameras', 1), counted('Cameras', 12), counted('Sensors', 12)]).toEqual(first);
    for (let count = 0; count < 6000; count += 1) counted('Cameras', count);
    expect([counted('Cameras', 1), counted('Cameras', 12), counted('Sensors', 12)]).toEqual(first);
  });

  it('in Welsh say nothing that English does not have', () => {
    const keys = (value: unknown, path: string): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, path === '' ? key : `${path}.${key}`))
        : [path];
    for (const file of filesIn(join(portal, 'messages/cy'), '.json')) {
      const part = file.replace(/^.*\/|\.json$/g, '');
      const own = keys(JSON.parse(readFileSync(file, 'utf8')), part).map((key) =>
        key.replace(/_(zero|one|two|few|many|other)$/, ''),
      );
      expect(own.filter((key) => !['', '_one', '_other'].some((ending) => messages.has('en', `${key}${ending}`)))).toEqual([]);
    }
  });

  it('are in Welsh on every page that is marked as Welsh, and in what stands around all pages', () => {
    const named = [...IN_WELSH, 'layout'].flatMap((name) => keysIn(readFileSync(join(portal, 'views', `${name}.njk`), 'utf8')));
    const layout = JSON.parse(readFileSync(join(portal, 'messages/en/layout.json'), 'utf8')) as { navigation: object };
    const menu = Object.keys(layout.navigation).map((part) => `layout.navigation.${part}`);
    const missing = [...named, ...menu].filter(
      (key) => !['', '_other'].some((ending) => messages.has('cy', `${key}${ending}`)),
    );
    expect(missing).toEqual([]);
  });
});
