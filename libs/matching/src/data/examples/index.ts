import { CLOUD_AND_CONTROLS } from './cloud-and-controls';
import { CONTROL_CATALOGUES } from './control-catalogues';
import { CONTROL_STATEMENTS } from './control-statements';
import { DEVICE_RECOMMENDATIONS } from './device-recommendations';
import { DEVICES_1_TO_7 } from './devices-1-to-7';
import { DEVICES_IN_TENDERS } from './devices-in-tenders';
import { ESSENTIALS_TOLD_APART } from './essentials-told-apart';
import { EVERYDAY_WORDS } from './everyday-words';
import type { LabelledExample } from './example';
import { GOVERNANCE_AND_DESIGN } from './governance-and-design';
import { NEAR_MISSES } from './near-misses';
import { NOTICES_OF_SMART_PLACES } from './notices-of-smart-places';
import { RULES_AND_QUESTIONS } from './rules-and-questions';
import { RUNNING_THE_PLACE } from './running-the-place';
import { SCOPE_AND_LOOK_ALIKES } from './scope-and-look-alikes';
import { SPECIFICATIONS_WITHOUT_GUIDANCE } from './specifications-without-guidance';
import { SUPPLY_CHAIN_AND_ESSENTIALS } from './supply-chain-and-essentials';
import { TENDER_REQUIREMENTS } from './tender-requirements';
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
  ...TENDER_REQUIREMENTS,
  ...EVERYDAY_WORDS,
  ...SCOPE_AND_LOOK_ALIKES,
  ...DEVICE_RECOMMENDATIONS,
  ...RULES_AND_QUESTIONS,
  ...CONTROL_STATEMENTS,
  ...CONTROL_CATALOGUES,
  ...ESSENTIALS_TOLD_APART,
];
