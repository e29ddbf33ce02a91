import type { PackContents } from '../contents';
import { fictionalContents } from '../testing/fictional-pack';
import { against, chained, retold, unrecorded, type Deed } from '../testing/forged-pack';

const naming = (words: string | RegExp) => expect.arrayContaining([expect.stringMatching(words)]) as string[];
const another = { id: 'user-9', name: 'Another' };

describe('audit events', () => {
  it('must be there, those of each stage', async () => {
    const contents = fictionalContents();
    expect(await against({ ...contents, audit: { ...contents.audit, events: [] } })).toEqual(
      naming(/^The procurement was decided, and there is no audit event procurement\.created/),
    );
    for (const action of [
      'search.locked',
      'criteria.locked',
      'evidence.requested',
      'responses.opened',
      'procurement.decided',
    ]) {
      const without = await retold((events) => events.filter((event) => event.action !== action));
      expect(without).toEqual(naming(`there is no audit event ${action}`));
    }
    const unsettled = await retold((events) => events.filter(({ action }) => action !== 'assessments.agreed'));
    expect(unsettled).toEqual(naming('Figures were settled, and no audit event tells of it'));
  });

  it('happen once, in an order that is possible', async () => {
    const twice = await retold((events) => [...events, events.find(({ action }) => action === 'criteria.locked')!]);
    expect(twice).toEqual(naming('There are 2 audit events criteria.locked'));
    const isLocking = ({ action }: Deed) => action === 'criteria.locked';
    const lateLock = await retold((events) => [...events.filter((event) => !isLocking(event)), ...events.filter(isLocking)]);
    expect(lateLock).toEqual(naming(/evidence\.requested\) comes before event \d+ \(criteria\.locked\)/));
    for (const action of ['answer.assessed', 'response.submitted', 'assessments.agreed']) {
      const isIt = (event: Deed) => event.action === action;
      const afterwards = await retold((events) => [...events.filter((event) => !isIt(event)), ...events.filter(isIt)]);
      expect(afterwards).toEqual(naming(new RegExp(`\\(${action}\\) is not where it can be`)));
    }
    const fewer = (event: Deed) => (isLocking(event) ? { ...event, detail: { requirements: 2 } } : event);
    expect(await retold((events) => events.map(fewer))).toEqual(naming('2 requirements were locked, and there are 3'));
    const cancelledBefore = await retold((events) => [{ ...events[0], action: 'procurement.cancelled' }, ...events]);
    expect(cancelledBefore).toEqual(naming(/procurement\.cancelled\) is not where it can be/));
  });

  it.each<[string, string, (contents: PackContents) => void]>([
    ['another judgement', 'By the audit events the judgement of R2', ({ assessments }) => void (assessments[1].score = 6)],
    [
      'a judgement left out',
      'tells of a judgement by Ash Assessor that is not there',
      ({ assessments }) => void assessments.pop(),
    ],
    [
      'another who settled',
      'No audit event tells that Another settled',
      ({ moderation }) => void (moderation[0].moderator = another),
    ],
    ['another figure settled', 'is not what the assessors agreed on', ({ moderation }) => void (moderation[1].score = 8)],
    ['another who decided', 'Another is said to have decided', ({ decision }) => void (decision.decidedBy = another)],
    ['another reason for it', 'The decision is not the one', ({ decision }) => void (decision.reason = 'We know them.')],
    ['a declaration left out', 'the declaration is not there', ({ interests }) => void interests.pop()],
    ['another declaration', 'Ash Assessor declared otherwise', ({ interests }) => void (interests[0].hasConflict = true)],
    ['a candidate left out', 'tell of the candidate candidate-3', ({ candidates }) => void candidates.pop()],
    [
      'a candidate left out of it later',
      'is left out, and the last',
      ({ candidates }) => void (candidates[2].state = 'EXCLUDED'),
    ],
    ['another reason for a candidate', 'The reason given for Lumen', ({ candidates }) => void (candidates[1].reason = 'None.')],
    [
      'a later deadline',
      'is later than the one that was set',
      ({ procurement }) => void (procurement.dates.evidenceDueAt = '2026-02-24T12:00:00.000Z'),
    ],
    [
      'an earlier deadline',
      'is earlier than the one that was set',
      ({ procurement }) => void (procurement.dates.evidenceDueAt = '2026-02-19T12:00:00.000Z'),
    ],
    [
      'another time of locking',
      'the criteria were locked at',
      ({ procurement }) => void (procurement.dates.criteriaLockedAt = '2026-01-19T09:00:00.000Z'),
    ],
    [
      'another time of an answer',
      'No audit event tells of the submission',
      ({ answers }) => answers.forEach((one) => void (one.submittedAt = '2026-02-18T09:00:00.000Z')),
    ],
    ['another reference', 'The reference of the procurement', ({ procurement }) => void (procurement.reference = 'EX-002')],
    ['another search', 'The locked search is not the one', ({ lockedSearch }) => void lockedSearch!.results.pop()],
  ])('tell of %s', async (_what, words, change) => {
    expect(await unrecorded(change)).toEqual(naming(words));
  });
});

