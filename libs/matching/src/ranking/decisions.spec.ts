import type { DecidedExample } from '../model';
import { vectorOf } from '../text/features';
import { Decisions } from './decisions';

const CODES = ['cop.1', 'cop.2', 'cop.3'];
const here = vectorOf(new Map([['w:camera', 1]]));
const decisions = new Decisions(
  () => here,
  (code) => CODES.indexOf(code),
);

/** What speaks for each of three items after decisions on the very same text. */
function after(before: readonly number[], ...decided: [code: string, decision: DecidedExample['decision']][]): number[] {
  const sums = Float64Array.from(before);
  const examples = decided.map(([code, decision]): DecidedExample => ({ text: 'cameras', code, decision, where: 'Depot' }));
  decisions.addTo(sums, here, examples, (head) => Math.max(...sums.filter((_, at) => at !== head)));
  return [...sums];
}

describe('decisions on the same text', () => {
  const REJECT = ['cop.1', 'REJECT'] as const;

  it('leave first with one rejection what was first, and turn it over with two', () => {
    const [first, second] = after([1, 0.98, 0], [...REJECT]);
    expect(first).toBeLessThan(1);
    expect(first).toBeGreaterThan(second);
    const twice = after([1, 0.98, 0], [...REJECT], [...REJECT]);
    expect(twice[0]).toBeLessThan(twice[1]);
  });

  it('lower the only item of a document too', () => {
    expect(after([1], [...REJECT])[0]).toBeCloseTo(0.8, 1);
  });

  it('say the same in any order', () => {
    const decided: [string, DecidedExample['decision']][] = [[...REJECT], ['cop.2', 'ACCEPT'], ['cop.3', 'REJECT']];
    expect(after([1, 0.98, 0.99], ...decided)).toEqual(after([1, 0.98, 0.99], ...decided.toReversed()));
  });

  it('take a fifth from what leads by far, and from what was not first', () => {
    expect(after([3, 0, 0], [...REJECT])[0]).toBeCloseTo(2.8, 1);
    expect(after([0.9, 1, 0], [...REJECT])[0]).toBeCloseTo(0.7, 1);
  });

  it('weigh an acceptance more than a rejection, and never more than 2.5 together', () => {
    expect(after([0, 0, 0], ['cop.2', 'ACCEPT'], ['cop.2', 'REJECT'])[1]).toBeGreaterThan(0.5);
    expect(after([0, 0, 0], ...Array.from({ length: 50 }, () => ['cop.2', 'ACCEPT'] as [string, 'ACCEPT']))[1]).toBeCloseTo(
      2.5,
    );
  });
});
