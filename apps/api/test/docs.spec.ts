import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { ATTESTATION, ATTESTATION_REMINDERS } from '#attestations';
import { CHAIN_CHECK, HEAD_SIGNING } from '#audit';
import { ACCOUNT_REQUEST, ACCOUNT_REQUEST_ERASING, CLAIM, PAGE_REQUEST } from '#directory';
import { ENDED_SIGN_INS } from '#identity';
import { FIGURES, IMPORT, JOIN, MARKET_REFRESH, MEASURES, MeasureDefinition, RELEASE } from '#market';
import {
  GRAPHQL_STATUS,
  HTTP_STATUS,
  OUR_FAULT,
  ERASED_FILES,
  QUARANTINE_SWEEP,
  repositoryRoot,
  StateMachine,
  VARIABLES,
} from '#platform';
import { CANDIDATE, INVITATION, PACK_MAKING, PROCUREMENT, RETENTION_REMINDERS, WATCH_REMINDERS } from '#procurement';
import { TestApi } from './harness';

const docs = (file: string): string => join(repositoryRoot(), 'docs', file);

/** A table of moves, as a person reads it. */
function drawn({ thing, initial, moves }: StateMachine<string>): string {
  const rows = Object.entries(moves).map(
    ([from, to]) => `| \`${from}\` | ${to.length === 0 ? 'final' : to.map((state) => `\`${state}\``).join(', ')} |`,
  );
  const title = thing.charAt(0).toUpperCase() + thing.slice(1);
  return [`### ${title}`, '', `Begins as \`${initial}\`.`, '', '| from | to |', '|---|---|', ...rows].join('\n');
}

/** Puts what is generated between its marks; with UPDATE_DOCS=1 also into the file. */
function generated(file: string, mark: string, text: string): { there: string; wanted: string } {
  const there = readFileSync(docs(file), 'utf8');
  const wanted = there.replace(
    new RegExp(`(<!-- ${mark} -->\\n)[^]*?(<!-- /${mark} -->)`),
    (_, open: string, close: string) => `${open}${text}\n${close}`,
  );
  if (process.env.UPDATE_DOCS === '1') writeFileSync(docs(file), wanted);
  return { there: process.env.UPDATE_DOCS === '1' ? wanted : there, wanted };
}

/** Codes that the API's source gives errors by their names. */
function codesInSource(): string[] {
  const files = [
    'apps/api/src',
    ...readdirSync(join(repositoryRoot(), 'libs')).map((library) => `libs/${library}/src`),
  ].flatMap((folder) =>
    readdirSync(join(repositoryRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(repositoryRoot(), folder, name), 'utf8')),
  );
  const named = files.flatMap((text) => [...text.matchAll(/(?:extensions: \{ code: |new Refusal\(\s*)'([A-Z_]+)'/g)]);
  return [...new Set(named.map(([, code]) => code))];
}

describe('the docs', () => {
  it('draw the state machines as they are', () => {
    const machines = [
      PROCUREMENT,
      CANDIDATE,
      INVITATION,
      ATTESTATION,
      CLAIM,
      PAGE_REQUEST,
      ACCOUNT_REQUEST,
      IMPORT,
      JOIN,
      RELEASE,
      CHAIN_CHECK,
      PACK_MAKING,
    ] as unknown as StateMachine<string>[];
    const { there, wanted } = generated('domain.md', 'states', `\n${machines.map(drawn).join('\n\n')}\n`);
    expect(there).toBe(wanted);
  });

  it('list every variable of the configuration', () => {
    const rows = Object.entries(VARIABLES).map(([name, what]) => `| \`${name}\` | ${what} |`);
    const { there, wanted } = generated(
      'operations.md',
      'variables',
      ['', '| variable | what it is for (default) |', '|---|---|', ...rows, ''].join('\n'),
    );
    expect(there).toBe(wanted);
  });

  it('say of every job that runs by the clock what it does', () => {
    const rows = [...readFileSync(docs('operations.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \| \S.* \| \S.* \|$/gm)];
    const reminders = [ATTESTATION_REMINDERS, RETENTION_REMINDERS, WATCH_REMINDERS];
    const jobs = [
      ...reminders,
      ACCOUNT_REQUEST_ERASING,
      ENDED_SIGN_INS,
      ERASED_FILES,
      HEAD_SIGNING,
      MARKET_REFRESH,
      QUARANTINE_SWEEP,
    ];
    expect(rows.map(([, job]) => job).sort()).toEqual([...jobs].sort());
  });

  it('say of every code of an error what it means, its status, and what a client does', () => {
    const rows = [...readFileSync(docs('api.md'), 'utf8').matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| \S.* \| \S.* \|$/gm)];
    const told = Object.fromEntries(rows.map(([, code, status]) => [code, Number(status)]));
    expect(told).toEqual({ ...HTTP_STATUS, ...GRAPHQL_STATUS, [OUR_FAULT]: 500 });
    // Persisted queries are on, and which operation is meant is asked before Apollo does.
    const neverSent = ['PERSISTED_QUERY_NOT_SUPPORTED', 'OPERATION_RESOLUTION_FAILURE'];
    expect(Object.keys(told).concat(neverSent)).toEqual(expect.arrayContaining(Object.values(ApolloServerErrorCode)));
    expect(Object.keys(told)).toEqual(expect.arrayContaining(codesInSource()));
  });

  it('define every measure of the market', () => {
    const definitions: [string, MeasureDefinition][] = Object.entries({ ...MEASURES, ...FIGURES });
    const parts = definitions.flatMap(([code, { label, unit, formula, source, caveat }]) => [
      `### ${label}`,
      '',
      `\`${code}\`. Unit: ${unit}.`,
      '',
      `- **Formula.** ${formula}`,
      `- **Source.** ${source}`,
      `- **Caveat.** ${caveat}`,
      '',
    ]);
    const { there, wanted } = generated('measures.md', 'definitions', ['', ...parts].join('\n'));
    expect(there).toBe(wanted);
  });

  describe('of the API', () => {
    let api: TestApi;
    beforeAll(async () => {
      api = await TestApi.start();
    });
    afterAll(() => api.stop());

    const text = readFileSync(docs('api.md'), 'utf8');
    const examples = [...text.matchAll(/[Aa]s (anybody|\S+@\S+?):\n\n```graphql\n([^]*?)```/g)].map(([, who, query]) => [
      query.split('\n')[1].trim(),
      who,
      query,
    ]);

    it('have an example of each thing that they explain', () => {
      expect(examples).toHaveLength([...text.matchAll(/```graphql/g)].length);
      expect(examples.length).toBeGreaterThanOrEqual(7);
    });

    it.each(examples)('%s', async (_first, who, query) => {
      const { data, errors } = await api.send<Record<string, unknown>>(who === 'anybody' ? null : who, query);
      expect(errors).toEqual([]);
      expect(Object.values(data).every((value) => value !== null)).toBe(true);
    });
  });
});
