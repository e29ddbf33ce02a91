import type { Wording } from '../model';

/** Suggested wordings for Cyber Essentials (`ce`). */
export const CYBER_ESSENTIALS_WORDINGS: Readonly<Record<string, Wording>> = {
  'ce.1': {
    wording:
      'Every device used to deliver the service sits behind a firewall that blocks unauthenticated inbound connections by default, and each rule that lets traffic in has a written reason and an owner.',
    evidence: 'Cyber Essentials certificate, or firewall rules with reasons',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ce.2': {
    wording:
      'On every computer, device and cloud service used, accounts and software that are not needed are removed, default passwords are changed and screens lock when left.',
    evidence: 'Cyber Essentials certificate, or build standard and sample check',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ce.3': {
    wording:
      'All software used to deliver the service is licensed and supported, and fixes for critical or high-risk flaws are installed within 14 days of release.',
    evidence: 'Cyber Essentials certificate, or update report for the last three months',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ce.4': {
    wording:
      'Each user has an approved account of their own with only the rights that they need, administration is done from separate accounts, and cloud services require multi-factor authentication.',
    evidence: 'Cyber Essentials certificate, or account list and authentication settings',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ce.5': {
    wording:
      'Every computer and device used is protected against malware by software that updates itself, or runs only applications on an approved list.',
    evidence: 'Cyber Essentials certificate, or coverage report of the protection used',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ce.scope': {
    wording:
      'The supplier holds a Cyber Essentials certificate in the name of the contracting legal entity, whose scope takes in every system and cloud service used to deliver this contract.',
    evidence: 'Certificate with legal entity, scope and expiry, entry in the public register',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ce.plus': {
    wording:
      'The supplier holds Cyber Essentials Plus when the contract starts and renews it every year until the contract ends.',
    evidence: 'Cyber Essentials Plus certificate with scope and expiry, entry in the public register',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'ce.autofail': {
    wording:
      'The supplier turns on multi-factor authentication on every cloud service that offers it and has missed no 14-day limit for a high-risk fix in the last twelve months.',
    evidence: 'Authentication settings, update report for twelve months',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
};
