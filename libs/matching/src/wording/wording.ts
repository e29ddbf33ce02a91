import type { Wording } from '../model';
import { CYBER_ESSENTIALS_WORDINGS } from './cyber-essentials';
import { DEVICE_WORDINGS } from './devices';
import { PRINCIPLE_WORDINGS } from './principles';
import { SUPPLY_CHAIN_WORDINGS } from './supply-chain';

const WORDINGS = new Map<string, Wording>(
  [PRINCIPLE_WORDINGS, SUPPLY_CHAIN_WORDINGS, DEVICE_WORDINGS, CYBER_ESSENTIALS_WORDINGS].flatMap((wordings) =>
    Object.entries(wordings),
  ),
);

/**
 * One plain, testable specification sentence for a guidance item, written for this product. There is one for every principle of
 * `ncsc-cp` and every item of `ncsc-sc`, `cop`, `psti` and `ce`; null for any other code.
 */
export function suggestedWording(code: string): Wording | null {
  return WORDINGS.get(code) ?? null;
}
