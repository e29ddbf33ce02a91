import { ideographs, lines, noise, release } from '../testing/invented-releases';
import { TestImports } from '../testing/test-imports';

let imports: TestImports;

beforeAll(async () => {
  imports = await TestImports.begin();
});
afterAll(() => imports?.end());

describe('notices imported', () => {
  it('make suppliers with their sectors, reasons and facts', async () => {
    await imports.take('OCDS', lines(release('200')));
    const rows: object[] = await imports.owner.query(
      `SELECT s.is_relevant, x.reason, f.source, s.search @@ to_tsquery('lamps') AS found FROM supplier s JOIN supplier_sector x ON x.supplier_id = s.id
       JOIN fact f ON f.supplier_id = s.id AND f.field = 'name' WHERE s.name = 'Invented Lamps 200 Ltd'`,
    );
    expect(rows).toEqual([
      { is_relevant: true, source: 'OTHER_PUBLISHER', found: true, reason: expect.stringContaining('street light') },
    ]);
  });

  it('amend awards in whatever order they come, and do not double them', async () => {
    const change = {
      tag: ['contractAmendment'],
      id: '300-2',
      date: '2026-10-01T10:00:00Z',
      awards: undefined,
      contracts: [{ id: 'c', awardID: '1', status: 'active', value: { amount: 99, currency: 'GBP' } }],
    };
    await imports.take('OCDS', lines(release('300', change)));
    expect(await imports.awardsOf('300')).toEqual([]);
    await imports.take('OCDS', lines(release('300')));
    expect(await imports.awardsOf('300')).toMatchObject([{ value_net: '99.00' }]);
    const ended = {
      ...change,
      id: '300-3',
      tag: ['contractTermination'],
      date: '2026-11-01T10:00:00Z',
      contracts: [{ id: 'c', awardID: '1', status: 'terminated' }],
    };
    await imports.take('OCDS', lines(release('300', ended)));
    expect(await imports.awardsOf('300')).toMatchObject([{ value_net: '99.00', contract_status: 'terminated' }]);
  });

  it('take the releases around what is none in the list of a package, which is named by its place', async () => {
    const report = await imports.take(
      'OCDS',
      JSON.stringify({ releases: [release('450'), 5, null, release('451')], uri: 'x' }),
    );
    expect(report).toMatchObject({ state: 'DONE', records: 4, counts: { added: 2, refused: 2 } });
    expect(await imports.problemsOf(report)).toEqual([
      expect.stringMatching(/^release 2: it is not a JSON object/),
      expect.stringMatching(/^release 3: it is not a JSON object/),
    ]);
  });

  it('say what of them was not taken, and take the rest', async () => {
    const report = await imports.take(
      'OCDS',
      [
        lines(release('400'), release('400'), release('400', { tender: { title: 'Something else' } })),
        '{"ocid": "broken", "id"\n',
        'no json at all\n',
        lines(
          { id: 'no ocid' },
          release('401', {}, { suppliers: [] }),
          release('402', {}, { value: { amount: -5, amountGross: 6, currency: 'GBQ' } }),
        ),
        lines(
          release(
            '403',
            { parties: [{ id: 'p', name: 'Only A Name (invented)', roles: ['supplier'] }] },
            { suppliers: [{ id: 'p', name: 'Only A Name (invented)' }] },
          ),
        ),
        lines(release('404', {}, { contractPeriod: { startDate: '2027-01-01', endDate: '2026-01-01' } })),
        lines([], 'text', 5),
      ].join(''),
    );
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 5, unchanged: 1, refused: 7 } });
    const problems = (await imports.problemsOf(report)).join('\n');
    for (const sentence of [
      /release 3 \(400-1\): another release with this id is there already and says something else/,
      /file: Line 4 is not valid JSON/,
      /file: Line 5 is no release in JSON: one begins with \{/,
      /file: Line \d+ is no release in JSON: one begins with \{.*\n.*file: Line \d+ is no release in JSON/,
      /it has no ocid/,
      /release 5 \(401-1\): award 1 names no supplier/,
      /-5 is not an amount/,
      /"GBQ" is not a currency/,
      /the period would end on 1 January 2026, before it starts on 1 January 2027/,
    ])
      expect(problems).toMatch(sentence);
    expect(await imports.awardsOf('403')).toMatchObject([{ supplier_id: null, supplier_name: 'Only A Name (invented)' }]);
    expect(await imports.awardsOf('402')).toMatchObject([{ value_net: null, currency: null }]);
    expect(await imports.awardsOf('404')).toMatchObject([{ starts_on: expect.anything(), ends_on: null }]);
  });

  it.each<[string, object, object, number]>([
    ['a date that is before the year 1 in UTC', { date: '0001-01-01T00:00:00+01:00' }, {}, 2],
    ['a date that is after the year 9999 in UTC', { date: '9999-12-31T23:59:59-01:00' }, {}, 2],
    ['an award of the year 0', {}, { date: '0000-01-01T00:00:00Z' }, 2],
    ['text with an escape that was escaped again', { note: 'a \\u0000 b', other: 'c \\ud83d d' }, {}, 2],
    ['half of a character in text and a key', { note: 'a\ud83d', ['b\ud83d']: 'c\u0000' }, {}, 2],
    ['half of a character in a tag', { tag: ['award\ud83d'] }, {}, 2],
    ['half of a character in its id', { id: 'x\ud83d' }, {}, 1],
    ['half of a character in its ocid', { ocid: 'ocds-invented-\udc00' }, {}, 1],
  ])('take the others, and of one what can be taken, that has %s', async (name, more, award, added) => {
    const id = String(41_000 + name.length);
    const report = await imports.take('OCDS', lines(release(id, more, award), release(`${id}1`)));
    expect(report).toMatchObject({ state: 'DONE', error: null, counts: { added, refused: 2 - added } });
    if (added === 1)
      expect(await imports.problemsOf(report)).toEqual([
        expect.stringMatching(/^release 1: it has no .*id.* that can be stored/),
      ]);
  });

  it.each<[string, object, object, object, RegExp]>([
    [
      'a name',
      { name: 'Consortium '.repeat(62) },
      {},
      {},
      /parties\[1\]\.name: has 681 characters, and 500 at most can be kept; it is shortened/,
    ],
    [
      'a name in its award',
      {},
      { suppliers: [{ id: 'q', name: noise(20_000) }] },
      {},
      /awards\[0\]\.suppliers\[0\]\.name: has 20000 characters.* shortened/,
    ],
    [
      'a website',
      { details: { url: `https://lamps.example/${'x'.repeat(3000)}` } },
      {},
      {},
      /details\.url: has 3022 characters.* left out/,
    ],
    [
      'a company number',
      { identifier: { scheme: 'GB-COH', id: noise(20_000) } },
      {},
      {},
      /identifier\.id: has 20000 characters.* left out/,
    ],
    [
      'a scheme',
      { identifier: { scheme: noise(20_000), id: '1' } },
      {},
      {},
      /identifier\.scheme: has 20000 characters.* left out/,
    ],
    ['an id of its party', { id: noise(20_000) }, {}, {}, /parties\[1\]\.id: has 20000 characters.* shortened/],
    ['an id of an award', {}, { id: noise(20_000) }, {}, /awards\[0\]\.id: has 20000 characters.* shortened/],
    ['a title', {}, { title: noise(2_000_000) }, {}, /awards\[0\]\.title: has 2000000 characters.* shortened/],
    [
      'the name of its buyer',
      {},
      {},
      { buyer: { id: 'x', name: noise(20_000) } },
      /buyer\.name: has 20000 characters.* shortened/,
    ],
  ])('take what is too long shortened, or without it, and say so: %s', async (name, party, award, more, sentence) => {
    const id = String(42_000 + name.length);
    const [buyer, supplier] = (release(id) as { parties: object[] }).parties;
    const long = release(id, { parties: [buyer, { ...supplier, ...party }], ...more }, award);
    const report = await imports.take('OCDS', lines(release(`${id}1`), long, release(`${id}2`)));
    expect(report).toMatchObject({ state: 'DONE', error: null, counts: { added: 3, awards: 3, refused: 0 } });
    expect((await imports.problemsOf(report)).join('\n')).toMatch(sentence);
    expect(await imports.awardsOf(id)).toHaveLength(1);
  });

  it('keep two awards apart whose ids are too long and differ in the end alone', async () => {
    const award = { date: '2026-08-30', status: 'active', suppliers: [{ id: 'p', name: 'Invented Lamps 430 Ltd' }] };
    const beginning = 'a'.repeat(400);
    const report = await imports.take(
      'OCDS',
      lines(release('430', { awards: ['1', '2'].map((end) => ({ ...award, id: beginning + end, title: end })) })),
    );
    expect(report).toMatchObject({ state: 'DONE', counts: { awards: 2, joined: 2 } });
    expect((await imports.awardsOf('430')).map(({ title }) => title).sort()).toEqual(['1', '2']);
  });

  it('leave out and name the one that the database does not take, and take the others', async () => {
    // Within every bound by itself, and together too long for an index.
    const long = { ocid: ideographs(300) };
    const award = { id: ideographs(300), suppliers: [{ id: 'q', name: ideographs(500) }] };
    const report = await imports.take('OCDS', lines(release('440'), release('441', long, award), release('442')));
    expect(report).toMatchObject({ state: 'DONE', error: null, counts: { added: 2, awards: 2, refused: 1 } });
    expect(await imports.problemsOf(report)).toEqual([
      expect.stringMatching(/^release 2 \(441-1\): the database does not take it \(index row .*\)\. .*the others are taken/),
    ]);
    expect(await imports.awardsOf('440')).toHaveLength(1);
    expect(await imports.awardsOf('442')).toHaveLength(1);
  });

  it('keep text as it came, also where it looks like an escape', async () => {
    await imports.take('OCDS', lines(release('419', { note: 'a \\u0000 \\ud83d b', emoji: '\u{1f4a1}\ud83d' })));
    const rows: object[] = await imports.owner.query(
      `SELECT release->>'note' AS note, release->>'emoji' AS emoji FROM notice WHERE ocid = 'ocds-invented-419'`,
    );
    expect(rows).toEqual([{ note: 'a \\u0000 \\ud83d b', emoji: '\u{1f4a1}' }]);
  });

  it('take the others, that have half of a character in the name of their publisher', async () => {
    const publisher = { name: `Invented\ud83d ${'x'.repeat(490)}\u{1f4a1}` };
    const report = await imports.take('OCDS', JSON.stringify({ publisher, releases: [release('418')] }));
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 1 } });
    expect(await imports.owner.query(`SELECT publisher FROM notice WHERE ocid = 'ocds-invented-418'`)).toEqual([
      { publisher: `Invented ${'x'.repeat(490)}` },
    ]);
  });

  it('take the others, when the lists of one are nested far too deep', async () => {
    const deep = `{"ocid":"ocds-invented-417","id":"417-1","tag":${'['.repeat(20_000)}${']'.repeat(20_000)}}\n`;
    const report = await imports.take('OCDS', deep + lines(release('416')));
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 1, refused: 1 } });
    expect(await imports.problemsOf(report)).toEqual(['release 1: it is nested more than 100 levels deep; publish it flatter']);
  });

  it('leave to a person whom only an identifier says to be a supplier, and the name does not', async () => {
    const of = (id: string, name: string): object =>
      release(
        id,
        {
          parties: [
            {
              id: 'GB-COH-09876543',
              name,
              roles: ['supplier'],
              identifier: { scheme: 'GB-COH', id: '09876543', legalName: name },
            },
          ],
        },
        { suppliers: [{ id: 'GB-COH-09876543', name }] },
      );
    expect((await imports.take('OCDS', lines(of('810', 'Invented Mirrors Limited')))).counts).toMatchObject({
      joined: 1,
      proposed: 0,
    });
    expect((await imports.take('OCDS', lines(of('811', 'Invented Mirrors International Ltd')))).counts).toMatchObject({
      awards: 1,
      joined: 0,
      proposed: 1,
    });
    const [{ id, because, name }]: { id: string; because: string; name: string }[] = await imports.owner.query(
      `SELECT p.id, p.because, s.name FROM join_proposal p JOIN supplier s ON s.id = p.supplier_id WHERE p.party_name = 'Invented Mirrors International Ltd'`,
    );
    expect({ because, name }).toEqual({ because: 'IDENTIFIER', name: 'Invented Mirrors Limited' });
    const [{ id: user }]: { id: string }[] = await imports.owner.query('SELECT id FROM user_account LIMIT 1');
    await imports.owner.query(
      `UPDATE join_proposal SET state = 'ACCEPTED', decided_by = $1, decided_at = now(), reason = 'it was renamed' WHERE id = $2`,
      [user, id],
    );
    expect(await imports.runner.applyDecisions()).toBe(1);
    expect(await imports.awardsOf('811')).toMatchObject([{ join_confidence: 'NAME_ONLY', supplier_id: expect.any(String) }]);
    // What a person decided of this name goes for it from then on.
    expect((await imports.take('OCDS', lines(of('812', 'INVENTED MIRRORS INTERNATIONAL LIMITED')))).counts).toMatchObject({
      joined: 1,
    });
  });

  it.each([
    ['ACCEPTED', 'Invented Shades', '850', '08765432', 1],
    ['REFUSED', 'Invented Blinds', '860', '07654321', 0],
  ])(
    'ask a person once of a name under the number of another: what is %s goes for all that wait, and later',
    async (state, first, from, number, joined) => {
      const of = (at: number, name: string): object =>
        release(
          String(Number(from) + at),
          { parties: [{ id: 'p', name, roles: ['supplier'], identifier: { scheme: 'GB-COH', id: number } }] },
          { suppliers: [{ id: 'p', name }] },
        );
      const [before, other] = [`${first} Limited`, `${first} International Ltd`];
      await imports.take('OCDS', lines(of(0, before)));
      expect((await imports.take('OCDS', lines(of(1, other), of(2, other.toUpperCase()), of(3, other)))).counts).toMatchObject({
        awards: 3,
        joined: 0,
        proposed: 3,
      });
      await imports.owner.query(
        `UPDATE join_proposal SET state = $1, decided_by = (SELECT id FROM user_account LIMIT 1), decided_at = now(), reason = 'looked it up'
       WHERE party_key = $2`,
        [state, `ocds-invented-${Number(from) + 2} p`],
      );
      expect(await imports.runner.applyDecisions()).toBe(3 * joined);
      expect(
        await imports.owner.query(
          'SELECT state, count(*)::integer FROM join_proposal WHERE lower(party_name) = lower($1) GROUP BY state',
          [other],
        ),
      ).toEqual([{ state, count: 3 }]);
      expect((await imports.take('OCDS', lines(of(4, other)))).counts).toMatchObject({ awards: 1, joined, proposed: 0 });
    },
  );

  it('make one page of a firm whose number a publisher has wrong again and again, and propose it once for each party', async () => {
    const name = 'Invented Prisms Ltd';
    const of = (id: string): object =>
      release(
        id,
        { parties: [{ id: 'p', name, roles: ['supplier'], identifier: { scheme: 'GB-COH', id: name } }] },
        { suppliers: [{ id: 'p', name }] },
      );
    const together = await imports.take('OCDS', lines(of('820'), of('821')));
    expect(together.counts).toMatchObject({ suppliers: 1, awards: 2, joined: 0, proposed: 2 });
    expect((await imports.take('OCDS', lines(of('822')))).counts).toMatchObject({
      suppliers: 0,
      awards: 1,
      joined: 0,
      proposed: 1,
    });
    expect(await imports.owner.query('SELECT count(*)::integer AS pages FROM supplier WHERE name = $1', [name])).toEqual([
      { pages: 1 },
    ]);
  });

  it.each([
    ['N/A', 831],
    ['-', 832],
    ['none', 833],
    ['0', 834],
    ['unknown', 835],
  ])('make no page of a firm with %j for a number, and propose one that has its name', async (none, place) => {
    const name = `Invented Shades ${place} Ltd`;
    const of = (count: number, id: string): object =>
      release(
        `${place}${count}`,
        { parties: [{ id: 'p', name, roles: ['supplier'], identifier: { scheme: 'GB-COH', id } }] },
        { suppliers: [{ id: 'p', name }] },
      );
    const without = await imports.take('OCDS', lines(of(1, none), of(2, none)));
    expect(without.counts).toMatchObject({ suppliers: 0, awards: 2, joined: 0, proposed: 0 });
    expect((await imports.take('OCDS', lines(of(3, `09770${place}`)))).counts).toMatchObject({ suppliers: 1, joined: 1 });
    expect((await imports.take('OCDS', lines(of(4, none)))).counts).toMatchObject({ suppliers: 0, joined: 0, proposed: 1 });
  });

  it('propose a supplier by its name, and join it when a person has decided, now and later', async () => {
    const named = (id: string): object =>
      release(
        id,
        { parties: [{ id: 'GB-FTS-4711', name: 'INVENTED LAMPS 200 LIMITED', roles: ['supplier'] }] },
        { suppliers: [{ id: 'GB-FTS-4711', name: 'INVENTED LAMPS 200 LIMITED' }] },
      );
    const report = await imports.take('OCDS', lines(named('800')));
    expect(report.counts).toMatchObject({ awards: 1, joined: 0, proposed: 1 });
    const [{ id: user }]: { id: string }[] = await imports.owner.query('SELECT id FROM user_account LIMIT 1');
    await imports.owner.query(
      `UPDATE join_proposal SET state = 'ACCEPTED', decided_by = $1, decided_at = now(), reason = 'read both' WHERE party_key = 'GB-FTS-4711'`,
      [user],
    );
    expect(await imports.runner.applyDecisions()).toBe(1);
    expect(await imports.runner.applyDecisions()).toBe(0);
    expect(await imports.awardsOf('800')).toMatchObject([{ join_confidence: 'NAME_ONLY', supplier_id: expect.any(String) }]);
    expect((await imports.take('OCDS', lines(named('801')))).counts).toMatchObject({ joined: 1, proposed: 0 });
    await expect(imports.owner.query(`UPDATE award SET joined_by = NULL WHERE ocid = 'ocds-invented-800'`)).rejects.toThrow(
      'award_name_joined_by_a_person',
    );
  });
});
