import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strengthOf } from './strength-words';

describe('a least strength of evidence in a specification', () => {
  it('is understood in the words that the portal has for it, in each language', () => {
    const folder = join(__dirname, '../../../apps/portal/messages');
    const files = readdirSync(folder).map((language) => join(folder, language, 'strength.json'));
    const labels = files
      .filter((file) => existsSync(file))
      .flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
    expect(labels.length).toBeGreaterThanOrEqual(6);
    for (const [strength, label] of labels) expect([label, strengthOf(label)]).toEqual([label, strength]);
  });
});