describe('a deadline that was put off', () => {
  const SET = '2026-02-20T12:00:00.000Z';
  const UNTIL = '2026-02-21T08:00:00.000Z';

  /** Contents whose deadline was put off by the events that are told of it, after the last answer. */
  async function putOff(
    ...extensions: { at?: string; dueBefore?: string; dueAt: string; request?: string }[]
  ): Promise<string[]> {
    const contents = fictionalContents();
    const dueAt = extensions.at(-1)!.dueAt;
    contents.procurement.dates.evidenceDueAt = contents.requests[0].dueAt = dueAt;
    const { events } = contents.audit;
    const place = events.findLastIndex(({ action }) => action === 'response.submitted') + 1;
    const told = extensions.map(({ at = '2026-02-19T10:00:00.000Z', dueBefore = SET, request = 'request-1', ...to }) => ({
      ...events[place - 1],
      at,
      action: 'deadline.extended',
      detail: { request, dueBefore, reason: 'An outage.', ...to },
    }));
    const deeds = [...events.slice(0, place), ...told, ...events.slice(place)];
    return against({ ...contents, audit: { ...contents.audit, events: chained(deeds) } });
  }

  it('holds where it only ever moved later, from where it stood', async () => {
    expect(await putOff({ dueAt: UNTIL })).toEqual([]);
    expect(
      await putOff({ dueAt: '2026-02-20T17:00:00.000Z' }, { dueBefore: '2026-02-20T17:00:00.000Z', dueAt: UNTIL }),
    ).toEqual([]);
  });

  it('is refused where the events tell otherwise', async () => {
    expect(await putOff({ dueAt: '2026-02-19T12:00:00.000Z' })).toEqual(naming(/moves the deadline from .* which is no later/));
    expect(await putOff({ dueAt: UNTIL, dueBefore: '2026-02-10T12:00:00.000Z' })).toEqual(naming(/, and it was 2026-02-20T12/));
    expect(await putOff({ dueAt: UNTIL, request: 'request-2' })).toEqual(naming('is of another request for evidence'));
    expect(await putOff({ dueAt: UNTIL, at: '2026-02-20T12:02:00.000Z' })).toEqual(naming(/when the deadline .* had passed/));
    expect(await putOff({ dueAt: '2026-02-20T17:00:00.000Z' }, { dueAt: UNTIL })).toEqual(naming(/and it was 2026-02-20T17/));
  });

  it('lies between the asking and the opening, and is told of by the contents', async () => {
    const detail = { request: 'request-1', dueBefore: SET, dueAt: UNTIL, reason: 'An outage.' };
    const extension = (event: Deed): Deed => ({ ...event, action: 'deadline.extended', detail });
    const afterwards = await retold((events) => [...events, extension(events.at(-1)!)]);
    expect(afterwards).toEqual(naming(/\(deadline\.extended\) is not where it can be/));
    const untold = await retold((events) => {
      const place = events.findLastIndex(({ action }) => action === 'response.submitted') + 1;
      return [...events.slice(0, place), extension(events[place - 1]), ...events.slice(place)];
    });
    expect(untold).toEqual(naming('is earlier than the one that was set'));
  });
});
