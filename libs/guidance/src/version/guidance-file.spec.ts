import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { STAGES, THEMES } from '../item/vocabulary';
import { isRecord } from './file-fields';
import { documentsOf, GuidanceFileUnreadable, readDocument } from './guidance-file';

const shipped = readFileSync(join(repositoryRoot(), 'seed/guidance/guidance.json'), 'utf8');
const none = new Map<string, string | null>();

const item = {
  id: 'inv.1',
  title: 'A title',
  paraphrase: 'What it asks for.',
  theme: 'governance',
  lifecycle_stage: 'plan',
  source_url: null,
  verified: false,
};
const document = {
  id: 'inv',
  title: 'Invented guidance',
  publisher: 'Nobody',
  url: 'https://guidance.example/invented',
  date: '2027',
  licence: 'None',
  role: null,
  notes: '',
  verified: false,
  verified_via: null,
  items: [item],
};

describe('a file of guidance', () => {
  it('that came with the product is understood whole', () => {
    const read = documentsOf(shipped).map((record, index) => readDocument(record, index, none));
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    expect(read.every(({ document: { items } }) => items.length > 0)).toBe(true);
  });

  it('uses the words of the collection for themes and stages', () => {
    const { meta } = JSON.parse(shipped) as { meta: { themes: string[]; lifecycle_stages: string[] } };
    expect([meta.themes, meta.lifecycle_stages]).toEqual([[...THEMES], [...STAGES]]);
  });

  it('is read or refused with a sentence, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((documents) => `{"documents":[${documents}]}`),
        ),
        (text) => {
          try {
            for (const [index, record] of documentsOf(text).entries()) {
              const { problems } = readDocument(record, index, none);
              // What is not guidance at all is never understood by chance.
              expect(problems.length).toBeGreaterThan(0);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(GuidanceFileUnreadable);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has a problem for each value that is changed to another kind, at its own place', () => {
    const fields = Object.keys(item).filter((name) => name !== 'source_url' && name !== 'verified');
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.oneof(fc.integer(), fc.constant([]), fc.constant({ a: 1 })), (name, value) => {
        const { problems } = readDocument({ ...document, items: [{ ...item, [name]: value }] }, 3, none);
        expect(problems).toMatchObject([{ path: `documents[3].items[0].${name}`, field: name, isMendable: true }]);
      }),
    );
  });

  it('names what it does not take over', () => {
    const { ignored } = readDocument({ ...document, colour: 'red', items: [{ ...item, clause: '5.1' }] }, 0, none);
    expect(ignored).toEqual(['colour', 'items.clause']);
  });

  it('has at least one item, and addresses that are addresses', () => {
    expect(readDocument({ ...document, items: [] }, 0, none).problems).toMatchObject([
      { field: 'items', message: 'are missing: a version has at least one item' },
    ]);
    expect(readDocument({ ...document, url: 'javascript:alert(1)' }, 0, none).problems).toMatchObject([{ field: 'url' }]);
  });
});

describe('a mend', () => {
  it('takes the place of what will not do, and of nothing else', () => {
    const mends = new Map([
      ['documents[0].items[0].theme', 'risk'],
      ['documents[0].title', 'Slipped in'],
    ]);
    const read = readDocument({ ...document, items: [{ ...item, theme: 'moon' }] }, 0, mends);
    expect(read.problems).toEqual([]);
    expect([read.document.title, read.document.items[0].theme]).toEqual(['Invented guidance', 'risk']);
  });

  it('that will not do either is told so, with what was put there', () => {
    const read = readDocument({ ...document, date: null }, 0, new Map([['documents[0].date', 'x'.repeat(301)]]));
    expect(read.problems).toMatchObject([{ field: 'date', message: 'is 301 characters long; 300 fit' }]);
  });

  it('leaves an item out where something is wrong with it, and only there', () => {
    const leave = new Map([
      ['documents[0].items[0]', null],
      ['documents[0].items[1]', null],
    ]);
    const read = readDocument({ ...document, items: [7, item, { ...item, id: 'inv.2' }] }, 0, leave);
    expect(read.problems).toEqual([]);
    expect(read.document.items.map(({ code }) => code)).toEqual(['inv.1', 'inv.2']);
  });

  it('is asked for by a path that can be read again', () => {
    const { problems } = readDocument({ items: [{}] }, 0, none);
    expect(problems.filter(({ path }) => !/^documents\[0\](\.items\[0\])?\.[a-z_]+$/.test(path))).toEqual([]);
    expect(isRecord(documentsOf('{"documents":[{}]}')[0])).toBe(true);
  });
});
