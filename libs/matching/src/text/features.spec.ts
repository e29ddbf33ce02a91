import fc from 'fast-check';
import { TOPICS } from '../data/topics';
import { featuresOf, TextFeatures, type Features } from './features';
import { Thesaurus } from './thesaurus';
import { tokenise, type Token } from './tokens';
import { Vocabulary } from './vocabulary';

const thesaurus = new Thesaurus(TOPICS);

const words = fc.array(
  fc.constantFrom('password', 'passwords', 'reset', 'patch', 'security', 'update', 'cameras', 'access', 'control'),
  {
    minLength: 1,
    maxLength: 12,
  },
);

const textOf = (tokens: readonly Token[]): TextFeatures =>
  new TextFeatures(tokens, thesaurus.find(tokens), thesaurus, new Vocabulary());

const present = (features: Features): Features => new Map([...features].filter(([, value]) => value !== 0));

describe('the features of a text', () => {
  it('after words were taken away are those of what is left', () => {
    fc.assert(
      fc.property(words, fc.array(fc.boolean(), { minLength: 12 }), (written, stays) => {
        const tokens = tokenise(written.join(' '));
        const left = tokens.filter((_, at) => stays[at]);
        const text = textOf(tokens);
        for (const once of [left, tokens, left]) {
          const features = new Map(text.all.map(({ name, now }) => [name, now]));
          for (const { name, before, now } of text.changes(once, thesaurus.find(once))) {
            expect(features.get(name) ?? 0).toBe(before);
            features.set(name, now);
          }
          expect(present(features)).toEqual(present(featuresOf(once, thesaurus)));
        }
      }),
    );
  });
});
