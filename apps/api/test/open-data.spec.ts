import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { OpenDataReleases } from '#market';
import { DocumentStore } from '#platform';
import { TestApi } from './harness';

const RELEASES = `{ openDataReleases { totalCount edges { node { version state marketAsOf datasets { name rowCount licence isDemonstration
  columns { name unknown } files { name mediaType size sha256 } } files { name } } } } }`;
const RELEASE =
  'query($version: String) { openDataRelease(version: $version) { version previous { version } datasets { name added changed gone } } }';
const ASK = 'mutation { askForOpenDataRelease { release { version state } } }';
const OPERATOR = 'operator@oversight.example';

interface Release {
  version: string;
  state: string;
  datasets: {
    name: string;
    rowCount: number;
    columns: { name: string; unknown: number | null }[];
    files: { name: string; mediaType: string; size: number; sha256: string }[];
  }[];
  files: { name: string }[];
}

describe('open data', () => {
  let api: TestApi;
  let worker: OpenDataReleases;

  beforeAll(async () => {
    api = await TestApi.start();
    worker = new OpenDataReleases(api.app.get(DataSource), api.configuration, api.app.get(DocumentStore));
  });
  afterAll(async () => {
    await worker.stop();
    await api.stop();
  });

  const releases = async (as: string | null): Promise<Release[]> => {
    const { data } = await api.send<{ openDataReleases: { edges: { node: Release }[] } }>(as, RELEASES);
    return data.openDataReleases.edges.map(({ node }) => node);
  };

  it('is published when an operator asks, and nobody else may', async () => {
    const before = await api.send(null, RELEASE);
    expect(before.errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await api.send('editor@wexcombe.example', ASK)).errors[0].extensions.code).toBe('FORBIDDEN');
    const { data } = await api.send<{ askForOpenDataRelease: { release: Release } }>(OPERATOR, ASK);
    expect(data.askForOpenDataRelease.release.state).toBe('QUEUED');
    expect((await api.send(OPERATOR, ASK)).errors[0].message).toContain('being made already');
    expect(await releases(null)).toEqual([]);
    expect((await releases(OPERATOR)).map(({ state }) => state)).toEqual(['QUEUED']);
    await worker.run();
    expect((await releases(null)).map(({ version }) => version)).toEqual([data.askForOpenDataRelease.release.version]);
  });

  it('is listed with what each dataset holds, what is unknown in it, and its files', async () => {
    const [{ datasets, files }] = await releases(null);
    const awards = datasets.find(({ name }) => name === 'awards');
    expect(awards?.rowCount).toBeGreaterThan(1000);
    expect(awards?.columns.find(({ name }) => name === 'id')?.unknown).toBeNull();
    expect(awards?.files.map(({ name }) => name)).toEqual(['awards.csv', 'awards.jsonl', 'awards.parquet']);
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['csv-metadata.json', 'catalogue.jsonld', 'release.json', 'release-notes.md', 'SHA256SUMS']),
    );
  });

  it('is downloaded by everyone, byte for byte, and never asked for twice', async () => {
    const [{ version, datasets }] = await releases(null);
    const [{ name, sha256, size }] = datasets[0].files;
    const got = await api.http().get(`/open-data/${version}/${name}`).buffer(true);
    expect(got.headers).toMatchObject({
      etag: `"${sha256}"`,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(size),
    });
    expect(createHash('sha256').update(got.text).digest('hex')).toBe(sha256);
    for (const condition of [`"${sha256}"`, `"other", W/"${sha256}"`, '*']) {
      const again = await api.http().get(`/open-data/${version}/${name}`).set('if-none-match', condition);
      expect([again.status, again.text]).toEqual([304, '']);
    }
    expect((await api.http().get(`/open-data/${version}/${name}`).set('if-none-match', '"other"')).status).toBe(200);
  });

  it('has nothing under names that it does not know, whatever they look like', async () => {
    const [{ version }] = await releases(null);
    for (const path of [`${version}/nothing.csv`, `1999-01-01/suppliers.csv`, `${version}/..%2f..%2fkeys`, `${version}/%00`]) {
      const { status } = await api.http().get(`/open-data/${path}`);
      expect([path, [400, 404].includes(status)]).toEqual([path, true]);
    }
    expect((await api.send(null, RELEASE, { version: 'yesterday' })).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('says what changed since the release before, which stays', async () => {
    const [first] = await releases(null);
    await api.send(OPERATOR, ASK);
    await worker.run();
    const { data } = await api.send<{
      openDataRelease: { version: string; previous: { version: string }; datasets: { added: number }[] };
    }>(null, RELEASE);
    expect(data.openDataRelease).toMatchObject({ version: `${first.version}.2`, previous: { version: first.version } });
    expect(new Set(data.openDataRelease.datasets.map(({ added }) => added))).toEqual(new Set([0]));
    expect((await releases(null))[1]).toEqual(first);
  });
});
