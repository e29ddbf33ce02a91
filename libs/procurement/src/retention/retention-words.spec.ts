import { dueNotice, retentionThreshold, wasTold } from './retention-words';

describe('When it is told that records fall due', () => {
  it.each([
    ['2029-12-31', null],
    ['2029-12-30', '30'],
    ['2029-12-08', '30'],
    ['2029-12-07', '7'],
    ['2029-12-01', '7'],
    ['2029-11-30', '0'],
    ['2027-01-01', '0'],
  ] as const)('of %s it is, on 30 November 2029, the threshold %s', (keptUntil, threshold) => {
    expect(retentionThreshold(keptUntil, '2029-11-30')).toBe(threshold);
  });

  it('is told once at each, and not earlier ones after later ones', () => {
    expect(wasTold([], '30')).toBe(false);
    expect(wasTold(['30'], '30')).toBe(true);
    expect(wasTold(['30'], '7')).toBe(false);
    expect(wasTold(['0'], '7')).toBe(true);
  });

  it('says what stands in the way', () => {
    expect(dueNotice('P-1', '2029-12-30', '30', 'HELD')).toBe(
      'The records of P-1 fall due for erasing on 30 December 2029. A hold stands, so nothing is erased until it is lifted and an administrator confirms it.',
    );
    expect(dueNotice('P-1', '2029-11-30', '0', 'DUE')).toContain('have been due for erasing since 30 November 2029');
  });
});
