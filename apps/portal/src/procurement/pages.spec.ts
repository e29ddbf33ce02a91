import type { FastifyReply } from 'fastify';
import { FormErrors } from '../form/form-errors';
import { Assets } from '../page/assets';
import { Messages } from '../page/messages';
import { Views } from '../page/views';
import type { Visit } from '../page/visit';

const messages = new Messages();
const views = new Views(new Assets(), messages);
const visit = { language: 'en', t: messages.in('en'), viewer: null, formToken: 'x', address: '/', pageAddress: '/' } as Visit;

/** The words of a page of a procurement. */
async function said(part: string, procurement: object, context: object): Promise<string> {
  let page = '';
  const reply = {
    status: () => reply,
    header: () => reply,
    send: (text: string) => {
      page = text;
    },
  };
  const head = { id: 'prc_1', reference: 'P-1', title: 'Lamps (invented)', ...procurement };
  const whole = { visit, part, home: '/procurements/prc_1', errors: new FormErrors(), mayEdit: true, procurement: head };
  await views.send(reply as unknown as FastifyReply, `procurement/${part}`, { ...whole, ...context });
  return page
    .slice(page.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the page of the contract', () => {
  const closable = { mayClose: true, isWatched: true, watches: [] };

  it('says of a decision for nobody that it can be closed, and nothing of a contract that is over', async () => {
    const words = await said('contract', { stage: 'DECIDED', decision: { candidate: null } }, { ...closable, winner: null });
    expect(words).toContain('The decision awarded no contract, so there is none to record.');
    expect(words).toContain('You can close it: nothing more is done with it.');
    expect(words).not.toContain('once the contract is over');
  });

  it('says of an award to close it once the contract is over', async () => {
    const winner = { name: 'Halden Vision' };
    const decision = { candidate: { supplier: winner } };
    expect(await said('contract', { stage: 'DECIDED', decision }, { ...closable, winner })).toContain(
      'once the contract is over',
    );
  });
});

describe('the page of the matches', () => {
  it.each([
    ['EVIDENCE', false, 77, 300, '77 of 300 requirements were left undecided'],
    ['CANCELLED', false, 1, 300, '1 of 300 requirements was left undecided'],
    ['CANCELLED', false, 1, 1, 'The only requirement was left undecided'],
    ['SOURCING', true, 77, 300, '77 of 300 requirements are left to decide'],
    ['SOURCING', true, 1, 2, '1 of 2 requirements is left to decide'],
    ['SOURCING', true, 1, 1, 'The only requirement is left to decide'],
    ['SOURCING', true, 0, 1, 'Nothing is left to decide on the only requirement'],
    ['CANCELLED', false, 0, 2, 'Nothing is left to decide on 2 requirements'],
  ])('of a procurement at %s (open: %s) with %i of %i undecided says “%s”', async (stage, isOpen, open, total, sentence) => {
    const views = [{ view: 'open', count: open }];
    const words = await said('matches', { stage }, { isOpen, open, total, views, view: 'open', requirements: [] });
    expect(words).toContain(sentence);
    expect(words).toContain(isOpen ? 'To decide (' : 'Left undecided (');
  });
});

describe('the page to cancel', () => {
  it.each([
    ['CANCELLED', true, 'This procurement is cancelled already.'],
    ['CLOSED', true, 'This procurement is closed, and can no longer be cancelled.'],
    ['SOURCING', false, 'An editor can cancel this procurement.'],
  ])('has no form where it cannot be (%s)', async (stage, isOver, sentence) => {
    const words = await said('cancel', { stage }, { isOver, mayCancel: false, winner: null });
    expect(words).toContain(sentence);
    expect(words).not.toContain('Why it is cancelled');
  });
});
