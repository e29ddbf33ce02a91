import { Network, type NetworkWeights } from '../ranking/network';
import { Vocabulary } from '../text/vocabulary';
import { NetworkApprentice, type NetworkSettings, type SharedSample } from './train-network';

const SETTINGS: NetworkSettings = {
  units: 16,
  passes: 60,
  further: { passes: 60, again: 1 },
  step: { features: 0.3, labels: 0.2 },
  leftOut: 0,
  leastTexts: 2,
  doubt: 0,
};
const SETS = [
  { name: 'sounds', labels: ['animal', 'machine'] },
  { name: 'places', labels: ['barn', 'garage'] },
];

/** A text of these words that is given this label in each of the sets named. */
function sample(words: string, labels: Record<string, string>): SharedSample {
  return {
    features: new Map(words.split(' ').map((word) => [word, 1])),
    targets: Object.entries(labels).map(([set, label]) => ({ set, labels: new Map([[label, 1]]), weight: 1 })),
  };
}

function times(count: number, ...samples: SharedSample[]): SharedSample[] {
  return Array.from({ length: count }, () => samples).flat();
}

/** The label of a set that the network says most for. */
function says(weights: NetworkWeights, words: string, set: string): string {
  const vocabulary = new Vocabulary();
  const network = new Network(weights, vocabulary);
  const features = words.split(' ').map((word) => vocabulary.numberOf(word));
  const told = network.tell({ features, weights: features.map(() => 1), length: 1 }, network.silence());
  const units = network.unitsOf(told, 1);
  const from = network.labelsFrom(set);
  const labels = SETS.find(({ name }) => name === set)?.labels ?? [];
  const sums = labels.map((_, label) => network.sum(from + label, units));
  return labels[sums.indexOf(Math.max(...sums))];
}

describe('a network', () => {
  it('learns what words mean together and none of them by itself', () => {
    const either = times(
      8,
      sample('purr', { sounds: 'animal' }),
      sample('hum', { sounds: 'animal' }),
      sample('purr hum', { sounds: 'machine' }),
      sample('clank', { sounds: 'machine' }),
    );
    const weights = new NetworkApprentice(either, SETS, SETTINGS).learn([]);
    expect(['purr', 'hum', 'purr hum', 'clank'].map((words) => says(weights, words, 'sounds'))).toEqual([
      'animal',
      'animal',
      'machine',
      'machine',
    ]);
  });

  it('uses what is learnt of a word for one set in another', () => {
    const texts = times(
      8,
      ...['purr', 'moo', 'bleat'].map((word) => sample(word, { sounds: 'animal', places: 'barn' })),
      ...['clank', 'whirr', 'beep'].map((word) => sample(word, { sounds: 'machine', places: 'garage' })),
      ...['meow', 'bark'].map((word) => sample(word, { sounds: 'animal' })),
      ...['rattle', 'tick'].map((word) => sample(word, { sounds: 'machine' })),
    );
    const weights = new NetworkApprentice(texts, SETS, SETTINGS).learn([]);
    expect(['meow', 'bark', 'rattle', 'tick'].map((word) => says(weights, word, 'places'))).toEqual([
      'barn',
      'barn',
      'garage',
      'garage',
    ]);
  });

  it('learns further texts and forgets them again, and gives the same bytes for the same texts', () => {
    const texts = times(4, sample('purr', { sounds: 'animal' }), sample('clank', { sounds: 'machine' }));
    const apprentice = new NetworkApprentice(texts, SETS, { ...SETTINGS, leftOut: 0.5 });
    const first = apprentice.learn([]);
    const contrary = times(4, sample('purr', { sounds: 'machine' }), sample('clank', { sounds: 'machine' }));
    expect(says(first, 'purr', 'sounds')).toBe('animal');
    expect(says(apprentice.learn(contrary), 'purr', 'sounds')).toBe('machine');
    expect(apprentice.learn([])).toEqual(first);
    expect(new NetworkApprentice(texts, SETS, { ...SETTINGS, leftOut: 0.5 }).learn(contrary)).toEqual(
      apprentice.learn(contrary),
    );
  });

  it('knows only features of several texts, and says the same whatever else a text has', () => {
    const texts = [
      ...times(4, sample('purr', { sounds: 'animal' }), sample('clank', { sounds: 'machine' })),
      sample('oddity', {}),
    ];
    const weights = new NetworkApprentice(texts, SETS, SETTINGS).learn([]);
    expect(weights.names).toEqual(['clank', 'purr']);
    expect(says(weights, 'purr oddity never-heard', 'sounds')).toBe('animal');
  });
});
