import { CpuProfile, sharesOf } from './profile';

const frame = (id: number, functionName: string, url: string) => ({ id, callFrame: { functionName, url } });

const PROFILE: CpuProfile = {
  nodes: [
    frame(1, 'reply', 'file:///app/node_modules/fastify/lib/reply.js'),
    frame(2, 'run', 'file:///app/node_modules/@apollo/server/dist/index.js'),
    frame(3, 'read', 'file:///app/dist/libs/platform/src/read.js'),
    frame(4, 'write', 'node:net'),
    frame(5, 'writev', ''),
    frame(6, '(idle)', ''),
    frame(7, 'nested', 'file:///app/node_modules/one/node_modules/two/index.js'),
  ],
  startTime: 1000,
  endTime: 2000,
  samples: [1, 6, 2, 3, 4, 5, 7, 1],
  timeDeltas: [0, 100, 100, 100, 100, 100, 100, 100],
};

describe('what of a profile is told', () => {
  it('is whose function ran, as shares of what was not idle', () => {
    const shares = sharesOf(PROFILE, 1000, 1700);
    expect([...shares.keys()].sort()).toEqual(['@apollo/server', 'Assay', 'Node', 'fastify', 'two', 'writev']);
    for (const share of shares.values()) expect(share).toBeCloseTo(1 / 6);
  });

  it('counts no sample before or after the load', () => {
    expect([...sharesOf(PROFILE, 1300, 1500)]).toEqual([
      ['Assay', 0.5],
      ['Node', 0.5],
    ]);
  });
});
