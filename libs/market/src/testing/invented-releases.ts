import { randomBytes } from 'node:crypto';

/** A release of invented parties. */
export function release(id: string, more: object = {}, award: object = {}): object {
  return {
    ocid: `ocds-invented-${id}`,
    id: `${id}-1`,
    date: '2026-09-01T10:00:00Z',
    tag: ['award'],
    tender: { title: 'Street lighting columns (invented)' },
    buyer: { id: 'b', name: 'Invented Council' },
    parties: [
      { id: 'b', name: 'Invented Council', roles: ['buyer'], identifier: { scheme: 'GB-LAE', id: 'INV' } },
      {
        id: 'p',
        name: `Invented Lamps ${id} Ltd`,
        roles: ['supplier'],
        identifier: { scheme: 'GB-COH', id: `SC${id.padStart(6, '9')}` },
      },
    ],
    awards: [
      {
        id: '1',
        date: '2026-08-30',
        status: 'active',
        suppliers: [{ id: 'p', name: `Invented Lamps ${id} Ltd` }],
        value: { amount: 10, currency: 'GBP' },
        ...award,
      },
    ],
    ...more,
  };
}

/** Text that no compression makes shorter. */
export const noise = (length: number): string => randomBytes(length).toString('base64').slice(0, length);

/** Text of which each letter takes three bytes, and no compression fewer. */
export const ideographs = (length: number): string =>
  Array.from(randomBytes(length * 2).subarray(0, length), (byte, index) =>
    String.fromCharCode(0x4e00 + byte * 64 + (index % 64)),
  ).join('');

/** Releases as JSON lines. */
export const lines = (...releases: unknown[]): string => releases.map((each) => `${JSON.stringify(each)}\n`).join('');
