import type { Wording } from '../model';

/** Suggested wordings for the consumer IoT code of practice (`cop`) and the product security regime (`psti`). */
export const DEVICE_WORDINGS: Readonly<Record<string, Wording>> = {
  'cop.1': {
    wording:
      'Every device has a password of its own or makes the user set one, and no reset brings back a password that another device shares.',
    evidence: 'Provisioning description, test report',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'cop.2': {
    wording:
      'The maker publishes an address to which anyone can report a security flaw, acknowledges a report within five working days, and says when it will be put right.',
    evidence: 'Address of the policy and of security.txt, figures on past reports',
    minimumStrength: 'ASSERTION',
  },
  'cop.3': {
    wording:
      'All software in the device can be updated securely, and the maker publishes the date until which it will supply security updates, which is no earlier than the end of the contract.',
    evidence: 'Update description, published support end date for each model',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'cop.4': {
    wording: 'Keys and passwords in the device are held in protected storage, and none is written into software or firmware.',
    evidence: 'Storage design, firmware analysis',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'cop.5': {
    wording:
      'All traffic to and from the device that matters to security, remote control included, is encrypted and authenticated by current methods, with keys that are unique to the device.',
    evidence: 'List of protocols and cipher settings, key management description, traffic test',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'cop.6': {
    wording:
      'Ports, radios, services, accounts and debug connectors that the device does not need for its task are disabled in the units delivered.',
    evidence: 'Interface list with reasons, hardening record, port scan',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'cop.7': {
    wording:
      'The device starts only software that its maker has signed; when a check fails it raises an alert and connects to nothing but what the alert needs.',
    evidence: 'Secure boot description, test with altered software',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'cop.8': {
    wording:
      'The supplier tells people in plain words what personal data the device collects, by whom and why it is used, and lets them withdraw consent as easily as they gave it.',
    evidence: 'Privacy notice, consent screens, data map',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'cop.9': {
    wording:
      'The device goes on with its main task when the network or power fails, as far as its power supply allows, and recovers by itself without losing its security settings.',
    evidence: 'Outage test report, stated battery time',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'cop.10': {
    wording:
      'Where the supplier collects telemetry from devices, it checks it for signs of attack or misuse at least once a day and tells the council of what it finds.',
    evidence: 'List of checks made, sample report',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'cop.11': {
    wording:
      'A user can delete their personal data from the device and its services in a few plain steps and is told when it is done.',
    evidence: 'User instructions, demonstration, test that deleted data cannot be recovered',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'cop.12': {
    wording:
      'The device can be installed and kept secure by following an illustrated guide, and is secure if the installer changes nothing but the password.',
    evidence: 'Installation guide, result of a trial installation',
    minimumStrength: 'ASSERTION',
  },
  'cop.13': {
    wording:
      'The device and its services check all data that arrives from users, networks and other systems, and reject what is malformed or out of range without failing.',
    evidence: 'Validation rules, fuzz or penetration test report',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'psti.1': {
    wording:
      'Passwords on products supplied are unique to each unit or set by the user, and unique ones cannot be worked out from a counter, public information or the serial number.',
    evidence: 'Statement of compliance, description of how passwords are made',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'psti.2': {
    wording:
      'The manufacturer publishes, in English and free of charge, a contact for reporting security issues and says when a reporter will hear back until the issue is resolved.',
    evidence: 'Address of the published information',
    minimumStrength: 'ASSERTION',
  },
  'psti.3': {
    wording:
      'The manufacturer publishes the end date of the period for which each product will get security updates, and has never shortened it.',
    evidence: 'Address of the published period for each model',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'psti.def-support': {
    wording:
      'For each product the supplier states the support period as an end date that is on or after the end of the contract.',
    evidence: 'Table of models and end dates',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
  'psti.deemed-2025': {
    wording:
      'Where the supplier relies on a foreign security label to show compliance, it gives the label’s scheme, level, number and expiry for the exact model supplied.',
    evidence: 'Label registration for the model, with date',
    minimumStrength: 'INDEPENDENT_VALIDATION',
  },
  'psti.deemed': {
    wording:
      'Where the supplier relies on EN 303 645 or ISO/IEC 29147 to show compliance, it names the provisions met and gives the test report for the exact model supplied.',
    evidence: 'Table of provisions, test report',
    minimumStrength: 'INDEPENDENT_TESTING',
  },
  'psti.soc': {
    wording:
      'Each consumer connectable product comes with a statement of compliance that names the product and batch, the manufacturer, the defined support period and the signatory.',
    evidence: 'Copy of the statement of compliance for each model',
    minimumStrength: 'CONTRACTUAL_COMMITMENT',
  },
};
