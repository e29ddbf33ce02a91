import { LEAST_SECONDS, Pace } from './pace';

function paceOf(...milliseconds: number[]): Pace {
  const pace = new Pace();
  for (const took of milliseconds) pace.add(took);
  return pace;
}

describe('The time that suppliers of the demonstration have by the pace of the machine', () => {
  it('is short where requests are quick, or none was sent yet', () => {
    expect(paceOf().secondsFor(300)).toBe(LEAST_SECONDS);
    expect(paceOf(...Array.from({ length: 50 }, () => 8)).secondsFor(300)).toBe(LEAST_SECONDS);
  });

  it('leaves several times as long as the answers take where requests are slow', () => {
    const seconds = paceOf(...Array.from({ length: 50 }, () => 200)).secondsFor(300);
    expect(seconds).toBeGreaterThanOrEqual((3 * 300 * 200) / 1000);
  });

  it('is set by the last requests, as the machine is now', () => {
    const slowBefore = [...Array.from({ length: 100 }, () => 900), ...Array.from({ length: 100 }, () => 5)];
    expect(paceOf(...slowBefore).secondsFor(300)).toBe(LEAST_SECONDS);
  });

  it('counts a request that fails too', async () => {
    const pace = new Pace();
    await expect(pace.timed(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await expect(pace.timed(() => Promise.resolve('answered'))).resolves.toBe('answered');
  });
});
