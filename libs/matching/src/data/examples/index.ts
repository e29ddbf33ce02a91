import { CLOUD_AND_CONTROLS } from './cloud-and-controls';
import { CONTROL_CATALOGUES } from './control-catalogues';
import { CONTROL_STATEMENTS } from './control-statements';
import { CONTROLS_IN_BRIEF } from './controls-in-brief';
import { CORPORATE_CONTROLS } from './corporate-controls';
import { COUNCIL_SPECIFICATIONS } from './council-specifications';
import { DEVICE_RECOMMENDATIONS } from './device-recommendations';
import { DEVICES_1_TO_7 } from './devices-1-to-7';
import { DEVICES_IN_TENDERS } from './devices-in-tenders';
import { ESSENTIALS_BY_CONTROL } from './essentials-by-control';
import { ESSENTIALS_PARAPHRASED } from './essentials-paraphrased';
import { ESSENTIALS_TOLD_APART } from './essentials-told-apart';
import { EVERYDAY_WORDS } from './everyday-words';
import type { LabelledExample } from './example';
import { FUNCTIONS_AND_DUTIES } from './functions-and-duties';
import { GOVERNANCE_AND_DESIGN } from './governance-and-design';
import { GUIDELINES_TOLD_APART } from './guidelines-told-apart';
import { NEAR_MISSES } from './near-misses';
import { NOTICES_OF_SMART_PLACES } from './notices-of-smart-places';
import { PROCUREMENT_CLAUSES } from './procurement-clauses';
import { RULES_AND_QUESTIONS } from './rules-and-questions';
import { RUNNING_THE_PLACE } from './running-the-place';
import { SCOPE_AND_LOOK_ALIKES } from './scope-and-look-alikes';
import { SPECIFICATIONS_WITHOUT_GUIDANCE } from './specifications-without-guidance';
import { SUPPLY_CHAIN_AND_ESSENTIALS } from './supply-chain-and-essentials';
import { TENDER_REQUIREMENTS } from './tender-requirements';

/**
 * Written, or ordered, by somebody who had seen labelled texts of the measurement. They teach the matching that ships, and stay out of what
 * is measured on those texts, of the threshold and of the confidence.
 */
export const INFORMED_EXAMPLES: readonly LabelledExample[] = [
  ...RUNNING_THE_PLACE,
  ...DEVICES_IN_TENDERS,
  ...CLOUD_AND_CONTROLS,
  ...NOTICES_OF_SMART_PLACES,
  ...EVERYDAY_WORDS,
  ...ESSENTIALS_TOLD_APART,
  ...ESSENTIALS_BY_CONTROL,
];

/** Written to look like lines that nothing applies to, and to ask for something even so: harder than what people write. */
export const LOOK_ALIKES: readonly LabelledExample[] = [
  ...NEAR_MISSES,
  ...SCOPE_AND_LOOK_ALIKES,
  ...FUNCTIONS_AND_DUTIES,
].filter(([, items]) => items !== '');

/** Our own sentences that name the guidance that they ask for. */
export const EXAMPLES: readonly LabelledExample[] = [
  ...GOVERNANCE_AND_DESIGN,
  ...DEVICES_1_TO_7,
  ...SUPPLY_CHAIN_AND_ESSENTIALS,
  ...SPECIFICATIONS_WITHOUT_GUIDANCE,
  ...NEAR_MISSES,
  ...TENDER_REQUIREMENTS,
  ...SCOPE_AND_LOOK_ALIKES,
  ...DEVICE_RECOMMENDATIONS,
  ...RULES_AND_QUESTIONS,
  ...CONTROL_STATEMENTS,
  ...CONTROL_CATALOGUES,
  ...COUNCIL_SPECIFICATIONS,
  ...PROCUREMENT_CLAUSES,
  ...ESSENTIALS_PARAPHRASED,
  ...CORPORATE_CONTROLS,
  ...FUNCTIONS_AND_DUTIES,
  ...GUIDELINES_TOLD_APART,
  ...CONTROLS_IN_BRIEF,
  ...INFORMED_EXAMPLES,
];
