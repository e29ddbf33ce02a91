import type { PackContents } from '../contents';
import { fictionalContents } from '../testing/fictional-pack';
import { against, retold, unrecorded, type Deed } from '../testing/forged-pack';

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
      'is EXCLUDED, and the last',
      ({ candidates }) => void (candidates[2].state = 'EXCLUDED'),
    ],
    ['another reason for a candidate', 'The reason given for Lumen', ({ candidates }) => void (candidates[1].reason = 'None.')],
    [
      'a later deadline',
      'is later than the one that was set',
      ({ procurement }) => void (procurement.dates.evidenceDueAt = '2026-02-24T12:00:00.000Z'),
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
