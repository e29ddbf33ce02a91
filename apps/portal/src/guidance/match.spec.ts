import { sureness } from './match';

describe('trying a requirement', () => {
  it.each([
    [0.95, 'likely'],
    [0.7, 'likely'],
    [0.5, 'possible'],
    [0.39, 'unlikely'],
  ])('says of a confidence of %d that the match is %s', (confidence, words) => expect(sureness(confidence)).toBe(words));
});
