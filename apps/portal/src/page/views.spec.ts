import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify from 'fastify';
import { type Configuration, repositoryRoot } from '#platform';
import { ApiClient } from '../api/api-client';
import { FormErrors } from '../form/form-errors';
import { nameOf } from '../invitations/answers';
import { Assets } from './assets';
import { Messages } from './messages';
import { Views } from './views';
import { type Viewer, Visit } from './visit';

const VIEWS = join(repositoryRoot(), 'apps/portal/views');

/** A name with every character that a page writes in another way, and that name as a page writes it once. */
const NAME = `R&D <"1" 'q'>`;
const WRITTEN = 'R&amp;D &lt;&quot;1&quot; &#39;q&#39;&gt;';

describe('the pages', () => {
  it('give what `set` has caught as markup alone, since it is escaped already', () => {
    const files = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.njk'));
    const twice = files.flatMap((path) => {
      const view = readFileSync(join(VIEWS, path), 'utf8');
      return caughtIn(view).flatMap((name) => usesAsText(view, name).map((use) => `${path}: ${use}`));
    });
    expect(files.length).toBeGreaterThan(100);
    expect(twice).toEqual([]);
  });

  it('know a text that is caught and then written as text', () => {
    const view = `{% set label %}{{ name }}{% endset %}{{ govukTag({ text: label }) }}{{ govukTag({ html: label }) }}{{ label }}`;
    expect(caughtIn(view).flatMap((name) => usesAsText(view, name))).toEqual(['text: label', '{{ label']);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'invitations/answer',
      {
        isOpen: true,
        earlier: [],
        answer: { requirement: { ref: 'S1', text: NAME, kind: 'SCORED', minimumStrength: 'ASSERTION' }, documents: [] },
        invitation: { procurement: { title: NAME } },
        typed: { statement: NAME, attestationIds: [], documentIds: [], strength: '' },
        attestations: [{ ...attested('VERIFIED'), name: nameOf(attested('VERIFIED')) }],
        strengths: ['ASSERTION'],
        place: 1,
        count: 1,
      },
      `${WRITTEN} (${WRITTEN}), ${WRITTEN}`,
    ],
    [
      'our/attestation-form',
      {
        scheme: { name: NAME, validity: { rule: NAME }, pitfalls: NAME, fields: [] },
        supplier: { products: [{ id: 'product', name: NAME }] },
        replaceable: [attested('EXPIRED')],
        draft: null,
        values: { productId: '', documentIds: [], supersedesId: '', days: { issuedOn: {} }, strength: '' },
        days: ['issuedOn'],
        strengths: ['ASSERTION'],
      },
      `${WRITTEN}, ${WRITTEN}, `,
    ],
    ['our/choose', { schemes: [{ code: 'dpia', name: NAME, kind: 'CERTIFICATION', issuer: NAME }] }, `, ${WRITTEN}`],
    [
      'guidance/item',
      {
        item: {
          code: 'A1',
          title: NAME,
          summary: NAME,
          isCurrent: true,
          theme: 'architecture',
          lifecycleStage: 'design',
          document: { code: 'doc', title: NAME, publisher: NAME, version: NAME, licence: NAME },
          parent: { code: 'A', title: NAME },
          children: [],
          related: [],
          evidencedBy: [],
        },
      },
      `${WRITTEN}`,
    ],
    ['account/account', {}, `${WRITTEN}`],
  ])('write each name on %s once', async (view, context, expected) => {
    const page = await pageOf(view, context);
    expect(page).toContain(expected);
    expect(page).not.toMatch(/&amp;(?:amp|lt|gt|quot|#\d+);/);
    expect(page).not.toContain(NAME);
  });
});

describe('an attestation that was withdrawn', () => {
  const compared = (held: object): Promise<string> =>
    pageOf('suppliers/compare', {
      suppliers: [
        {
          id: 'supplier',
          name: NAME,
          sizeBand: 'SMALL',
          technologies: [],
          sectors: [],
          products: [],
          awards: { totalCount: 0, edges: [] },
        },
      ],
      schemes: [{ code: 'ce', name: NAME, held: [{ ...attested('WITHDRAWN'), ...held }] }],
    });

  it('is marked with the day on which it was, where that was recorded', async () => {
    expect(await compared({ withdrawnAt: '2026-05-03T23:30:00.000Z' })).toMatch(/Withdrawn\s*<\/strong>\s*since 4 May 2026/);
    expect(await compared({ withdrawnAt: null })).not.toMatch(/since \d/);
  });

  it('is marked so on every page that shows how one stands', () => {
    const unmarked = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.njk') && path !== join('parts', 'state.njk'))
      .filter((path) => / state\(t, 'attestation'/.test(readFileSync(join(VIEWS, path), 'utf8')));
    // Of what was submitted or locked, how it stood then.
    expect(unmarked.sort()).toEqual(['procurement/answer-parts.njk', 'procurement/shortlist.njk']);
  });
});

describe('how far judging has come', () => {
  const candidate = { id: 'candidate', supplier: { name: NAME }, state: 'INVITED', count: 0, done: 0, mayHaveAnswered: true };
  const shown = (part: string, context: object): Promise<string> =>
    pageOf(`procurement/${part}`, {
      part,
      home: '/procurements/one',
      procurement: { id: 'one', reference: 'P-1', title: NAME, answersWithheld: null },
      isAsked: true,
      mayEdit: true,
      sealedUntil: null,
      candidates: [candidate],
      doubtful: [],
      open: [],
      atOnce: { count: 0, once: 0 },
      done: 0,
      settled: 0,
      count: 0,
      ...context,
    });

  it.each([
    ['assessment', 'There is no answer to assess', 'You have assessed 0 of 2 answers', 'there is nothing to assess before'],
    ['moderation', 'There is no answer to settle', '0 of 2 answers are settled', 'there is nothing to settle before'],
  ])('is not counted on the page of %s where answers are sealed or none was given', async (part, none, some, sealed) => {
    const counted = await shown(part, { count: 2 });
    expect(counted).toContain(some);
    expect(counted).not.toContain(none);
    const withoutAny = await shown(part, {});
    expect(withoutAny).toContain(none);
    expect(withoutAny).not.toMatch(/\b0 of 0\b/);
    const before = await shown(part, { sealedUntil: '2026-12-01T12:00:00.000Z' });
    expect(before).toContain(`Answers are sealed until 1 December 2026 at midday: ${sealed}`);
    expect(before).not.toMatch(/\b0 of 0\b/);
    const procurement = { id: 'one', reference: 'P-1', title: NAME, answersWithheld: 'SEALED' };
    const cancelled = await shown(part, { procurement });
    expect(cancelled).toContain('so the answers stay sealed');
    expect(cancelled).not.toMatch(/\b0 of 0\b|There is no answer|>No answer</);
  });
});

/** An attestation whose every name is hard to write. */
function attested(status: string) {
  return {
    id: 'attestation',
    scheme: { name: NAME },
    product: { name: NAME },
    reference: NAME,
    status,
    strength: 'ASSERTION',
    expiresOn: '2027-03-01',
  };
}

/** The names of what a view catches with `{% set name %}…{% endset %}`. */
function caughtIn(view: string): string[] {
  return [...view.matchAll(/\{%-?\s*set\s+(\w+)\s*-?%\}/g)].map(([, name]) => name);
}

/** Where a view writes it as text, which is escaped once more: by itself, as the text of a component, or through a function. */
function usesAsText(view: string, name: string): string[] {
  const uses = view.matchAll(new RegExp(`(?:\\b\\w*[tT]ext:|\\{\\{|[(,])\\s*${name}\\b(?!\\s*[:(.=])`, 'g'));
  return [...uses].map(([use]) => use);
}

/** A page as a person at a supplier with a name that is hard to write gets it. */
async function pageOf(view: string, context: Record<string, unknown>): Promise<string> {
  const [messages, api] = [new Messages(), new ApiClient({ portal: { apiUrl: 'http://127.0.0.1:1' } } as Configuration)];
  const views = new Views(new Assets(), messages);
  const viewer: Viewer = {
    user: { id: 'user', name: NAME, email: 'r@example.com' },
    organisation: { id: 'organisation', name: NAME, kind: 'SUPPLIER', provenance: 'DEMONSTRATION' },
    roles: ['ADMIN'],
  };
  const server = fastify();
  server.get('/page', (request, reply) => {
    const person = { viewer, language: 'en' as const, t: messages.in('en'), issueFormToken: () => 'token', token: null };
    return views.send(reply, view, {
      visit: new Visit(request, reply, api, views, person),
      errors: new FormErrors(),
      ...context,
    });
  });
  const { body } = await server.inject('/page');
  await server.close();
  return body;
}
