import { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';
import { askedFields, fieldsToType, pathsOf, readFields, type SchemeFormField, typedFields } from './scheme-form';

const field = (name: string, type: string, askedAs: string | null = null): SchemeFormField => ({
  name,
  label: `Label of ${name}`,
  type,
  required: false,
  choices: null,
  askedAs,
});

const FORM = [field('level', 'STRING'), field('retest', 'DATE'), field('sites', 'LIST')];

const visit = (sent: Record<string, string>): Visit =>
  ({ field: (name: string) => sent[name] ?? '', t: (key: string) => key }) as unknown as Visit;

const SENT = { 'scheme-level': 'gold', 'scheme-retest-day': '3', 'scheme-retest-month': '12', 'scheme-retest-year': '2026' };

describe("the form of a scheme's own", () => {
  it('asks for what an attestation does not say already', () => {
    expect(askedFields([field('number', 'STRING', 'reference'), ...FORM])).toEqual(FORM);
  });

  it('sends every field, also what was emptied', () => {
    const errors = new FormErrors();
    expect(readFields(visit({ ...SENT, 'scheme-sites': 'Depot\nYard' }), FORM, errors)).toEqual([
      { name: 'level', values: ['gold'] },
      { name: 'retest', values: ['2026-12-03'] },
      { name: 'sites', values: ['Depot', 'Yard'] },
    ]);
    expect(errors.any).toBe(false);
    expect(readFields(visit({}), FORM, errors)[1]).toEqual({ name: 'retest', values: [] });
  });

  it('shows what a draft says as it would be typed', () => {
    const drafted = fieldsToType(FORM, [
      { name: 'level', values: ['gold'] },
      { name: 'retest', values: ['2026-12-03'] },
    ]);
    expect(drafted).toEqual(typedFields(visit(SENT), FORM));
  });

  it('says of a day that is none where it stands', () => {
    const errors = new FormErrors();
    readFields(visit({ ...SENT, 'scheme-retest-month': '14' }), FORM, errors);
    expect(errors.list.map(({ href }) => href)).toEqual(['#scheme-retest-day']);
  });

  it('finds the control that a refusal of the API is about', () => {
    expect(pathsOf(FORM)).toMatchObject({
      'fieldValues[0].values': 'scheme-level',
      'fieldValues[1].values': 'scheme-retest-day',
    });
  });
});
