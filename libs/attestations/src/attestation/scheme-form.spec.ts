import type { SchemeField } from '../scheme/attestation-scheme.entity';
import { missingFields, readForm } from './scheme-form';

const field = (name: string, type: string, more: Partial<SchemeField> = {}): SchemeField => ({
  name,
  label: name.replaceAll('_', ' '),
  type,
  required: false,
  choices: null,
  askedAs: null,
  ...more,
});

const FORM = [
  field('certificate_number', 'STRING', { askedAs: 'reference', required: true }),
  field('level', 'STRING', { choices: ['baseline', 'assurance'], required: true }),
  field('retest_date', 'DATE'),
  field('exceptions_count', 'NUMBER'),
  field('insured', 'BOOLEAN'),
  field('policy_url', 'URL'),
  field('subprocessors', 'LIST'),
];

const one = (name: string, ...values: string[]) => readForm(FORM, [{ name, values }]);

describe("a scheme's own form", () => {
  it('keeps what was filled in, in the order of the form and with its labels', () => {
    const given = [
      { name: 'subprocessors', values: [' A ', '', 'B'] },
      { name: 'level', values: ['baseline'] },
      { name: 'retest_date', values: [' '] },
    ];
    expect(readForm(FORM, given)).toEqual({
      values: [
        { name: 'level', label: 'level', values: ['baseline'] },
        { name: 'subprocessors', label: 'subprocessors', values: ['A', 'B'] },
      ],
      problems: [],
    });
  });

  it.each([
    ['retest_date', '2026-11-30'],
    ['retest_date', '2028-02-29'],
    ['exceptions_count', '0'],
    ['exceptions_count', '2.5'],
    ['insured', 'false'],
    ['policy_url', 'https://halden.example/security'],
    ['level', 'assurance'],
  ])('takes %s: %s', (name, value) => {
    expect(one(name, value).problems).toEqual([]);
  });

  it.each([
    ['retest_date', '2026-02-30', 'has to be a day'],
    ['retest_date', '30/11/2026', 'has to be a day'],
    ['exceptions_count', 'none', 'has to be a number'],
    ['exceptions_count', '1e9', 'has to be a number'],
    ['insured', 'yes', 'has to be true or false'],
    ['policy_url', 'javascript:alert(1)', 'has to be an address'],
    ['policy_url', 'https://', 'has to be an address'],
    ['level', 'gold', 'one of baseline, assurance'],
    ['certificate_number', 'C-1', 'said by reference'],
    ['colour', 'red', 'is no field of this scheme'],
  ])('refuses %s: %s', (name, value, sentence) => {
    expect(one(name, value).problems).toEqual([
      { path: 'fieldValues[0].values', message: expect.stringContaining(sentence) as string },
    ]);
  });

  it('takes one value where there is no list, and each field once', () => {
    expect(one('retest_date', '2026-01-01', '2026-01-02').problems[0].message).toContain('takes one');
    const twice = readForm(FORM, [
      { name: 'insured', values: ['true'] },
      { name: 'insured', values: ['false'] },
    ]);
    expect(twice.problems).toEqual([{ path: 'fieldValues[1].values', message: '"insured" is given twice. Give it once.' }]);
  });

  it('names what is required and left empty, but for what the attestation itself says', () => {
    expect(missingFields(FORM, [])).toEqual(['level']);
    expect(missingFields(FORM, one('level', 'baseline').values)).toEqual([]);
  });
});
