import type { ItemChange } from '#guidance';
import { type FoundMatch, guidanceMove, reopenedBy, type StandingMatch } from './guidance-move';

const words = (title: string): NonNullable<ItemChange['before']> => ({
  title,
  summary: title,
  theme: 'governance',
  lifecycleStage: 'plan',
});
const CHANGES: ItemChange[] = [
  { kind: 'REWORDED', code: 'x.reworded', before: words('Old'), after: words('New') },
  { kind: 'ADDED', code: 'x.new', before: null, after: words('New item') },
  { kind: 'ADDED', code: 'x.heir', before: null, after: words('Heir') },
  { kind: 'REMOVED', code: 'x.gone', before: words('Gone'), after: null },
];
const REPLACEMENTS = new Map([['x.gone', 'x.heir']]);

const standing = (requirementId: string, code: string, status: StandingMatch['status']): StandingMatch => ({
  id: `${requirementId}-${code}`,
  requirementId,
  code,
  status,
  confidence: 0.6,
  score: 3,
  position: 2,
});
const found = (requirementId: string, code: string): FoundMatch => ({
  requirementId,
  code,
  score: 5,
  confidence: 0.8,
  reasons: [{ kind: 'SHARED_TERM', text: 'the word “password”' }],
});
const move = (matches: StandingMatch[], founds: FoundMatch[] = []) =>
  guidanceMove({ standing: matches, changes: CHANGES, replacements: REPLACEMENTS, found: founds });

describe('what becomes of matches when a procurement moves to a later version', () => {
  it('carries over whatever stands on an item that is there still, reworded or not', () => {
    const matches = [
      standing('r1', 'x.same', 'ACCEPTED'),
      standing('r1', 'x.reworded', 'REJECTED'),
      standing('r2', 'x.reworded', 'SUGGESTED'),
    ];
    expect(move(matches)).toEqual({ carried: matches, withdrawn: [], suggested: [] });
  });

  it('puts a requirement back whose accepted item went, with what takes its place where it stood', () => {
    const result = move([standing('r1', 'x.gone', 'ACCEPTED')]);
    expect(reopenedBy(result)).toEqual(['r1']);
    expect(result.suggested).toEqual([
      expect.objectContaining({ requirementId: 'r1', code: 'x.heir', confidence: 0.6, position: 2 }) as object,
    ]);
    expect(result.suggested[0].reasons[0].text).toContain('“Gone” (x.gone)');
  });

  it('keeps what was rejected of an item that went, and suggests nothing in its place', () => {
    const result = move([standing('r1', 'x.gone', 'REJECTED')]);
    expect(result.withdrawn).toMatchObject([{ code: 'x.gone', isOpen: false }]);
    expect(reopenedBy(result)).toEqual([]);
    expect(result.suggested).toEqual([]);
  });

  it('suggests what takes the place of a mere suggestion, and puts nothing back', () => {
    const result = move([standing('r1', 'x.gone', 'SUGGESTED')]);
    expect(reopenedBy(result)).toEqual([]);
    expect(result.suggested.map(({ code }) => code)).toEqual(['x.heir']);
  });

  it('suggests new items where they answer, and other items only to a requirement that is put back', () => {
    const matches = [standing('r1', 'x.gone', 'ACCEPTED'), standing('r2', 'x.same', 'ACCEPTED')];
    const founds = [found('r1', 'x.other'), found('r1', 'x.heir'), found('r2', 'x.other'), found('r2', 'x.new')];
    const { suggested } = move(matches, founds);
    expect(suggested.map(({ requirementId, code }) => [requirementId, code])).toEqual([
      ['r1', 'x.heir'],
      ['r1', 'x.other'],
      ['r2', 'x.new'],
    ]);
    expect(suggested[0]).toMatchObject({ confidence: 0.8, score: 5 });
    expect(suggested[0].reasons).toHaveLength(2);
  });

  it('suggests nothing twice, nothing that went, and nothing that was decided on', () => {
    const matches = [standing('r1', 'x.gone', 'ACCEPTED'), standing('r1', 'x.other', 'REJECTED')];
    const { suggested } = move(matches, [found('r1', 'x.gone'), found('r1', 'x.other'), found('r1', 'x.heir')]);
    expect(suggested.map(({ code }) => code)).toEqual(['x.heir']);
  });
});
