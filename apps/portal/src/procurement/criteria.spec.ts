import {
  changedCriteria,
  changedMeanwhile,
  changesThatStand,
  evenWeights,
  readShown,
  removedMeanwhile,
  shownAfter,
  shownText,
  typedOrStanding,
} from './criteria';

const requirement = (id: string, kind: 'GATE' | 'SCORED', weight: number | null) => ({
  id,
  ref: id,
  text: '',
  kind,
  weight,
  minimumStrength: 'ASSERTION' as const,
  version: 3,
});
const typed = (id: string, kind: string, weight: string) => ({ id, kind, weight, minimumStrength: 'ASSERTION' });
/** What a form carries that was shown with these requirements. */
const shownWith = (requirements: readonly ReturnType<typeof requirement>[]) =>
  new Map(
    requirements.flatMap((one) => [readShown(shownText(one))].flatMap((read) => (read ? [[one.id, read] as const] : []))),
  );

describe('the criteria page', () => {
  it('shares a hundred out evenly, to the hundredth', () => {
    const weights = evenWeights(
      ['a', 'b', 'c'].map((id) => requirement(id, 'SCORED', null)).concat(requirement('g', 'GATE', null)),
    );
    expect([...weights]).toEqual([
      ['a', 33.34],
      ['b', 33.33],
      ['c', 33.33],
    ]);
  });

  it('knows what the form itself may have saved: all that it asks for counts as it says, and moved on since', () => {
    const before = [requirement('a', 'SCORED', 50), requirement('b', 'SCORED', 50), requirement('c', 'GATE', null)];
    const asked = [typed('a', 'SCORED', '60'), typed('b', 'SCORED', '40'), typed('c', 'GATE', '')];
    const shown = shownWith(before);
    const [a, b, c] = [{ ...before[0], weight: 60, version: 4 }, { ...before[1], weight: 40, version: 4 }, before[2]];
    const ids = (now: typeof before, said = asked) =>
      changesThatStand(now, said, shown).map(({ requirementId }) => requirementId);
    expect(ids([a, b, c])).toEqual(['a', 'b']);
    expect(changesThatStand([a, b, c], asked, shown)).toEqual(changedCriteria(before, asked, shown, () => undefined));
    expect(ids(before)).toEqual([]);
    expect(ids([a, { ...b, weight: 30 }, c])).toEqual([]);
    expect(ids([a, c])).toEqual([]);
    expect(ids([a, b, c], [asked[0], typed('b', 'SCORED', 'x'), asked[2]])).toEqual([]);
  });

  it('sends what was changed and nothing else', () => {
    const wrong: string[] = [];
    const requirements = [
      requirement('a', 'SCORED', 5),
      requirement('b', 'SCORED', 5),
      requirement('c', 'SCORED', 5),
      requirement('d', 'GATE', null),
    ];
    const changes = changedCriteria(
      requirements,
      [typed('a', 'SCORED', '5'), typed('b', 'GATE', '5'), typed('c', 'SCORED', '7.5'), typed('d', 'SCORED', 'x')],
      shownWith(requirements),
      (id, problem) => wrong.push(`${id} ${problem}`),
    );
    expect(changes.map(({ requirementId, kind, weight }) => [requirementId, kind, weight])).toEqual([
      ['b', 'GATE', undefined],
      ['c', 'SCORED', 7.5],
      ['d', 'SCORED', undefined],
    ]);
    expect(wrong).toEqual(['d weightWrong']);
  });

  it('says that a scored requirement needs a weight, where one was taken out', () => {
    const wrong: string[] = [];
    const requirements = [requirement('a', 'SCORED', 5), requirement('b', 'SCORED', null)];
    changedCriteria(
      requirements,
      [typed('a', 'SCORED', ''), typed('b', 'SCORED', '')],
      shownWith(requirements),
      (id, problem) => wrong.push(`${id} ${problem}`),
    );
    expect(wrong).toEqual(['a weightMissing']);
  });

  it('takes no weight that was typed for a gate, and keeps it to be looked at; the one from when it was scored goes', () => {
    const wrong: string[] = [];
    const requirements = [requirement('a', 'GATE', null), requirement('b', 'SCORED', 5), requirement('c', 'SCORED', 5)];
    const sent = [typed('a', 'GATE', '20'), typed('b', 'GATE', '7'), typed('c', 'GATE', '5')];
    const shown = shownWith(requirements);
    const changes = changedCriteria(requirements, sent, shown, (id, problem) => wrong.push(`${id} ${problem}`));
    expect(changes.map(({ requirementId, weight }) => [requirementId, weight])).toEqual([['c', undefined]]);
    expect(wrong).toEqual(['a gateWeight', 'b gateWeight']);
    expect(typedOrStanding(requirements, sent, shown)).toEqual(sent);
  });

  it('leaves alone what somebody else changed meanwhile, and refuses what both changed', () => {
    const before = ['a', 'b', 'c', 'd'].map((id) => requirement(id, 'SCORED', 25));
    const now = [
      { ...requirement('a', 'SCORED', 10), version: 4 },
      { ...requirement('b', 'SCORED', 40), version: 4 },
      { ...requirement('c', 'SCORED', 30), version: 4 },
      requirement('d', 'SCORED', 25),
    ];
    const sent = [
      typed('a', 'SCORED', '25'),
      typed('b', 'SCORED', '35'),
      typed('c', 'SCORED', '30'),
      typed('d', 'SCORED', '20'),
    ];
    const wrong: string[] = [];
    const changes = changedCriteria(now, sent, shownWith(before), (id, problem) => wrong.push(`${id} ${problem}`));
    expect(changes).toEqual([
      { requirementId: 'd', expectedVersion: 3, kind: 'SCORED', minimumStrength: 'ASSERTION', weight: 20 },
    ]);
    expect(wrong).toEqual(['b overtaken']);
    expect(typedOrStanding(now, sent, shownWith(before)).map(({ weight }) => weight)).toEqual(['10', '35', '30', '20']);
    expect(changedMeanwhile(now, shownWith(before)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('names what somebody else removed meanwhile, with what was typed for it', () => {
    const before = [requirement('a', 'SCORED', 50), requirement('Lot 1, b', 'SCORED', 50), requirement('c', 'GATE', null)];
    const sent = [typed('a', 'SCORED', '60'), typed('Lot 1, b', 'SCORED', '4O')];
    expect(removedMeanwhile([before[0]], sent, shownWith(before))).toEqual([
      { ref: 'Lot 1, b', kind: 'SCORED', minimumStrength: 'ASSERTION', weight: '4O' },
      { ref: 'c', kind: 'GATE', minimumStrength: 'ASSERTION', weight: '' },
    ]);
    expect(removedMeanwhile(before, sent, shownWith(before))).toEqual([]);
  });

  it('knows in which versions the requirements stand once its own changes are saved', () => {
    const before = [requirement('a', 'SCORED', 50), requirement('b', 'SCORED', 50), requirement('c', 'SCORED', null)];
    const sent = [typed('a', 'GATE', '50'), typed('b', 'SCORED', '50'), typed('c', 'SCORED', '50')];
    const changes = changedCriteria(before, sent, shownWith(before), () => undefined);
    const after = [...shownAfter(shownWith(before), changes).values()];
    expect(after.map(({ ref, kind, weight, version }) => [ref, kind, weight, version])).toEqual([
      ['a', 'GATE', null, 4],
      ['b', 'SCORED', 50, 3],
      ['c', 'SCORED', 50, 4],
    ]);
  });

  it('takes nothing for what it was shown with that it did not carry', () => {
    for (const text of ['', '3', 'x SCORED ASSERTION 5', '3 SCORED', '3 KIND ASSERTION 5']) expect(readShown(text)).toBeNull();
    for (const weight of [33.34, null]) {
      const { kind, version, minimumStrength } = requirement('a', 'SCORED', weight);
      const shown = { kind, weight, version, minimumStrength, ref: 'Lot 1, a' };
      expect(readShown(shownText(shown))).toEqual(shown);
    }
  });
});
