import fc from 'fast-check';
import { londonTime } from './london-time';
import { retryAfter, waitBefore } from './pace';

describe('the pace of requests', () => {
  it('never has more of them in any window than the server takes', () => {
    fc.assert(
      fc.property(
        fc.record({ requests: fc.integer({ min: 1, max: 12 }), windowMs: fc.integer({ min: 1, max: 120_000 }) }),
        fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }),
        (pace, idle) => {
          let now = 0;
          const sent: number[] = [];
          for (const ms of idle) {
            now += ms;
            now += waitBefore(sent, now, pace);
            sent.push(now);
          }
          return sent.every((at, index) => index < pace.requests || at - sent[index - pace.requests] >= pace.windowMs);
        },
      ),
    );
  });

  it('is what Retry-After asks for, in seconds or as a date', () => {
    const now = Date.parse('2026-11-26T10:00:00Z');
    expect(retryAfter('30', now)).toBe(now + 30_000);
    expect(retryAfter('Thu, 26 Nov 2026 10:01:00 GMT', now)).toBe(now + 60_000);
    expect(retryAfter('Thu, 26 Nov 2026 09:00:00 GMT', now)).toBe(now);
    for (const header of [null, '', 'soon']) expect(retryAfter(header, now)).toBeNull();
  });
});

describe('a time in London', () => {
  it.each([
    ['2026-01-15T12:00:00Z', '2026-01-15T12:00:00'],
    ['2026-07-15T12:00:00Z', '2026-07-15T13:00:00'],
    ['2026-07-14T23:30:00Z', '2026-07-15T00:30:00'],
    // The clocks go forward on 29 March at 01:00, and back on 25 October at 02:00.
    ['2026-03-29T00:59:59Z', '2026-03-29T00:59:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29T02:00:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25T00:30:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25T01:30:00'],
  ])('of %s is %s', (instant, shown) => {
    expect(londonTime(new Date(instant))).toBe(shown);
  });

  it('asks for nothing later than what was meant, whichever of two hours the server takes it for', () => {
    const latest = (text: string): number => {
      const candidates = [Date.parse(`${text}Z`), Date.parse(`${text}+01:00`)];
      return Math.max(
        ...candidates.filter((at) => {
          const shown = new Intl.DateTimeFormat('sv-SE', {
            timeZone: 'Europe/London',
            dateStyle: 'short',
            timeStyle: 'medium',
          });
          return shown.format(new Date(at)).replace(' ', 'T') === text;
        }),
      );
    };
    const around = fc.integer({
      min: Date.parse('2026-10-24T20:00:00Z') / 1000,
      max: Date.parse('2026-10-25T06:00:00Z') / 1000,
    });
    fc.assert(fc.property(around, (seconds) => latest(londonTime(new Date(seconds * 1000))) <= seconds * 1000));
  });
});
