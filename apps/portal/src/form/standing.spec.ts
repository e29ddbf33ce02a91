import { standing } from './standing';

interface Typed {
  name: string;
  kind: string;
  tags: string[];
  endsOn: { day: string; month: string; year: string };
}

const typed: Typed = { name: 'One\r\nline', kind: 'A', tags: ['x'], endsOn: { day: '1', month: '2', year: '2027' } };
const fields = [
  { name: 'name', label: 'Name' },
  { name: 'kind', label: 'Kind', say: (code: string) => `kind ${code}` },
  { name: 'tags', label: 'Tags', say: (code: string) => code.toUpperCase() },
  { name: 'endsOn', label: 'Ends' },
] as const;

describe('what somebody else saved meanwhile', () => {
  it('is said where it differs from what was typed', () => {
    const stands: Typed = { name: 'One\nline', kind: 'B', tags: ['x', 'y'], endsOn: { day: '3', month: '2', year: '2027' } };
    expect(standing(typed, stands, fields, 'Nothing')).toEqual([
      { label: 'Kind', value: 'kind B' },
      { label: 'Tags', value: 'X, Y' },
      { label: 'Ends', value: '3 2 2027' },
    ]);
  });

  it('is nothing where they emptied it, and is not said where it is the same', () => {
    expect(standing(typed, { ...typed, name: '', tags: [] }, fields, 'Nothing')).toEqual([
      { label: 'Name', value: 'Nothing' },
      { label: 'Tags', value: 'Nothing' },
    ]);
    expect(standing(typed, typed, fields, 'Nothing')).toEqual([]);
  });
});
