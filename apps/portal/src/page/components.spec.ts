import fc from 'fast-check';
import nunjucks from 'nunjucks';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { Components, remembering } from './components';

const govuk = join(repositoryRoot(), 'node_modules/govuk-frontend/dist');
const files = new nunjucks.FileSystemLoader(govuk);
const plain = new nunjucks.Environment(files, { autoescape: true });
const loaders = [new Components((name) => join(govuk, name)), files];
const remembered = new nunjucks.Environment(loaders, { autoescape: true });

const PAGE = `{% from "govuk/components/input/macro.njk" import govukInput %}{% from "govuk/components/tag/macro.njk" import govukTag %}
{{ govukInput(input) }}{{ govukTag(tag) }}{% set inner %}<b>{{ tag.text }}</b>{% endset %}{{ govukTag({ html: inner }) }}`;

describe('components', () => {
  it('are the same as without being remembered, whatever their parameters, and however often', () => {
    const text = fc.oneof(fc.constantFrom('', 'a', '<b>', '"', '1'), fc.string({ maxLength: 5 }));
    const maybe = fc.option(text, { nil: undefined });
    const attributes = fc.dictionary(fc.constantFrom('hidden', 'data-a'), fc.oneof(maybe, fc.constant(null)), { maxKeys: 2 });
    const input = fc.record({ id: text, name: text, value: maybe, classes: maybe, label: fc.record({ text }), attributes });
    fc.assert(
      fc.property(fc.record({ input, tag: fc.record({ text, attributes }) }), (parameters) => {
        const expected = plain.renderString(PAGE, parameters);
        expect(remembered.renderString(PAGE, parameters)).toBe(expected);
        expect(remembered.renderString(PAGE, parameters)).toBe(expected);
      }),
    );
  });

  it('are not made again of the same parameters, and are of any others', () => {
    const macro = jest.fn((given: unknown) => JSON.stringify(given) ?? '');
    const again = remembering(macro);
    const safe = new nunjucks.runtime.SafeString('1');
    const different = (): object[] => [
      {},
      { a: undefined },
      { a: null },
      { a: 'null' },
      { a: 1 },
      { a: '1' },
      { a: safe },
      { a: [1] },
      { a: { 0: 1 } },
      [],
    ];
    for (const given of [...different(), ...different()]) again(given);
    expect(macro).toHaveBeenCalledTimes(different().length);
  });

  it('are made every time of what is long, or is more than plain values', () => {
    const macro = jest.fn(() => '');
    const again = remembering(macro);
    for (const given of [{ text: 'x'.repeat(1000) }, { caller: () => '' }, { on: new Date(0) }]) {
      again(given);
      again(given);
    }
    again({}, {});
    again({}, {});
    expect(macro).toHaveBeenCalledTimes(8);
  });
});
