import { ApiRefusal } from '../api/api-client';
import { nameOfField } from '../page/labels';
import { FormErrors, type ShownError } from './form-errors';

const refusal = (fields: { path: string; message: string }[], code = 'BAD_USER_INPUT'): ApiRefusal =>
  new ApiRefusal('It was refused.', code, fields);

const ENGLISH = { attributes: { lang: 'en' } };
const told = (path: string, message: string): ShownError & { href: string } =>
  FormErrors.of(refusal([{ path, message }]), 'title', { title: 'title', cpvCodes: 'cpv' }).list[0];

describe('what the API refuses of a form', () => {
  it('is a sentence that names the field beside which it stands', () => {
    expect(told('cpvCodes', 'has more than 20 entries; send fewer')).toEqual({
      ...ENGLISH,
      href: '#cpv',
      text: `${nameOfField('cpv')} has more than 20 entries; send fewer`,
    });
    expect(told('title', 'is empty')).toEqual({ ...ENGLISH, href: '#title', text: `${nameOfField('title')} is empty` });
  });

  it('stands at the field of a list, whichever of its entries it is about', () => {
    expect(told('cpvCodes[0]', 'is empty').href).toBe('#cpv');
    expect(told('cpvCodes[119]', '"99" is no CPV code.').href).toBe('#cpv');
  });

  it('names what no field of the form is for', () => {
    expect(told('lots[1].supportedUntil', 'is empty')).toEqual({
      ...ENGLISH,
      href: '#title',
      text: 'Lots 2 supported until is empty',
    });
  });

  it('stays as it is where it is a sentence', () => {
    expect(told('cpvCodes', '"99" is no CPV code.')).toEqual({ ...ENGLISH, href: '#cpv', text: '"99" is no CPV code.' });
    expect(FormErrors.of(refusal([]), 'title').list).toEqual([{ ...ENGLISH, href: '#title', text: 'It was refused.' }]);
  });

  it('is said once of many fields that stand at one place', () => {
    const message = 'There are requirements 1 and 2 already.';
    const fields = [0, 1].map((index) => ({ path: `requirements[${index}].ref`, message }));
    expect(FormErrors.of(refusal(fields, 'CONFLICT'), 'take').list).toEqual([{ ...ENGLISH, href: '#take', text: message }]);
  });

  it('is in English, and what the portal says itself in the language of the page', () => {
    const refused = FormErrors.of(refusal([]), 'title').add('code', 'Rhowch y cod');
    expect([refused.of('title'), refused.of('code'), refused.of('email')]).toEqual([
      { ...ENGLISH, text: 'It was refused.' },
      { text: 'Rhowch y cod' },
      undefined,
    ]);
  });

  it('is told at its field under the word of the page', () => {
    const errors = new FormErrors().add('code', 'Rhowch y cod').under('Gwall');
    expect(errors.of('code')).toEqual({ text: 'Rhowch y cod', visuallyHiddenText: 'Gwall' });
    expect(errors.list).toEqual([{ text: 'Rhowch y cod', href: '#code' }]);
  });

  it('is thrown again where nobody can mend it in the form', () => {
    const broken = refusal([], 'INTERNAL_SERVER_ERROR');
    expect(() => FormErrors.of(broken, 'title')).toThrow(broken);
  });
});
