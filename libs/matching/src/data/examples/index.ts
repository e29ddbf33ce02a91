import { DEVICES_1_TO_7 } from './devices-1-to-7';
import type { LabelledExample } from './example';
import { GOVERNANCE_AND_DESIGN } from './governance-and-design';
import { SUPPLY_CHAIN_AND_ESSENTIALS } from './supply-chain-and-essentials';

/** Our own sentences that name the guidance that they ask for. */
export const EXAMPLES: readonly LabelledExample[] = [
  ...GOVERNANCE_AND_DESIGN,
  ...DEVICES_1_TO_7,
  ...SUPPLY_CHAIN_AND_ESSENTIALS,
];
