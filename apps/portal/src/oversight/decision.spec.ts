import { decisionOf } from './decision';

const read = (sent: Record<string, string>) =>
  decisionOf({ field: (name) => sent[name] ?? '' }, 'claim', { reasonMissing: 'Enter why', decisionMissing: 'Choose which' });

describe('the decision of an operator', () => {
  it('is to accept or to refuse, with a reason', () => {
    expect(read({ claim: 'clm_1', reason: 'Seen.', decision: 'accept' })).toMatchObject({
      id: 'clm_1',
      accept: true,
      reason: 'Seen.',
    });
    const refused = read({ claim: 'clm_1', reason: 'Seen.', decision: 'refuse' });
    expect(refused).toMatchObject({ accept: false });
    expect(refused.errors.any).toBe(false);
  });

  it('is none where no button or an odd one was pressed: that is said, and nothing refused', () => {
    for (const decision of ['', 'ACCEPT', 'perhaps'])
      expect(read({ claim: 'clm_1', reason: 'Seen.', decision }).errors.list).toEqual([
        { text: 'Choose which', href: '#reason-clm_1' },
      ]);
    expect(read({ claim: 'clm_1', decision: 'accept' }).errors.list).toEqual([{ text: 'Enter why', href: '#reason-clm_1' }]);
  });
});
