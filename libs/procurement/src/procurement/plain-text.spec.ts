import { plainText } from './plain-text';

describe('text of a notice', () => {
  it.each([
    ['Cameras<br/>and masts<br /><br>for roads', 'Cameras\nand masts\n\nfor roads'],
    ['<p>Cameras.</p>\n<p class="x">Masts.</p>', 'Cameras.\n\nMasts.'],
    ['<ul><li><strong>One</strong></li><li>Two</li></ul>', 'One\nTwo'],
    ['See <a href="https://lamps.example/?a=1&amp;b=2">the site</a>.', 'See the site.'],
    [
      'Repair &amp; care &ndash; &pound;5&nbsp;m, the council&#8217;s &#x201C;own&#x201D;',
      'Repair & care – £5 m, the council’s “own”',
    ],
    ['&amp;lt;', '&lt;'],
  ])('that was markup is text: %j', (published, text) => {
    expect(plainText(published)).toBe(text);
  });

  it.each([
    'Up to 5 < x and y > 3',
    'where a <b and c> d',
    'List<String> in <fields>',
    'R&D; AT&T; &nosuch; &constructor; &#0; &#xD800;',
    '  indented\n\n\n\n  as it was  ',
    `<a ${' '.repeat(50_000)}`,
  ])('that only looks like markup stays: %#', (published) => {
    expect(plainText(published)).toBe(published);
  });
});
