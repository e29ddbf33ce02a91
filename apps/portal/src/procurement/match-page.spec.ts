import { rendered, wordsOf } from '../../test/rendered';
import { ApiRefusal } from '../api/api-client';
import { FormErrors } from '../form/form-errors';
import { decisionsOn, isListed } from './matches';

const item = (code: string, title: string) => ({ code, title, summary: 'What it asks.', document: { title: 'Guide' } });

const match = (code: string, title: string, decided: object = {}) => ({
  status: 'SUGGESTED' as const,
  confidence: 0.8,
  sureness: 'likely',
  decidedAt: null,
  note: null,
  decidedBy: null,
  reasons: [],
  shownAs: code,
  decisions: ['ACCEPT', 'REJECT'],
  item: item(code, title),
  ...decided,
});

/** The page of one requirement with two matches. */
const page = (context: object) =>
  rendered('procurement/match', {
    part: 'match',
    home: '/procurements/prc_1',
    procurement: { id: 'prc_1', reference: 'P-1', title: 'Doors (invented)', stage: 'DRAFT' },
    requirement: {
      id: 'req_1',
      ref: 'R-01',
      text: 'Staff sign in with two factors.',
      withdrawnGuidance: [],
      matchQuestions: [],
      guidance: [match('g.1', 'Identity'), match('g.2', 'Logging')],
    },
    found: null,
    search: '',
    sent: { item: '', note: '' },
    isOpen: true,
    mayEdit: true,
    ...context,
  });

/** The field of the note on an item, with what is typed in it. */
const noteIn = (markup: string, id: string) => new RegExp(`<textarea[^>]* id="${id}"[^>]*>([^<]*)<`).exec(markup)?.[1];

describe('the note on a decision on guidance', () => {
  it('can be written for each item before it is accepted or rejected', async () => {
    const markup = await page({ found: [{ ...item('g.3', 'Updates'), isListed: false }] });
    expect(['note-g.1', 'note-g.2', 'note-g.3'].map((id) => noteIn(markup, id))).toEqual(['', '', '']);
    expect(wordsOf(markup)).toContain('Note on “Identity” (optional)');
  });

  it('is kept at its item, open, where the decision was not taken', async () => {
    const markup = await page({
      sent: { item: 'g.2', note: 'Logs are kept elsewhere.' },
      errors: new FormErrors().add('decide', 'Somebody else has decided.'),
    });
    expect([noteIn(markup, 'note-g.1'), noteIn(markup, 'note-g.2')]).toEqual(['', 'Logs are kept elsewhere.']);
    expect(markup.match(/<details[^>]* open/g)).toHaveLength(1);
  });

  it('says what is wrong with it at its field', async () => {
    const refusal = new ApiRefusal('Not taken', 'BAD_USER_INPUT', [{ path: 'note', message: 'is too long' }]);
    const errors = FormErrors.of(refusal, 'decide', { note: 'note-g.1' });
    expect(wordsOf(await page({ errors }))).toContain('“Note on “Identity” (optional)” is too long');
  });

  it('has one field for each place where an item stands', async () => {
    const markup = await page({ found: [{ ...item('g.1', 'Identity'), isListed: true }] });
    expect(markup.match(/ id="note-g\.1"/g)).toHaveLength(1);
    expect(noteIn(markup, 'found-note-g.1')).toBe('');
  });

  it('is shown with who decided', async () => {
    const decided = { status: 'REJECTED', decidedBy: { name: 'Edmund Vale' }, decidedAt: '2026-10-01T12:00:00Z' };
    const guidance = [match('g.1', 'Identity', { ...decided, note: 'There are no accounts.' })];
    const requirement = { id: 'r', ref: 'R-01', text: 'x', withdrawnGuidance: [], matchQuestions: [], guidance };
    expect(wordsOf(await page({ requirement }))).toMatch(/Decided by Edmund Vale on [^.]*\. There are no accounts\./);
  });
});

describe('how a match can be decided on', () => {
  it.each([
    ['SUGGESTED', ['ACCEPT', 'REJECT']],
    ['ACCEPTED', ['REJECT']],
    ['REJECTED', ['ACCEPT']],
  ] as const)('is not as it stands already: %s', (status, decisions) => {
    expect(decisionsOn({ ...match('g.1', 'Identity'), status })).toEqual(decisions);
  });

  it('is known also of what was found', () => {
    const guidance = [match('g.1', 'Identity')];
    const requirement = {
      id: 'r',
      ref: 'R',
      text: '',
      kind: 'SCORED' as const,
      applicable: true,
      matchQuestions: [],
      withdrawnGuidance: [],
      guidance,
    };
    expect([isListed(requirement, 'g.1'), isListed(requirement, 'g.2')]).toEqual([true, false]);
  });
});
