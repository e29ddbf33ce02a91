import { csvRows } from './csv-rows';
import { bounded } from './lines';
import type { ReadSpecification } from './specification';
import { readTables } from './tables';

const read = (text: string): ReadSpecification => readTables([csvRows(text)])[0];
const found = (text: string): unknown[][] =>
  read(text).requirements.map(({ ref, text: words, kind, weight, minimumStrength }) => [
    ref,
    words,
    kind,
    weight,
    minimumStrength,
  ]);

describe('a table of requirements', () => {
  it('is read by the names of its columns, in any order and with any delimiter', () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const rows = [
        ['Mandatory?', 'Weighting (%)', 'Requirements', 'No.', 'Minimum evidence strength'],
        ['Yes', '', 'Keep logs', 'R-1', 'Independent testing'],
        ['No', '2.5', 'Lock cameras', 'R-2', 'ASSERTION'],
        ['', '10 %', 'Train staff', 'R-3', ''],
      ];
      expect(found(rows.map((row) => row.join(delimiter)).join('\r\n'))).toEqual([
        ['R-1', 'Keep logs', 'GATE', null, 'INDEPENDENT_TESTING'],
        ['R-2', 'Lock cameras', 'SCORED', 2.5, 'ASSERTION'],
        ['R-3', 'Train staff', null, 10, null],
      ]);
    }
  });

  it.each([
    ['mandatory', 'GATE'],
    ['Pass/Fail', 'GATE'],
    ['Gate (pass or fail)', 'GATE'],
    ['Must have', 'GATE'],
    ['M', 'GATE'],
    ['Non-mandatory', 'SCORED'],
    ['not mandatory', 'SCORED'],
    ['Desirable', 'SCORED'],
    ['Should', 'SCORED'],
    ['Security', null],
  ])('says by the word %s that a requirement is %s', (word, kind) => {
    expect(found(`Ref,Requirement,Type\n1,Keep logs,${word}`)).toEqual([['1', 'Keep logs', kind, null, null]]);
  });

  it.each([
    ['A test by somebody independent', 'INDEPENDENT_TESTING'],
    ['independent_validation', 'INDEPENDENT_VALIDATION'],
    ['Independent check', 'INDEPENDENT_VALIDATION'],
    ['Contractual commitment', 'CONTRACTUAL_COMMITMENT'],
    ['Assurance in the service design', 'ASSURED_DESIGN'],
    ['Assured components (CPA)', 'ASSURED_COMPONENTS'],
    ['Self-declaration', 'ASSERTION'],
  ])('says by the words %s that the least evidence is %s', (words, strength) => {
    const { requirements, skipped } = read(`Ref,Requirement,Minimum evidence strength\n1,Keep logs,${words}`);
    expect(requirements.map(({ minimumStrength }) => minimumStrength)).toEqual([strength]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['The header of the table']);
  });

  it('tells what is no strength, and which is taken', () => {
    const { requirements, skipped } = read(
      'Ref,Requirement,Least evidence\n1,Keep logs,Something solid\n2,Lock cameras,\n3,Train staff,n/a',
    );
    expect(requirements.map(({ minimumStrength }) => minimumStrength)).toEqual([null, null, null]);
    expect(skipped.slice(1).map(({ line, text, reason }) => [line, text, reason])).toEqual([
      [
        2,
        'Something solid',
        expect.stringMatching(
          /^“Something solid” is none of these: a statement by the supplier, .*The requirement is kept with the least/,
        ),
      ],
    ]);
  });

  it('tells what is neither gate nor scored where the column says that of each row, but not what a category is about', () => {
    const notUnderstood = (table: string): unknown[][] =>
      read(table)
        .skipped.slice(1)
        .map(({ line, reason }) => [line, reason]);
    const maybe = '“maybe” is neither gate nor scored: the requirement is kept as scored';
    expect(notUnderstood('Ref,Requirement,Type\n1,Keep logs,Gate\n2,Lock cameras,maybe\n3,Train staff,')).toEqual([[3, maybe]]);
    expect(notUnderstood('Ref,Requirement,Mandatory?\n1,Keep logs,maybe')).toEqual([[2, maybe]]);
    expect(notUnderstood('Ref,Requirement,Category\n1,Keep logs,Security\n2,Lock cameras,Networks')).toEqual([]);
  });

  it('may have a title above its header', () => {
    expect(found('Specification\n\nRef;Requirement;Weight\nR-1;Keep logs, and read them;4')).toEqual([
      ['R-1', 'Keep logs, and read them', null, 4, null],
    ]);
  });

  it.each([
    'ID | Requirement / Anforderung | Mandatory? | Weighting %',
    'Ref / Nr. | Anforderung/Requirement | Mandatory (yes/no)? | Weight (%)',
    'No. | Requirement (what is asked for) | Pass/Fail | Score weighting (of 100)',
    'Ref | "Anforderung\nRequirement" | Mandatory / Desirable | Marks',
  ])('has a header that says more than the names of its columns: %s', (header) => {
    const { requirements, skipped } = read(`${header.replaceAll(' | ', '|')}\n1|Keep logs|Yes|\n2|Lock cameras|No|20`);
    expect(requirements.map(({ ref, text, kind, weight }) => [ref, text, kind, weight])).toEqual([
      ['1', 'Keep logs', 'GATE', null],
      ['2', 'Lock cameras', 'SCORED', 20],
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['The header of the table']);
  });

  it('has no numbers in a column that a bidder answers with yes or no', () => {
    expect(found('Requirement,Yes / No\nKeep logs,Yes\nLock cameras,No').map((row) => row[0])).toEqual([null, null]);
  });

  it('is told its gates by the column that speaks of them, and its words by the wordier one', () => {
    expect(
      found(
        'Ref,Category,Requirement,Description,Mandatory\n1,Security,Logs,All logs are kept for three years,Mandatory\n2,Security,Locks,Cabinets are locked at all times,No',
      ),
    ).toEqual([
      ['1', 'All logs are kept for three years', 'GATE', null, null],
      ['2', 'Cabinets are locked at all times', 'SCORED', null, null],
    ]);
  });

  it('tells what is no weight, and keeps the requirement', () => {
    const { requirements, skipped } = read('Ref,Requirement,Weight\n1,Keep logs,250\n2,Lock cameras,0.001\n3,Train staff,1e9');
    expect(requirements.map(({ weight }) => weight)).toEqual([null, null, null]);
    expect(skipped.slice(1).map(({ line, text, reason }) => [line, text, reason])).toEqual(
      ['250', '0.001', '1e9'].map((text, index) => [
        index + 2,
        text,
        'Not a weight between 0.01 and 100: the requirement is kept without one',
      ]),
    );
  });

  it('tells nothing of a weight where its requirement was said before', () => {
    const { skipped } = bounded(read('Ref,Requirement,Weight\n1,Keep logs,20\n2,Keep logs,250'), []);
    expect(skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'The header of the table'],
      [3, 'The same as line 2'],
    ]);
  });

  it('tells the weight of a gate, which has none, and keeps the gate', () => {
    const { requirements, skipped } = read(
      'Ref,Requirement,Type,Weight\n1,Keep logs,Gate,20\n2,Lock cameras,Mandatory,0\n3,Train staff,Scored,100',
    );
    expect(requirements.map(({ kind, weight }) => [kind, weight])).toEqual([
      ['GATE', null],
      ['GATE', null],
      ['SCORED', 100],
    ]);
    expect(skipped.slice(1).map(({ line, text, reason }) => [line, text, reason])).toEqual([
      [2, '20', 'A weight of a gate, which has none: the requirement is kept as a gate, without it'],
    ]);
  });

  it('tells of a scored requirement that its weight is a word, or nought, or was rounded, and nothing of a dash', () => {
    const { requirements, skipped } = read(
      'Requirement,Weight\nKeep logs,abc\nLock cameras,0\nTrain staff,33.333\nTest locks,–\nSign updates,20.50',
    );
    expect(requirements.map(({ weight }) => weight)).toEqual([null, null, 33.33, null, 20.5]);
    const none = 'Not a weight between 0.01 and 100: the requirement is kept without one';
    expect(skipped.slice(1).map(({ line, text, reason }) => [line, text, reason])).toEqual([
      [2, 'abc', none],
      [3, '0', none],
      [4, '33.333', 'A weight has at most two decimals: it is rounded to 33.33'],
    ]);
  });

  it('has weights in hundredths when they add up to one, as a sheet keeps percentages', () => {
    expect(read('Requirement,Weight\nKeep logs,0.6\nLock cameras,0.4').requirements.map(({ weight }) => weight)).toEqual([
      60, 40,
    ]);
  });

  it('has weights in hundredths also where a row adds them up, and where only all tables together make one', () => {
    const weights = (...tables: string[]): unknown[] =>
      readTables(tables.map(csvRows)).map(({ requirements }) => requirements.map(({ weight }) => weight));
    const total = 'Ref,Requirement,Weight\n1,Keep logs,0.125\n2,Lock cameras,0.875\n,Total,1';
    expect(weights(total)).toEqual([[12.5, 87.5]]);
    const [one, other] = ['Requirement,Weight\nKeep logs,0.4\nLock cameras,0.2', 'Requirement,Weight\nTrain staff,0.4'];
    expect(weights(one, other)).toEqual([[40, 20], [40]]);
    expect(weights(total, 'Requirement,Weight\nTrain staff,20\nTest locks,80')).toEqual([
      [12.5, 87.5],
      [20, 80],
    ]);
  });

  it('takes a weight with a sign as it is written, and a thousand for no weight', () => {
    const { requirements } = read(
      'Requirement,Weight\nKeep logs,0.5%\nLock cameras,0.5%\nTrain staff,"1,000"\nTest locks,"2,5"',
    );
    expect(requirements.map(({ weight }) => weight)).toEqual([0.5, 0.5, null, 2.5]);
  });

  it('may have lines within a cell, a mark at its beginning, empty rows and headings between its rows', () => {
    const { requirements, skipped } = read(
      '\ufeffRef,Requirement\nR-1,"Keep logs,\nfor three years"\n,Security\n,\nR-2,Lock cameras\nRef,Requirement\nR-3,',
    );
    expect(requirements.map(({ line, ref, text }) => [line, ref, text])).toEqual([
      [2, 'R-1', 'Keep logs,\nfor three years'],
      [6, 'R-2', 'Lock cameras'],
    ]);
    expect(skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'The header of the table'],
      [4, 'A heading: short, and it asks for nothing'],
      [7, 'The header of the table'],
      [8, 'No text in the column of the requirements'],
    ]);
  });

  it('keeps short requirements where no column numbers them', () => {
    expect(found('Requirement,Type\nTwo-factor sign-in,Mandatory')).toEqual(
      [['Two-factor sign-in', 'GATE']].map(([text, kind]) => [null, text, kind, null, null]),
    );
  });

  it('without a header is read from the column of sentences, with the numbers before it', () => {
    expect(
      found('Log,R-1,The supplier shall log reads and images\nKeep,R-2,The supplier shall keep the logs safe').map((row) =>
        row.slice(0, 2),
      ),
    ).toEqual([
      ['R-1', 'The supplier shall log reads and images'],
      ['R-2', 'The supplier shall keep the logs safe'],
    ]);
    expect(found('high,The supplier shall log reads and images').map((row) => row.slice(0, 2))).toEqual([
      [null, 'The supplier shall log reads and images'],
    ]);
  });

  it('skips a cell longer than a requirement can be, also when it has a number', () => {
    const { requirements, skipped } = read(`Ref,Requirement\nR-1,${'x shall '.repeat(12500)}\nR-2,Keep logs`);
    expect(requirements.map(({ ref }) => ref)).toEqual(['R-2']);
    expect(skipped[1]).toMatchObject({ line: 2, reason: expect.stringContaining('Longer than 10000 characters') });
  });

  it('is read in time that grows with its length alone, whatever ends a cell and however many rows look like a header', () => {
    // Looked at anew from each mark, row or column, these would take minutes.
    expect(read(`"${'?'.repeat(400000)}x"`).skipped).toHaveLength(1);
    expect(read('Requirement,the long words of a column here\n'.repeat(30000)).requirements).toHaveLength(30000);
    expect(read(`${'Ref,'.repeat(140000)}`).skipped).toHaveLength(1);
  });

  it('says where a quotation is not closed', () => {
    expect(() => read('Ref,Requirement\nR-1,"Keep logs')).toThrow(/Quote Not Closed.*Check the quotation marks/);
  });
});
