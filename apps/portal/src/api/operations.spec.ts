import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import * as operations from './operations';

describe('the portal’s operations', () => {
  it('are what apps/portal/operations and the schema say, and the API knows their hashes', () => {
    const script = join(repositoryRoot(), 'scripts/operations.cjs');
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('are each sent by a hash of their own', () => {
    const hashes = Object.values(operations).map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
