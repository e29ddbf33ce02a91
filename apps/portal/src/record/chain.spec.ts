import { brokenAt } from './chain';

const link = (sequence: number, hash: string, previousHash: string) => ({ sequence, hash, previousHash });

describe('events of the record', () => {
  it('hold when neighbours fit, whatever lies between others', () => {
    expect(brokenAt([link(1, 'a', ''), link(2, 'b', 'a'), link(7, 'h', 'g')])).toBeNull();
  });

  it('break where a neighbour has another hash', () => {
    expect(brokenAt([link(1, 'a', ''), link(2, 'b', 'x')])).toBe(2);
  });
});
