import fc from 'fast-check';
import { canMove, IllegalTransition, move } from '#platform';
import { deadlineOf, mustBeExtendable, mustBeInTime, mustBeOver, mustLieAhead } from './deadline';
import { afterSaving, ANSWERABLE, INVITATION, INVITATION_STATES, type InvitationState } from './invitation.states';

describe('an invitation', () => {
  it('never comes out of CLOSED or DECLINED, and is declined by nobody who has submitted', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...INVITATION_STATES), { maxLength: 12 }), (wanted) => {
        let state = INVITATION.initial;
        const path = [state];
        for (const next of wanted) if (canMove(INVITATION, state, next)) path.push((state = move(INVITATION, state, next)));
        for (const end of ['CLOSED', 'DECLINED'] as const) expect(path.slice(0, -1)).not.toContain(end);
        if (path.includes('SUBMITTED')) expect(path).not.toContain('DECLINED');
      }),
    );
  });

  it('that was submitted stays so while answers are saved, so that what was submitted stands', () => {
    expect(ANSWERABLE.map((state) => afterSaving(state))).toEqual([
      'IN_PROGRESS',
      'IN_PROGRESS',
      'SUBMITTED',
      'CHANGES_REQUESTED',
    ]);
  });
});

describe('a deadline', () => {
  const dueAt = new Date('2026-12-01T12:00:00.000Z');
  const changesDueAt = new Date('2026-12-10T17:30:15.000Z');
  const invitation = { state: 'OPENED' as const, dueAt, changesDueAt };

  it('is the same for all, but for the one whom the buyer has asked for changes', () => {
    expect(deadlineOf(invitation)).toBe(dueAt);
    expect(deadlineOf({ ...invitation, state: 'CHANGES_REQUESTED' })).toBe(changesDueAt);
  });

  it('has passed at its very instant: what closes for the supplier opens for the buyer, with no gap and no overlap', () => {
    const instants = fc.date({ min: new Date('2026-11-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.oneof(instants, fc.constant(dueAt)), (now) => {
        const refused = (check: () => void): boolean => {
          try {
            check();
            return false;
          } catch (error) {
            expect(error).toBeInstanceOf(IllegalTransition);
            return true;
          }
        };
        const supplier = refused(() => mustBeInTime(invitation, now, 'Saving an answer'));
        const buyer = refused(() => mustBeOver(dueAt, now, 'Asking for changes'));
        expect(supplier).toBe(!buyer);
      }),
    );
  });

  it('is given in words to whoever is late, and has to lie ahead when it is set', () => {
    const late = new Date('2026-12-11T00:00:00Z');
    expect(() => mustBeInTime(invitation, late, 'Saving an answer')).toThrow('until 1 December 2026 at midday');
    expect(() => mustBeInTime({ ...invitation, state: 'CHANGES_REQUESTED' }, late, 'Saving an answer')).toThrow(
      '10 December 2026 at 5:30:15pm',
    );
    expect(() => mustLieAhead(dueAt, dueAt)).toThrow('1 December 2026 at midday');
  });

  it('that a supplier missed is told with what it can do now, and is not said to be that of all where it is not', () => {
    const late = new Date('2026-12-11T00:00:00Z');
    const said = (state: InvitationState): string => {
      try {
        mustBeInTime({ ...invitation, state }, late, 'Saving an answer');
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(said('SUBMITTED')).toBe(
      'Saving an answer was possible until 1 December 2026 at midday, the deadline for answers. It has passed; nothing was saved. ' +
        'What you submitted stands. If it has to be put right, ask the buyer, who can ask you for changes with a deadline of your own.',
    );
    expect(said('CHANGES_REQUESTED')).toBe(
      'Saving an answer was possible until 10 December 2026 at 5:30:15pm, the deadline of the changes that the buyer asked you for. ' +
        'It has passed; nothing was saved. What you had submitted before stands. If it cannot stand as it is, ask the buyer.',
    );
    for (const state of ['SENT', 'OPENED', 'IN_PROGRESS'] as const)
      expect(said(state)).toMatch(
        /You have submitted nothing\. If something kept you from it, ask the buyer what can still be done\.$/,
      );
  });

  it('that a buyer would put off too late is told with what it can do now', () => {
    expect(() => mustBeExtendable(dueAt, dueAt, 'Extending the deadline')).toThrow(
      'Extending the deadline was possible until 1 December 2026 at midday, when it passed; nothing was saved. ' +
        'A supplier who submitted a response can be asked for changes to it, with a deadline of its own.',
    );
  });

  it('lies within a year when it is set, since it can never be brought back', () => {
    const now = new Date('2026-12-01T12:00:00.000Z');
    expect(() => mustLieAhead(new Date('2027-12-01T12:00:00.000Z'), now)).not.toThrow();
    for (const year of [2028, 2062, 9999])
      expect(() => mustLieAhead(new Date(`${year}-12-01T12:00:00.000Z`), now)).toThrow(
        `1 December ${year} at midday, is more than a year away`,
      );
  });
});
