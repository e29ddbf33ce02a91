import { totalmem } from 'node:os';
import { sharedBuffers } from './shared-buffers';

const GIBIBYTE = 1024 ** 3;

describe("PostgreSQL's own memory", () => {
  it.each([
    [0.25, 128],
    [1, 256],
    [4, 1024],
    [8, 2048],
    [64, 2048],
  ])('is a quarter of %p GB within bounds: %p MB', (memory, megabytes) => {
    expect(sharedBuffers(memory * GIBIBYTE)).toBe(megabytes);
  });

  it('never exceeds a quarter of this machine, but for the least that it works with', () => {
    expect(sharedBuffers()).toBeGreaterThanOrEqual(128);
    expect(sharedBuffers()).toBeLessThanOrEqual(Math.max(128, totalmem() / 4 / 1024 ** 2));
  });
});
