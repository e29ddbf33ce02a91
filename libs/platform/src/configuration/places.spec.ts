import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from './configuration';
import { placesMustDo } from './places';

describe('the places that the configuration names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-places-'));
  const file = join(folder, 'a-file');
  const look = (environment: NodeJS.ProcessEnv): void =>
    placesMustDo(readConfiguration({ ASSAY_HOME: join(folder, 'new/home'), ...environment }));

  beforeAll(() => writeFileSync(file, 'junk'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('may be new, with a key of one’s own', () => {
    expect(() => look({})).not.toThrow();
    const pem = join(folder, 'own.pem');
    writeFileSync(pem, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(() => look({ ASSAY_SIGNING_KEY_FILE: pem })).not.toThrow();
  });

  it.each([
    ['ASSAY_HOME', file, 'is not a folder. Name a folder, or a place where one can be made.'],
    ['ASSAY_DOCUMENTS', join(file, 'below'), 'is not a folder.'],
    ['ASSAY_SIGNING_KEY_FILE', file, 'is no Ed25519 private key in PEM form. Bring the key back'],
    ['ASSAY_SIGNING_KEY_FILE', folder, 'cannot be read (EISDIR).'],
    ['ASSAY_SIGNING_KEY_FILE', join(file, 'signing.pem'), 'is not a folder.'],
  ])('are refused by name: %s=%s', (name, value, sentence) => {
    expect(() => look({ [name]: value })).toThrow(sentence);
    expect(() => look({ [name]: value })).toThrow(new RegExp(`^${name} \\(`));
  });

  it('are refused when this user may not write there', () => {
    if (process.getuid?.() === 0) return;
    expect(() => look({ ASSAY_HOME: '/assay-home' })).toThrow(
      /^ASSAY_HOME \(\/assay-home\) cannot be used: this user may not write to \//,
    );
  });
});
