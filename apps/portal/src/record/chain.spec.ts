import { brokenAt } from './chain';

const link = (sequence: number, hash: string | null, previousHash: string | null) => ({ sequence, hash, previousHash });

describe('events of the record', () => {
  it('hold when neighbours fit, whatever lies between others', () => {
    expect(brokenAt([link(1, 'a', ''), link(2, 'b', 'a'), link(7, 'h', 'g')])).toBeNull();
  });

  it('say nothing against each other where their hashes are withheld', () => {
    expect(brokenAt([link(1, 'a', ''), link(2, null, null), link(3, null, null)])).toBeNull();
  });

  it('break where a neighbour has another hash', () => {
    expect(brokenAt([link(1, 'a', ''), link(2, 'b', 'x')])).toBe(2);
  });
});
