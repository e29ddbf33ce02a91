import fc from 'fast-check';
import { bounded, readLines } from './lines';
import type { ReadSpecification } from './specification';
import { SpecificationUnreadable } from './specification';

const read = (text: string): ReadSpecification =>
  bounded(readLines(text.split('\n').map((line, index) => ({ line: index + 1, text: line }))), []);
const found = (text: string): [string | null, string][] => read(text).requirements.map(({ ref, text: words }) => [ref, words]);
const reasons = (text: string): [number, string][] => read(text).skipped.map(({ line, reason }) => [line, reason]);

describe('a requirement in plain text', () => {
  it.each([
    ['3.1.2 The supplier shall keep logs.', '3.1.2'],
    ['R-07: The supplier shall keep logs.', 'R-07'],
    ['[R-07] The supplier shall keep logs.', 'R-07'],
    ['(7) The supplier shall keep logs.', '7'],
    ['REQ 12. The supplier shall keep logs.', 'REQ 12'],
    ['4) The supplier shall keep logs.', '4'],
    ['G-01\tThe supplier shall keep logs.', 'G-01'],
    ['- The supplier shall keep logs.', null],
    ['• The supplier shall keep logs.', null],
    ['- 3.1 The supplier shall keep logs.', '3.1'],
    ['The supplier shall keep logs.', null],
  ])('is told from its number: %s', (text, ref) => {
    expect(found(text)).toEqual([[ref, 'The supplier shall keep logs.']]);
  });

  it('does not lose the name of a standard that looks like a number', () => {
    expect(found('AES-256 encryption must be used at rest.\nSHA-256 hashes shall be kept.')).toEqual([
      [null, 'AES-256 encryption must be used at rest.'],
      [null, 'SHA-256 hashes shall be kept.'],
    ]);
  });

  it.each([
    'DES-3 must not be used.',
    'MD-5 must not be used.',
    'XY-3 must not be used.',
    '[AES-256] must be used at rest.',
    '[1] must be followed.',
    'PAS-185 must be followed.',
    '802.1X must be used on each port.',
    '99.9 % availability must be met.',
    '99.9% availability must be met.',
    '3.5 mm sockets must be closed.',
    '2.5 GB of storage must be free.',
    '24. hours must be enough for an answer.',
  ])('keeps a name or a figure that its sentence begins with: %s', (text) => {
    expect(found(text)).toEqual([[null, text]]);
  });

  it.each([
    ['R1 must log reads and images.', 'R1'],
    ['REQ-12: must log reads and images.', 'REQ-12'],
    ['XY-3: must log reads and images.', 'XY-3'],
    ['SEC-04 Access must be controlled.', 'SEC-04'],
    ['DES-3 The design must be shown.', 'DES-3'],
    ['G-01 cameras must be locked.', 'G-01'],
    ['3.4.2 must be kept for three years.', '3.4.2'],
    ['3.1 Hours of support must be told.', '3.1'],
    ['4) minutes must be kept of each meeting.', '4'],
  ])('has its number also where little tells it from the sentence: %s', (text, ref) => {
    expect(found(text)).toEqual([[ref, text.slice(ref.length).replace(/^[:)]?\s*/, '')]]);
  });

  it('is no note because its first word begins as one', () => {
    expect(found('NB-IoT must be supported.\nGuidance-based training must be given.')).toHaveLength(2);
    for (const note of ['NB - the supplier must know', 'N.B. The supplier must know', 'Note- the supplier must know'])
      expect(reasons(note)).toEqual([[1, 'A note, which asks for nothing']]);
  });

  it('is joined from the lines it was wrapped over, also where one begins with a capital or a figure', () => {
    expect(
      found(
        '3.1 The supplier shall hold a current Cyber\nEssentials certificate and answer within\n24 hours.\n3.2 Cameras must be\n  locked.',
      ),
    ).toEqual([
      ['3.1', 'The supplier shall hold a current Cyber Essentials certificate and answer within 24 hours.'],
      ['3.2', 'Cameras must be locked.'],
    ]);
  });

  it('is joined over a page number', () => {
    expect(found('3.1 The supplier shall keep\nPage 4 of 9\nthe logs.')).toEqual([
      ['3.1', 'The supplier shall keep the logs.'],
    ]);
  });

  it('does not swallow the next sentence that demands, nor the next heading', () => {
    expect(found('The supplier must keep the logs of every camera safe\nThe supplier must audit them\n2 Networks')).toEqual([
      [null, 'The supplier must keep the logs of every camera safe'],
      [null, 'The supplier must audit them'],
    ]);
  });

  it('begins with the words that stand above its list', () => {
    const text =
      '4.1 The supplier shall:\na) encrypt reads\nb) log every search\n\nThe cameras:\n- must be locked\n- sealed housings';
    expect(found(text)).toEqual([
      ['4.1(a)', 'The supplier shall encrypt reads'],
      ['4.1(b)', 'The supplier shall log every search'],
      [null, 'must be locked'],
      [null, 'sealed housings'],
    ]);
    expect(reasons(text)).toEqual([
      [1, 'An introduction: the points that follow begin with its words'],
      [5, 'An introduction to what follows'],
    ]);
  });

  it('has the figure of a point after the number of its list, as it has a letter', () => {
    expect(found('4.1 The supplier shall:\n(1) lock cabinets\n(2) seal cameras')).toEqual([
      ['4.1(1)', 'The supplier shall lock cabinets'],
      ['4.1(2)', 'The supplier shall seal cameras'],
    ]);
  });

  it('does not begin with words above its list that are longer than an introduction is', () => {
    expect(found(`The supplier shall ${'keep '.repeat(100)}:\n- log reads\n- lock cabinets`)).toEqual([
      [null, 'log reads'],
      [null, 'lock cabinets'],
    ]);
  });

  it('is each line of a list that demands nothing in so many words', () => {
    const list =
      'Security wishes\nTLS1.3 or better on all links.\nTwo factor authentification for admins\n\nPage 2\nNo default passwords.\nNote: from the workshop.';
    expect(found(list)).toEqual([
      [null, 'TLS1.3 or better on all links.'],
      [null, 'Two factor authentification for admins'],
      [null, 'No default passwords.'],
    ]);
    expect(reasons(list)).toEqual([
      [1, 'A heading: short, and it asks for nothing'],
      [5, 'A page number'],
      [7, 'A note, which asks for nothing'],
    ]);
    expect(found(`${list}\nCameras must be locked.`)).toEqual([[null, 'Cameras must be locked.']]);
    const story = `The estate grew ${'over many years '.repeat(12)}into what it is.`;
    expect(found(`${list}\n${story}`)).toEqual([]);
  });

  it('is kept with emoji and right-to-left marks', () => {
    const text = 'The sign 🚦 \u200fشارة\u200e must be readable.';
    expect(found(text)).toEqual([[null, text]]);
  });
});

