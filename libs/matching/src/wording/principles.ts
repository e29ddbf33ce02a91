import type { Wording } from '../model';

/** Suggested wordings for the connected places principles (`ncsc-cp`). */
export const PRINCIPLE_WORDINGS: Readonly<Record<string, Wording>> = {
  'ncsc-cp.1': {
    wording:
      'Before design starts, the supplier gives the council a list of every component, data flow and outside dependency of the system, with the harm to people and services if each were lost, altered or exposed.',
    evidence: 'System and data flow diagram, list of dependencies, impact table signed off by the council',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-cp.2': {
    wording:
      'The supplier carries out a security risk assessment and a threat model of the system with the council before the design is signed off, and repeats them at least once a year and before each major change.',
    evidence: 'Risk register with owners and treatments, threat model, dates of the last two reviews',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-cp.3': {
    wording:
      'The supplier names a director who answers for the security of the service, and everyone who works on it has had security training for their role within the last twelve months.',
    evidence: 'Name and role of the director, security policy, training records by role',
    minimumStrength: 'ASSERTION',
  },
  'ncsc-cp.4': {
    wording:
      'The supplier states, for itself and each sub-contractor, which council systems and data it can reach, from which country, for what purpose, who owns it, and which security duties are its own.',
    evidence: 'Access and responsibility table, ownership statement, list of places where data is handled',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-cp.5': {
    wording:
      'The supplier processes personal data only as the council instructs in writing, meets UK GDPR and the Data Protection Act 2018, and helps the council to complete a data protection impact assessment before the service goes live.',
    evidence: 'Processor agreement, input to the impact assessment, list of laws that apply and how each is met',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-cp.6': {
    wording:
      'The design keeps field devices, control functions, public access and office systems in separate zones, shows each trust boundary on a diagram, and lets across a boundary only the traffic that is listed for it.',
    evidence: 'Architecture diagram with trust boundaries, list of permitted flows, test of the separation',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ncsc-cp.7': {
    wording:
      'No device or management interface can be reached from the internet unless the design lists it with a reason; ports, services and default accounts that are not needed are off when the system is handed over.',
    evidence: 'List of exposed interfaces, hardening record, external scan made at acceptance',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'ncsc-cp.8': {
    wording:
      'Data is encrypted wherever it travels and wherever it is stored, by methods that the NCSC recommends, and the system collects and keeps no more data than the retention schedule lists.',
    evidence: 'Encryption and key management description, retention schedule, test results',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ncsc-cp.9': {
    wording:
      'When power, network or the central platform is lost, the equipment goes to a safe, documented state or works on by itself, staff can take manual control, and normal service returns without a site visit.',
    evidence: 'Failure mode table, capacity plan, report of a witnessed failure test',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'ncsc-cp.10': {
    wording:
      'Devices, gateways, platform and administrators’ actions are logged with synchronised time; logs are kept for at least twelve months, can be sent to the council’s monitoring, and a named team acts on alerts at the hours agreed.',
    evidence: 'Log sources and schema, retention setting, name of the team and its hours, sample alert',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ncsc-cp.11': {
    wording:
      'Every person signs in with an account of their own and no more rights than their role needs; administrators use multi-factor authentication; rights are reviewed every three months and removed within one working day of a person leaving.',
    evidence: 'Role and rights table, authentication settings, last access review',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'ncsc-cp.12': {
    wording:
      'The supplier reviews the security of every sub-contractor and component maker that the service relies on at least once a year, reports the result, and tells the council before any of them changes.',
    evidence: 'List of sub-suppliers with last review, reports, notice of change clause',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-cp.13': {
    wording:
      'The supplier keeps an up-to-date list of all hardware and software, applies critical and high-risk security updates within 14 days of release, warns of the end of support at least twelve months ahead, and wipes equipment before it is taken away.',
    evidence: 'Inventory, record of the last three months’ updates, support end dates, disposal certificates',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'ncsc-cp.14': {
    wording:
      'The supplier tells the council of a security incident within 24 hours of learning of it, follows a joint plan that names contacts and duties, and rehearses that plan and a recovery from backup with the council once a year.',
    evidence: 'Joint incident plan, notification clause, report of the last exercise',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
};
