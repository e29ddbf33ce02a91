import { ACCESS_TOPICS } from './access';
import { DATA_TOPICS } from './data-protection';
import { DESIGN_TOPICS } from './design';
import { GOVERNANCE_TOPICS } from './governance';
import { OPERATIONS_TOPICS } from './operations';
import { RESILIENCE_TOPICS } from './resilience';
import { SUPPLY_CHAIN_TOPICS } from './supply-chain';
import { PLAIN_VOICES } from './plain-voices';
import type { Topic } from './topic';

const DESCRIBED: readonly Topic[] = [
  ...ACCESS_TOPICS,
  ...DATA_TOPICS,
  ...DESIGN_TOPICS,
  ...OPERATIONS_TOPICS,
  ...RESILIENCE_TOPICS,
  ...GOVERNANCE_TOPICS,
  ...SUPPLY_CHAIN_TOPICS,
];

/** Everything that we know buyers to ask for, with all our sentences for it. */
export const TOPICS: readonly Topic[] = DESCRIBED.map((topic) => ({
  ...topic,
  examples: [...topic.examples, ...(PLAIN_VOICES[topic.name] ?? [])],
}));
