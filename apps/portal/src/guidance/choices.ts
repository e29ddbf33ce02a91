/**
 * What guidance items are about, as the collection tells it apart; the words are in `messages/en/guidance.json`. The browser test of the
 * guidance holds these lists to what the API takes.
 */
export const THEMES = [
  'architecture',
  'attack-surface',
  'audit-assurance',
  'configuration',
  'data-protection',
  'governance',
  'identity-access',
  'incident-response',
  'input-validation',
  'legal-privacy',
  'lifecycle',
  'malware',
  'monitoring-logging',
  'personnel',
  'physical',
  'resilience',
  'risk',
  'secure-communication',
  'secure-development',
  'secure-storage',
  'software-integrity',
  'supply-chain',
  'updates-vulnerability',
  'usability',
  'vulnerability-disclosure',
] as const;

/** When in the life of a connected place an item matters, in their order. */
export const STAGES = ['plan', 'design', 'procure', 'deploy', 'operate', 'retire'] as const;
