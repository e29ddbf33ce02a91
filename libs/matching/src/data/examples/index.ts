import { CLOUD_AND_CONTROLS } from './cloud-and-controls';
import { DEVICES_1_TO_7 } from './devices-1-to-7';
import { DEVICES_IN_TENDERS } from './devices-in-tenders';
import type { LabelledExample } from './example';
import { GOVERNANCE_AND_DESIGN } from './governance-and-design';
import { NEAR_MISSES } from './near-misses';
import { NOTICES_OF_SMART_PLACES } from './notices-of-smart-places';
import { RUNNING_THE_PLACE } from './running-the-place';
import { SPECIFICATIONS_WITHOUT_GUIDANCE } from './specifications-without-guidance';
import { SUPPLY_CHAIN_AND_ESSENTIALS } from './supply-chain-and-essentials';

/** Our own sentences that name the guidance that they ask for. */
export const EXAMPLES: readonly LabelledExample[] = [
  ...GOVERNANCE_AND_DESIGN,
  ...RUNNING_THE_PLACE,
  ...DEVICES_1_TO_7,
  ...DEVICES_IN_TENDERS,
  ...SUPPLY_CHAIN_AND_ESSENTIALS,
  ...CLOUD_AND_CONTROLS,
  ...SPECIFICATIONS_WITHOUT_GUIDANCE,
  ...NEAR_MISSES,
  ...NOTICES_OF_SMART_PLACES,
];
