import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { ImportRunner } from '#market';

/** Notices of one award each to an invented company, imported one after the other. */
export class NoticesOfCompany {
  private count = 0;

  constructor(
    private readonly tables: DataSource,
    private readonly name: string,
    private readonly identifier: { scheme: string; id: string },
  ) {}

  /** The page that the award of a new notice was joined to; null where it was joined to none. */
  async joinNext(): Promise<string | null> {
    const place = `${this.identifier.id}-${(this.count += 1)}`;
    const release = {
      ocid: `ocds-claimed-${place}`,
      id: place,
      date: '2026-09-01T10:00:00Z',
      tag: ['award'],
      tender: { title: 'Lighting columns (invented)' },
      buyer: { id: 'b', name: 'Invented Council' },
      parties: [{ id: 'p', name: this.name, roles: ['supplier'], identifier: this.identifier }],
      awards: [{ id: '1', date: '2026-08-30', status: 'active', suppliers: [{ id: 'p', name: this.name }] }],
    };
    const runner = new ImportRunner(this.tables);
    const id = await runner.begin('OCDS', { name: place, bytesTotal: null }, {});
    const bytes = Readable.from([Buffer.from(`${JSON.stringify(release)}\n`)], { objectMode: false });
    await runner.run(id, () => Promise.resolve({ name: place, bytesTotal: null, bytes }));
    return this.joinedTo(this.count);
  }

  /** The page that the award of a notice is joined to by now. @param count of the notice, from 1 */
  async joinedTo(count: number): Promise<string | null> {
    const [{ id }]: { id: string | null }[] = await this.tables.query('SELECT supplier_id AS id FROM award WHERE ocid = $1', [
      `ocds-claimed-${this.identifier.id}-${count}`,
    ]);
    return id;
  }
}
