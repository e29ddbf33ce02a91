import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** An Ed25519 key pair. `keyId` is the fingerprint of the public key. */
export interface SigningKey {
  keyId: string;
  /** PKCS #8 PEM. Secret. */
  privateKeyPem: string;
  /** SubjectPublicKeyInfo PEM. */
  publicKeyPem: string;
}

/** An Ed25519 signature and what is needed to check it. */
export interface Signature {
  /** `keyFingerprint` of the public key. */
  keyId: string;
  /** Base64 of the 64 bytes. */
  signature: string;
  publicKeyPem: string;
}

/** Signs bytes: with a key at hand (`signerOf`), or by asking whatever keeps the key. */
export type Sign = (bytes: Buffer) => Signature | Promise<Signature>;

/** A new Ed25519 key pair. */
export function generateSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { keyId: keyFingerprint(publicKeyPem), privateKeyPem, publicKeyPem };
}

/** A signer that uses a key which this process holds. */
export function signerOf(key: SigningKey): (bytes: Buffer) => Signature {
  const privateKey = createPrivateKey(key.privateKeyPem);
  return (bytes) => ({
    keyId: key.keyId,
    signature: sign(null, bytes, privateKey).toString('base64'),
    publicKeyPem: key.publicKeyPem,
  });
}

/**
 * What a person compares to know a key: SHA-256 (hex) of its DER SubjectPublicKeyInfo, as
 * `openssl pkey -pubin -in key.pem -outform DER | sha256sum` prints it.
 *
 * @throws Error when the PEM is not an Ed25519 public key
 */
export function keyFingerprint(publicKeyPem: string): string {
  const der = readPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex');
}

/** Whether an Ed25519 signature (base64) over these bytes was made by this key; false when the key or signature cannot be read. */
export function signatureHolds(bytes: Buffer, signature: string, publicKeyPem: string): boolean {
  const decoded = Buffer.from(signature, 'base64');
  // One signature has one spelling: otherwise a changed character could go unseen.
  if (decoded.length !== 64 || decoded.toString('base64') !== signature) return false;
  try {
    return verify(null, bytes, readPublicKey(publicKeyPem), decoded);
  } catch {
    return false;
  }
}

/** A public key as PEM in the one way that Assay writes it. */
export function normalPublicKey(pem: string): string {
  return readPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
}

function readPublicKey(pem: string): KeyObject {
  const key = parsePublicKey(pem);
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`This is a key for ${key.asymmetricKeyType ?? 'something else'}; Assay signs with Ed25519 keys only.`);
}

function parsePublicKey(pem: string): KeyObject {
  try {
    // Node makes a public key from a private one as well; a private key has no business here.
    if (!pem.includes('PRIVATE KEY')) return createPublicKey(pem);
  } catch {
    // told below, in words that help
  }
  throw new Error('This is not a public key in PEM form. Give the file that begins with -----BEGIN PUBLIC KEY-----.');
}
