import { ACCESS_TOPICS } from './access';
import { DATA_TOPICS } from './data-protection';
import { DESIGN_TOPICS } from './design';
import { GOVERNANCE_TOPICS } from './governance';
import { OPERATIONS_TOPICS } from './operations';
import { SUPPLY_CHAIN_TOPICS } from './supply-chain';
import type { Topic } from './topic';

/** Everything that we know buyers to ask for. */
export const TOPICS: readonly Topic[] = [
  ...ACCESS_TOPICS,
  ...DATA_TOPICS,
  ...DESIGN_TOPICS,
  ...OPERATIONS_TOPICS,
  ...GOVERNANCE_TOPICS,
  ...SUPPLY_CHAIN_TOPICS,
];
