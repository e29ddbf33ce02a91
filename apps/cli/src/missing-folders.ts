import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * The folders that are not there yet on the way to one, the topmost first. They are to be made each by itself: of a place that takes none, such as
 * `/proc`, the recursive way never comes back.
 */
export function missingTo(path: string): string[] {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  return missing;
}
