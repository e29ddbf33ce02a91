import { IllegalTransition } from './errors/refusal';

/** Every state with the states that may follow it. A state that leads nowhere is final. */
export type Moves<State extends string> = { readonly [from in State]: readonly State[] };

/** A state machine is data: the same table decides, is drawn in docs/domain.md and is tested. */
export interface StateMachine<State extends string> {
  readonly thing: string;
  readonly initial: State;
  readonly moves: Moves<State>;
  /** What each state is called, as the portal's pages call it: what is refused is told to a person. */
  readonly called: { readonly [state in State]: string };
}

/** Whether the table allows the move. */
export function canMove<State extends string>(machine: StateMachine<State>, from: State, to: State): boolean {
  return machine.moves[from].includes(to);
}

/**
 * The state after the move.
 *
 * @throws IllegalTransition naming the thing, where it is, where it was to go, and where it may go
 */
export function move<State extends string>(machine: StateMachine<State>, from: State, to: State): State {
  if (canMove(machine, from, to)) return to;
  const next = machine.moves[from];
  const called = (state: State): string => `“${machine.called[state]}”`;
  const may = next.length === 0 ? 'That is its final state.' : `From there it can go to: ${next.map(called).join(', ')}.`;
  throw new IllegalTransition(`The ${machine.thing} stands at ${called(from)} and cannot go to ${called(to)}. ${may}`, {
    from,
    to,
    allowed: next,
  });
}

/** Refuses unless the thing is in one of the states: for what may be done without moving. */
export function mustBe<State extends string>(
  machine: StateMachine<State>,
  state: State,
  allowed: readonly State[],
  what: string,
): void {
  if (allowed.includes(state)) return;
  const called = (one: State): string => `“${machine.called[one]}”`;
  const where = allowed.map(called).join(' or ');
  throw new IllegalTransition(
    `${what} is possible while the ${machine.thing} stands at ${where}; it stands at ${called(state)}.`,
    {
      from: state,
      allowed,
    },
  );
}
