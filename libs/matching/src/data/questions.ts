/** A question that tells near items apart, and what each answer speaks for. Codes may be of several documents. Ours. */
export interface SettlingQuestion {
  id: string;
  text: string;
  answers: readonly { id: string; text: string; items: readonly string[] }[];
}

/** What a security officer asks back when a line could mean two things. */
export const QUESTIONS: readonly SettlingQuestion[] = [
  {
    id: 'whose-people',
    text: 'Is this about the supplier’s own staff, or about people who use the system?',
    answers: [
      {
        id: 'supplier-staff',
        text: 'The supplier’s own staff',
        items: ['ncsc-cp.12', 'ncsc-cp.4', 'ncsc-csp.6', 'ncsc-csp.12', 'caf.B6.b', 'caf.B2.c', 'ncsc-sc.5'],
      },
      {
        id: 'users',
        text: 'People who use the system',
        items: ['ncsc-cp.11', 'ncsc-csp.9', 'ncsc-csp.10', 'caf.B2.a', 'caf.B2.d', 'ce.4', 'cop.1'],
      },
      {
        id: 'council-staff',
        text: 'The council’s staff and what they know',
        items: ['ncsc-cp.3', 'caf.B6.a', 'caf.A1.b', 'ncsc-sc.8'],
      },
    ],
  },
  {
    id: 'rest-or-motion',
    text: 'Is the data meant while it travels, or while it is kept?',
    answers: [
      { id: 'motion', text: 'While it travels', items: ['ncsc-csp.1', 'cop.5', 'etsi.5.5', 'caf.B3.b'] },
      { id: 'rest', text: 'While it is kept', items: ['ncsc-csp.2', 'cop.4', 'etsi.5.4', 'caf.B3.c', 'cop.8', 'etsi.5.8'] },
    ],
  },
  {
    id: 'secret-or-personal',
    text: 'Are these passwords and keys, or data about people?',
    answers: [
      {
        id: 'keys',
        text: 'Passwords, keys and the like',
        items: ['cop.4', 'etsi.5.4', 'cop.1', 'etsi.5.1', 'ncsc-cp.11', 'caf.B2.a'],
      },
      {
        id: 'people',
        text: 'Data about people',
        items: ['cop.8', 'cop.11', 'etsi.5.8', 'etsi.5.11', 'etsi.6', 'ncsc-cp.5', 'ncsc-cp.8', 'caf.B3.a'],
      },
    ],
  },
  {
    id: 'law-or-protection',
    text: 'Does it ask for something that the law demands, or for the data to be protected?',
    answers: [
      {
        id: 'law',
        text: 'What the law demands: lawful use, assessments, rights of people',
        items: ['ncsc-cp.5', 'cop.8', 'etsi.6'],
      },
      {
        id: 'protection',
        text: 'Protection: encryption, access, deletion',
        items: ['ncsc-cp.8', 'cop.4', 'cop.5', 'cop.11', 'etsi.5.4', 'etsi.5.5', 'etsi.5.11', 'ncsc-csp.2'],
      },
    ],
  },
  {
    id: 'delete-when',
    text: 'Who deletes the data: a person who wants it gone, or the supplier when it is no longer needed?',
    answers: [
      { id: 'person', text: 'The person whom it is about', items: ['cop.11', 'etsi.5.11', 'ncsc-cp.5'] },
      {
        id: 'supplier',
        text: 'The supplier, at the end of its use',
        items: ['ncsc-cp.13', 'ncsc-cp.8', 'ncsc-csp.2', 'caf.B3.e', 'cop.8', 'etsi.6'],
      },
    ],
  },
  {
    id: 'before-or-after',
    text: 'Is this about noticing that something is wrong, or about what is done then?',
    answers: [
      {
        id: 'notice',
        text: 'Noticing it',
        items: ['ncsc-cp.10', 'ncsc-csp.13', 'caf.C1.a', 'caf.C1.c', 'caf.C1.d', 'cop.10', 'etsi.5.10'],
      },
      { id: 'respond', text: 'What is done then', items: ['ncsc-cp.14', 'ncsc-csp.5', 'caf.D1.a', 'caf.D1.b', 'ncsc-sc.9'] },
      {
        id: 'stop',
        text: 'Stopping it before it happens',
        items: ['ncsc-cp.7', 'ncsc-cp.6', 'cop.6', 'etsi.5.6', 'ncsc-csp.11', 'caf.B4.b', 'ce.1', 'ce.5'],
      },
    ],
  },
  {
    id: 'fail-or-attack',
    text: 'Should the service go on when something breaks, or be put right after an attack?',
    answers: [
      {
        id: 'go-on',
        text: 'Go on, or fail safely, when something breaks',
        items: ['ncsc-cp.9', 'cop.9', 'etsi.5.9', 'caf.B5.a', 'caf.B5.b', 'caf.B5.c'],
      },
      {
        id: 'put-right',
        text: 'Be put right after an attack',
        items: ['ncsc-cp.14', 'caf.D1.a', 'caf.D1.b', 'caf.D1.c', 'ncsc-csp.5'],
      },
    ],
  },
  {
    id: 'device-or-service',
    text: 'Is it about a device in the street or the home, or about a hosted service?',
    answers: [
      {
        id: 'device',
        text: 'A device',
        items: ['cop.6', 'cop.7', 'cop.9', 'cop.12', 'etsi.5.6', 'etsi.5.7', 'ncsc-cp.7', 'caf.B2.b'],
      },
      {
        id: 'service',
        text: 'A hosted service',
        items: ['ncsc-csp.2', 'ncsc-csp.3', 'ncsc-csp.11', 'ncsc-cp.6', 'cop.5', 'etsi.5.5'],
      },
    ],
  },
  {
    id: 'parts-apart-or-closed',
    text: 'Should parts be kept apart from one another, or should there be less that can be reached at all?',
    answers: [
      {
        id: 'apart',
        text: 'Kept apart: zones, boundaries, separate networks',
        items: ['ncsc-cp.6', 'ncsc-csp.3', 'caf.B4.a', 'ce.1'],
      },
      {
        id: 'closed',
        text: 'Less that can be reached: closed, removed, locked',
        items: ['ncsc-cp.7', 'cop.6', 'etsi.5.6', 'ncsc-csp.11', 'caf.B4.b', 'ce.2'],
      },
    ],
  },
  {
    id: 'who-knows-of-holes',
    text: 'Is it about outsiders reporting weaknesses, or about putting them right?',
    answers: [
      { id: 'report', text: 'Outsiders reporting them', items: ['cop.2', 'etsi.5.2', 'psti.2'] },
      {
        id: 'right',
        text: 'Putting them right with updates',
        items: ['cop.3', 'etsi.5.3', 'ce.3', 'ncsc-cp.13', 'caf.B4.d', 'ncsc-csp.5'],
      },
    ],
  },
  {
    id: 'update-or-genuine',
    text: 'Is it that software is kept up to date, or that only genuine software runs?',
    answers: [
      { id: 'update', text: 'Kept up to date', items: ['cop.3', 'etsi.5.3', 'ce.3', 'ncsc-cp.13', 'caf.B4.d'] },
      { id: 'genuine', text: 'Only genuine software runs', items: ['cop.7', 'etsi.5.7', 'ce.5', 'ncsc-cp.7'] },
    ],
  },
  {
    id: 'test-or-fix',
    text: 'Is it about finding out what could go wrong, or about keeping what runs in good order?',
    answers: [
      {
        id: 'find',
        text: 'Finding out: risk assessment, threat model, test by intruders',
        items: ['ncsc-cp.2', 'caf.A2.a', 'caf.A2.b', 'caf.A2.c', 'ncsc-sc.3'],
      },
      {
        id: 'order',
        text: 'Good order: patches, changes, support',
        items: ['ncsc-cp.13', 'caf.B4.c', 'caf.B4.d', 'ncsc-csp.5', 'cop.3', 'etsi.5.3', 'ce.3'],
      },
    ],
  },
  {
    id: 'who-carries',
    text: 'Is this about the supplier itself, or about those whom the supplier uses in turn?',
    answers: [
      { id: 'itself', text: 'The supplier itself', items: ['ncsc-cp.4', 'ncsc-sc.1', 'ncsc-sc.5', 'ncsc-sc.6', 'ncsc-csp.4'] },
      {
        id: 'in-turn',
        text: 'Those whom it uses in turn',
        items: ['ncsc-cp.12', 'ncsc-sc.2', 'ncsc-sc.3', 'ncsc-csp.8', 'caf.A4.a'],
      },
    ],
  },
  {
    id: 'clause-or-check',
    text: 'Should it stand in the contract, or be checked from time to time?',
    answers: [
      { id: 'clause', text: 'Stand in the contract', items: ['ncsc-sc.6', 'ncsc-sc.5', 'ncsc-sc.4', 'ncsc-cp.4'] },
      {
        id: 'check',
        text: 'Be checked: audits, tests, reports, certificates',
        items: ['ncsc-sc.10', 'ncsc-sc.11', 'ncsc-cp.12', 'caf.A2.c', 'caf.A4.a'],
      },
      {
        id: 'help',
        text: 'Be a duty to tell and help when something happens',
        items: ['ncsc-sc.9', 'ncsc-sc.12', 'ncsc-cp.14'],
      },
    ],
  },
  {
    id: 'know-or-manage',
    text: 'Is it about knowing what there is and what it would mean to lose it, or about who is in charge?',
    answers: [
      { id: 'know', text: 'Knowing what there is', items: ['ncsc-cp.1', 'caf.A3.a', 'caf.B3.a', 'ncsc-sc.1'] },
      {
        id: 'charge',
        text: 'Who is in charge and how it is governed',
        items: ['ncsc-cp.3', 'caf.A1.a', 'caf.A1.b', 'caf.A1.c', 'caf.B1.a', 'ncsc-csp.4'],
      },
    ],
  },
  {
    id: 'login-or-rights',
    text: 'Is it about proving who somebody is, or about what they may then do?',
    answers: [
      { id: 'login', text: 'Proving who somebody is', items: ['ncsc-csp.10', 'caf.B2.a', 'cop.1', 'etsi.5.1'] },
      {
        id: 'rights',
        text: 'What they may do',
        items: ['ncsc-csp.9', 'caf.B2.d', 'caf.B2.c', 'ncsc-csp.12', 'cop.6', 'etsi.5.6'],
      },
    ],
  },
  {
    id: 'records-for-whom',
    text: 'Are the records kept for the supplier’s own watch, or handed to you?',
    answers: [
      {
        id: 'supplier',
        text: 'For the supplier’s own watch',
        items: ['ncsc-csp.5', 'caf.C1.a', 'caf.C1.c', 'cop.10', 'etsi.5.10'],
      },
      { id: 'you', text: 'Handed to us', items: ['ncsc-csp.13', 'caf.C1.b', 'ncsc-sc.10'] },
    ],
  },
  {
    id: 'easy-or-safe-input',
    text: 'Is it about setting the product up without mistakes, or about what it accepts from outside?',
    answers: [
      { id: 'easy', text: 'Setting it up without mistakes', items: ['cop.12', 'etsi.5.12', 'ncsc-csp.14', 'ce.2', 'caf.B4.b'] },
      {
        id: 'input',
        text: 'What it accepts from outside',
        items: ['cop.13', 'etsi.5.13', 'ncsc-cp.6', 'ncsc-csp.7', 'caf.A4.b'],
      },
    ],
  },
];
