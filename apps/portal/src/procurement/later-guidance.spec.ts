import { byTouch } from './later-guidance';

const words = { title: 't', summary: 's', theme: 'governance', lifecycleStage: 'plan' };
const effect = (ref: string, outcome: 'CARRIED_OVER' | 'PUT_BACK' | 'SUGGESTED', status: 'ACCEPTED' | 'REJECTED' | null) => ({
  outcome,
  status,
  requirement: { id: `req_${ref}`, ref },
});
const change = (code: string, ...effects: ReturnType<typeof effect>[]) => ({
  change: { kind: 'REWORDED' as const, code, before: words, after: words },
  replacement: null,
  effects,
});

describe('what a later version changes', () => {
  it('is told apart by whether it touches a requirement', () => {
    const { touching, others } = byTouch([change('x.1'), change('x.2', effect('R1', 'PUT_BACK', 'ACCEPTED'))]);
    expect(touching.map(({ change: { code } }) => code)).toEqual(['x.2']);
    expect(others.map(({ code }) => code)).toEqual(['x.1']);
  });

  it('names together the requirements that it does the same to', () => {
    const { touching } = byTouch([
      change(
        'x.1',
        effect('R1', 'CARRIED_OVER', 'ACCEPTED'),
        effect('R2', 'CARRIED_OVER', 'REJECTED'),
        effect('R3', 'CARRIED_OVER', 'ACCEPTED'),
        effect('R4', 'SUGGESTED', null),
      ),
    ]);
    expect(touching[0].outcomes.map(({ outcome, requirements }) => [outcome, requirements.map(({ ref }) => ref)])).toEqual([
      ['CARRIED_OVER_ACCEPTED', ['R1', 'R3']],
      ['CARRIED_OVER_REJECTED', ['R2']],
      ['SUGGESTED', ['R4']],
    ]);
  });
});