describe('a line that asks for nothing', () => {
  it('is skipped with its place and the reason', () => {
    const text = [
      'Specification of the service',
      '1 Introduction .......... 4',
      'This part explains how the estate grew over the years.',
      'Page 2',
      'Note: the words have the meaning of the contract.',
      '***',
      '3.1 The supplier shall keep logs.',
      '3.1 The supplier shall  keep logs.',
    ].join('\n\n');
    expect(reasons(text)).toEqual([
      [1, 'A heading: short, and it asks for nothing'],
      [3, 'A line of a table of contents'],
      [5, 'An explanation: it asks for nothing'],
      [7, 'A page number'],
      [9, 'A note, which asks for nothing'],
      [11, 'No words'],
      [15, 'The same as line 13'],
    ]);
  });

  it('is told whole, since it may be a requirement after all', () => {
    const explanation = `${'This part explains how the estate grew over the years, and '.repeat(20)}who asked for it.`;
    expect(read(explanation).skipped.map(({ text }) => text)).toEqual([explanation]);
  });

  it('is told by its first words where a million characters were skipped before it', () => {
    const explanation = `${'This part explains how the estate grew over the years, and '.repeat(100)}who asked for it.`;
    const { skipped } = read(Array.from({ length: 200 }, () => explanation).join('\n\n'));
    const whole = skipped.filter(({ text }) => text === explanation);
    expect(whole).toHaveLength(Math.floor(1_000_000 / explanation.length));
    expect(skipped.at(-1)?.text).toBe(`${explanation.slice(0, 200)}…`);
  });

  it('is one that is longer than anybody could assess, of which as much is shown as can be one', () => {
    const [skipped] = read(`The supplier shall ${'keep logs '.repeat(10000)}`).skipped;
    expect(skipped.reason).toBe('Longer than 10000 characters: split it into single requirements');
    expect(skipped.text).toHaveLength(10000);
  });
});

describe('a specification in plain text', () => {
  it('keeps the number of a requirement once: the second goes without', () => {
    expect(found('1.1 Logs must be kept.\n1.1 Cameras must be locked.').map(([ref]) => ref)).toEqual(['1.1', null]);
  });

  it('keeps in the text a number that is too long to be one', () => {
    const text = `1${'.1'.repeat(40)} The supplier shall keep logs.`;
    expect(found(text)).toEqual([[null, text]]);
  });

  it('is refused with more requirements than can be assessed', () => {
    const lines = Array.from({ length: 2001 }, (_, index) => `The supplier shall do thing ${index}.`).join('\n');
    expect(() => read(lines)).toThrow(SpecificationUnreadable);
    expect(() => read(lines)).toThrow(/2001 requirements; at most 2000.*Split it into lots/);
  });

  it('is read in time that grows with its length alone, however its lines hang together', () => {
    // Joined one by one with a look back over the whole, these would take a minute.
    const { skipped } = read('shall keep going and going\n'.repeat(60000));
    expect(skipped).toHaveLength(1);
  });

  it('is refused with far more points than can be assessed, before they are compared', () => {
    const points = '- log reads\n'.repeat(40001);
    expect(() => read(points)).toThrow(/40001 requirements; at most 2000/);
  });

  it('is read in time that grows with its length alone, however many dots stand in a line', () => {
    // Looked at anew from each dot, these would take a minute.
    const { skipped } = read(`ab${'.'.repeat(9990)}x\n\n`.repeat(100));
    expect(skipped).toHaveLength(100);
  });

  it('loses no line, whatever it holds: each word is in a requirement or was skipped', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '3.1 ',
        '- ',
        'a) ',
        'R-07: ',
        'Note: ',
        'Page 2',
        '\n',
        '\n\n',
        ' shall ',
        '. ',
        ':',
        '....... 7',
        '\u200f',
        '🚦',
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const { requirements, skipped } = read(text);
        const lines = text.split('\n');
        for (const { line, text: words, ref } of requirements) {
          expect(lines[line - 1].trim()).not.toBe('');
          expect(words.trim()).not.toBe('');
          expect(words.length).toBeLessThanOrEqual(10000);
          expect(ref === null || (ref.length >= 1 && ref.length <= 50)).toBe(true);
        }
        const refs = requirements.flatMap(({ ref }) => ref ?? []);
        expect(new Set(refs).size).toBe(refs.length);
        const accounted = [...requirements, ...skipped].map(({ text: words }) => words).join(' ');
        for (const word of text.match(/\p{L}{3,}/gu) ?? [])
          expect(accounted.includes(word) || skipped.some(({ text: start }) => start.length >= 200)).toBe(true);
      }),
    );
  });
});
