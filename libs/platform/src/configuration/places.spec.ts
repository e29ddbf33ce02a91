import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
    expect(readdirSync(folder).sort()).toEqual(['a-file', 'own.pem']);
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

  it.each(['ASSAY_HOME', 'ASSAY_DOCUMENTS'])('are refused where nothing can be made, also for root: %s', (name) => {
    if (process.platform !== 'linux') return;
    for (const place of ['/proc', '/proc/assay/home'])
      expect(() => look({ [name]: place })).toThrow(
        /cannot be used: (?:nothing can be made in|this user may not write to) \/proc \(E[A-Z]+\)\./,
      );
  });

  it('are refused where the path is longer than may be', () => {
    for (const long of [join(folder, 'x'.repeat(300)), join(folder, 'x/'.repeat(3000))])
      expect(() => look({ ASSAY_HOME: long })).toThrow(
        'ASSAY_HOME names a folder whose path is longer than this machine takes. Name a shorter one.',
      );
  });

  it('are refused where a link leads nowhere', () => {
    const link = join(folder, 'a-link');
    symlinkSync(join(folder, 'nowhere'), link);
    expect(() => look({ ASSAY_HOME: link })).toThrow(`${link} is not a folder.`);
    expect(() => look({ ASSAY_HOME: join(link, 'home') })).toThrow(`${link} is not a folder.`);
  });

  it('are refused when this user may not write there', () => {
    if (process.getuid?.() === 0) return;
    expect(() => look({ ASSAY_HOME: '/assay-home' })).toThrow(
      /^ASSAY_HOME \(\/assay-home\) cannot be used: this user may not write to \//,
    );
  });
});
