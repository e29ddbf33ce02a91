import { replacementsIn } from './replacements';
import { ItemChange } from './version-changes';

const words = (title: string, summary: string): ItemChange['before'] => ({
  title,
  summary,
  theme: 'governance',
  lifecycleStage: 'plan',
});
const went = (code: string, title: string, summary: string): ItemChange => ({
  kind: 'REMOVED',
  code,
  before: words(title, summary),
  after: null,
});
const came = (code: string, title: string, summary: string): ItemChange => ({
  kind: 'ADDED',
  code,
  before: null,
  after: words(title, summary),
});

const PASSWORDS = ['No default passwords', 'Every device carries a password of its own.'] as const;

describe('what takes the place of an item that went', () => {
  it('is the one that came and says the same under another code', () => {
    const changes = [
      came('x.3', 'Updates', 'Software is kept up to date.'),
      came('x.2', ...PASSWORDS),
      went('x.1', ...PASSWORDS),
    ];
    expect([...replacementsIn(changes)]).toEqual([['x.1', 'x.2']]);
  });

  it('is the most alike of several, also for two that were made one', () => {
    const changes = [
      came('x.3', 'No default passwords', 'Every device carries one.'),
      came('x.4', ...PASSWORDS),
      went('x.1', ...PASSWORDS),
      went('x.2', 'Default passwords', 'Every device carries a password of its own, and no other.'),
    ];
    expect([...replacementsIn(changes)]).toEqual([
      ['x.1', 'x.4'],
      ['x.2', 'x.4'],
    ]);
  });

  it('is none where nothing that came says half of it', () => {
    expect(replacementsIn([came('x.2', 'Updates', 'Software is kept up to date.'), went('x.1', ...PASSWORDS)]).size).toBe(0);
    expect(replacementsIn([came('x.2', 'A', 'b'), went('x.1', 'A', 'b')]).size).toBe(0);
  });

  it('is never one that was there before', () => {
    const reworded: ItemChange = { kind: 'REWORDED', code: 'x.2', before: words('Old', 'words'), after: words(...PASSWORDS) };
    expect(replacementsIn([reworded, went('x.1', ...PASSWORDS)]).size).toBe(0);
  });
});
