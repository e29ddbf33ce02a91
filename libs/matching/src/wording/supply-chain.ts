import type { Wording } from '../model';

/** Suggested wordings for the supply chain security principles (`ncsc-sc`). */
export const SUPPLY_CHAIN_WORDINGS: Readonly<Record<string, Wording>> = {
  'ncsc-sc.1': {
    wording:
      'The supplier confirms which council information and equipment it and its sub-contractors will hold or reach, and protects each at the level that the council’s schedule of sensitive assets sets.',
    evidence: 'Completed schedule of assets with the protection given to each',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-sc.2': {
    wording:
      'The supplier lists every company that has a part in delivering the service, with its part, its country and the security certificates that it holds, and keeps the list up to date.',
    evidence: 'Sub-supplier list with certificates, date of the last update',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-sc.3': {
    wording:
      'The supplier assesses the security risk of each of its own suppliers, groups them by the harm that they could do to the service, and shares the assessment of the highest group.',
    evidence: 'Supplier risk method, register with ratings, assessment of the highest group',
    minimumStrength: 'ASSERTION',
  },
  'ncsc-sc.4': {
    wording:
      'Within one month of the contract’s start the supplier briefs its staff and sub-contractors on the council’s security needs, and each sub-contractor confirms in writing that it understands its duties.',
    evidence: 'Briefing material, signed confirmations',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-sc.5': {
    wording:
      'The supplier meets every minimum security requirement in the council’s schedule from the first day of the contract, and says in its bid how it meets each one.',
    evidence: 'Completed schedule with evidence for each line',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ncsc-sc.6': {
    wording:
      'The supplier’s contracts with its sub-contractors carry the same security terms as this one, including return of data and removal of access when they end.',
    evidence: 'Flow-down clause, sample sub-contract',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-sc.7': {
    wording:
      'The supplier follows the security conditions of every network and partner system that the service connects to, and reports any failure to meet them to the council within two working days.',
    evidence: 'List of conditions with how each is met, reporting procedure',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-sc.8': {
    wording:
      'The supplier passes security warnings that affect the service to the council and to its sub-contractors within two working days, in plain words that say what to do.',
    evidence: 'Distribution list, two recent warnings',
    minimumStrength: 'ASSERTION',
  },
  'ncsc-sc.9': {
    wording:
      'The supplier and its sub-contractors report any security incident that could touch the council within 24 hours and give the council’s team the people, logs and access that it needs to respond.',
    evidence: 'Incident clause with times, contact list, sub-contract extract',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-sc.10': {
    wording:
      'The supplier holds a current independent security certificate whose scope covers this service, shares a summary of a yearly penetration test, and lets the council audit its security at fourteen days’ notice.',
    evidence: 'Certificate with scope and exclusions, test summary with open findings, audit clause',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'ncsc-sc.11': {
    wording:
      'The supplier keeps a security improvement plan with dates and owners, and reports progress against it to the council every six months.',
    evidence: 'Improvement plan, last progress report',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-sc.12': {
    wording:
      'The supplier names a security contact who meets the council’s security officer every three months to share problems, near misses and planned changes.',
    evidence: 'Named contact, meeting dates and notes',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
};
