import fc from 'fast-check';
import { canMove, move } from '#platform';
import { ATTESTATION, ATTESTATION_STATES } from './attestation.states';

const state = fc.constantFrom(...ATTESTATION_STATES);

describe('the states of an attestation', () => {
  it('refuse every move that the table does not list, and name where it may go instead', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        if (canMove(ATTESTATION, from, to)) return expect(move(ATTESTATION, from, to)).toBe(to);
        const [at, next] = [ATTESTATION.called[from], ATTESTATION.called[to]];
        return expect(() => move(ATTESTATION, from, to)).toThrow(
          `The attestation stands at “${at}” and cannot go to “${next}”.`,
        );
      }),
    );
  });

  it('lead to VERIFIED by way of SUBMITTED alone, whatever moves are tried', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 30 }), (tried) => {
        const path = [ATTESTATION.initial];
        for (const next of tried) if (canMove(ATTESTATION, path[path.length - 1], next)) path.push(next);
        path.forEach((reached, index) => {
          if (reached === 'VERIFIED') expect(path[index - 1]).toBe('SUBMITTED');
        });
      }),
    );
  });

  it('can all be reached from a draft, and end in WITHDRAWN and SUPERSEDED', () => {
    const reached = new Set([ATTESTATION.initial]);
    for (const from of reached) ATTESTATION.moves[from].forEach((to) => reached.add(to));
    expect([...reached].sort()).toEqual([...ATTESTATION_STATES].sort());
    expect(ATTESTATION_STATES.filter((from) => ATTESTATION.moves[from].length === 0)).toEqual(['WITHDRAWN', 'SUPERSEDED']);
  });
});
