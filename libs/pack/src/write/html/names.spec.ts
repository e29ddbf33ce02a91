import type { ChainEvent } from '../../chain/chain';
import type { PackContents } from '../../contents';
import type { JsonValue } from '../../json';
import { fictionalContents } from '../../testing/fictional-pack';
import { indexPage } from './index.page';

/** The page of the made-up procurement to whose record some events were added, on one line. */
function pageWith(...events: Pick<ChainEvent, 'action' | 'subject' | 'detail'>[]): string {
  const contents = fictionalContents();
  const [first, ...rest] = contents.audit.events;
  const added = events.map((event) => ({ ...first, ...event }));
  return oneLine({ ...contents, audit: { ...contents.audit, events: [first, ...rest, ...added] } });
}

function oneLine(contents: PackContents): string {
  return indexPage(contents).replace(/\s+/g, ' ');
}

function sectionOf(page: string, id: string): string {
  return new RegExp(`<h2 id="${id}">.*?</section>`).exec(page)?.[0] ?? '';
}

const on = (type: string, id: string, action: string, detail: JsonValue = {}) => ({ action, subject: { type, id }, detail });

describe('a page that is read without a server', () => {
  it('names the suppliers who declined or were asked for changes, whose events have the id of an invitation alone', () => {
    const page = pageWith(
      on('Invitation', 'invitation-candidate-2', 'invitation.declined', { reason: 'We have no engineers free.' }),
      on('Invitation', 'invitation-candidate-3', 'changes.requested', {
        wanted: 'Sign it.',
        dueAt: '2026-02-25T12:00:00.000Z',
      }),
    );
    const requests = sectionOf(page, 'requests');
    expect(requests).toMatch(/<td>Lumen Example Ltd<\/td><td><p[^>]*>We have no engineers free\./);
    expect(requests).toMatch(/<td>Nadir Example Ltd<\/td><td>25 February 2026, 12:00 UTC<\/td>/);
  });

  it('says in the record what each event was on, by the name that the page gives it', () => {
    const record = sectionOf(
      pageWith(
        on('Requirement', 'requirement-R2', 'requirement.changed', { procurement: 'procurement-1' }),
        on('Invitation', 'invitation-candidate-2', 'invitation.opened'),
      ),
      'audit',
    );
    expect(record).toMatch(/procurement\.created<\/.*?<td>The procurement<\/td>/);
    expect(record).toMatch(/search\.locked<\/.*?<td>The locked search<\/td>/);
    expect(record).toMatch(/supplier\.shortlisted<\/.*?<td>Umbra Example Ltd<\/td>/);
    expect(record).toMatch(/answer\.assessed<\/.*?<td>Requirement R1, Umbra Example Ltd<\/td>/);
    expect(record).toMatch(/requirement\.changed<\/.*?<td>Requirement R2<\/td>/);
    expect(record).toMatch(/invitation\.opened<\/.*?<td>Lumen Example Ltd<\/td>/);
  });

  it('says in the record in plain words what was done, and what more an event names', () => {
    const record = sectionOf(
      pageWith(
        on('Procurement', 'procurement-1', 'requirements.added', { refs: ['R2', 'R3'] }),
        on('Requirement', 'requirement-R2', 'guidance.accepted', { item: 'EX-1', note: null }),
        on('Procurement', 'procurement-1', 'requirement.removed', { ref: 'R4', text: 'It shall be blue.' }),
        on('Procurement', 'procurement-1', 'something.new'),
      ),
      'audit',
    );
    expect(record).toMatch(/<td>The search for suppliers was locked <code>search\.locked<\/code><\/td>/);
    expect(record).toMatch(/<code>requirements\.added<\/code><\/td><td>The procurement: R2, R3<\/td>/);
    expect(record).toMatch(/<code>guidance\.accepted<\/code><\/td><td>Requirement R2: EX-1<\/td>/);
    expect(record).toMatch(/<code>requirement\.removed<\/code><\/td><td>The procurement: R4<\/td>/);
    expect(record).toMatch(/<code>response\.submitted<\/code><\/td><td>Umbra Example Ltd: submission 1<\/td>/);
    expect(record).toMatch(/<td> ?<code>something\.new<\/code><\/td>/);
  });

  it('has no id in the place of a name', () => {
    const page = pageWith(on('Invitation', 'invitation-candidate-2', 'invitation.closed', { why: 'Assessment has ended.' }));
    const { candidates, invitations, requirements, lockedSearch } = fictionalContents();
    const ids = [...candidates, ...(invitations ?? []), ...requirements].map(({ id }) => id);
    for (const id of [...ids, ...(lockedSearch?.results ?? []).map(({ supplierId }) => supplierId)])
      expect(page).not.toMatch(new RegExp(`[>\\s]${id}\\b`));
  });

  it('calls guidance and schemes by their names, and by their codes where a pack has those alone', () => {
    const contents = fictionalContents();
    expect(sectionOf(oneLine(contents), 'guidance')).toContain('The example guide');
    expect(sectionOf(oneLine(contents), 'answers')).toContain('Attestation: The example scheme');
    const { documentTitle: _title, ...pin } = contents.guidance[0];
    const [{ schemeName: _name, ...attestation }] = contents.answers[0].attestations;
    const answers = [{ ...contents.answers[0], attestations: [attestation] }];
    const before = oneLine({ ...contents, guidance: [pin], answers });
    expect(sectionOf(before, 'guidance')).toMatch(/>EXAMPLE-GUIDE<.*>EXAMPLE-GUIDE</);
    expect(sectionOf(before, 'answers')).toContain('Attestation: EXAMPLE-SCHEME');
  });

  it('gives the kind and the id of what stands nowhere else on it', () => {
    const record = sectionOf(pageWith(on('Requirement', 'requirement-R9', 'requirement.changed')), 'audit');
    expect(record).toContain('Requirement <code>requirement-R9</code>');
  });
});
