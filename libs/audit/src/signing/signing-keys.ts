import { Inject, Injectable } from '@nestjs/common';
import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generateSigningKey, keyFingerprint, type SigningKey } from '#pack';
import { CONFIGURATION, Configuration, mustBeSigningKey } from '#platform';

/** The key that signs packs and the heads of chains: a PEM file of its own, made at first use, never in the database and never in a log. */
@Injectable()
export class SigningKeys {
  private key: Promise<SigningKey> | null = null;

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  current(): Promise<SigningKey> {
    this.key ??= this.readOrMake().catch((error: unknown) => {
      this.key = null; // so that a file which is mended is read at the next try
      throw error;
    });
    return this.key;
  }

  private async readOrMake(): Promise<SigningKey> {
    const file = this.configuration.signingKeyFile;
    const present = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
    if (present !== null) return keyOf(present, file);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const made = `${file}.${randomUUID()}`;
    try {
      await writeFile(made, generateSigningKey().privateKeyPem, { mode: 0o600, flag: 'wx', flush: true });
      // Of two processes that make one at once, one file gets the name, and both read that.
      await link(made, file).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    } finally {
      await rm(made, { force: true });
    }
    return keyOf(await readFile(file, 'utf8'), file);
  }
}

function keyOf(privateKeyPem: string, file: string): SigningKey {
  mustBeSigningKey(privateKeyPem, file);
  const publicKeyPem = createPublicKey(createPrivateKey(privateKeyPem)).export({ type: 'spki', format: 'pem' }).toString();
  return { keyId: keyFingerprint(publicKeyPem), publicKeyPem, privateKeyPem };
}
