import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signatureHolds, signerOf, verifyPack } from '#pack';
import { packInMemory } from '#pack/testing';
import { readConfiguration } from '#platform';
import { SigningKeys } from './signing-keys';

describe('The key that signs packs', () => {
  let home: string;
  const keys = (): SigningKeys => new SigningKeys(readConfiguration({ ASSAY_HOME: home }));

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'assay-keys-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is made at first use, readable by its owner alone, and is the same for all who ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => keys().current()));
    expect(new Set(asked.map(({ keyId }) => keyId)).size).toBe(1);
    expect(await readdir(join(home, 'keys'))).toEqual(['signing.pem']);
    expect((await stat(join(home, 'keys/signing.pem'))).mode & 0o777).toBe(0o600);
    expect(asked[0].privateKeyPem).toBe(await readFile(join(home, 'keys/signing.pem'), 'utf8'));
  });

  it('signs what its public half can check', async () => {
    const key = await keys().current();
    const manifest = Buffer.from('a manifest');
    expect(signatureHolds(manifest, signerOf(key)(manifest).signature, key.publicKeyPem)).toBe(true);
  });

  it('is new once the old one was moved away, and each vouches for the packs of its time', async () => {
    const before = keys();
    const [old, file] = [await before.current(), join(home, 'keys/signing.pem')];
    await rename(file, join(home, 'keys/signing-before.pem'));
    const now = await keys().current();
    expect(now.keyId).not.toBe(old.keyId);
    // Which is why both programs are started again.
    expect((await before.current()).keyId).toBe(old.keyId);
    for (const [key, other] of [
      [old, now],
      [now, old],
    ]) {
      const { zip } = await packInMemory(undefined, key);
      // The head of the audit chain in it is signed with the same key.
      expect((await verifyPack(zip, { trustedKey: key.publicKeyPem })).ok).toBe(true);
      expect((await verifyPack(zip, { trustedKey: other.publicKeyPem })).ok).toBe(false);
    }
  });

  it('is never made anew in place of a file that cannot be read, and is read once the file is mended', async () => {
    const { privateKeyPem } = await keys().current();
    const file = join(home, 'keys/signing.pem');
    await writeFile(file, 'not a key');
    const reader = keys();
    await expect(reader.current()).rejects.toThrow(/^ASSAY_SIGNING_KEY_FILE \(.*\) is no Ed25519 private key/);
    expect(await readFile(file, 'utf8')).toBe('not a key');
    await writeFile(file, privateKeyPem);
    expect((await reader.current()).privateKeyPem).toBe(privateKeyPem);
  });
});
