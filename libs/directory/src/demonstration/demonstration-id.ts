import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '3f0c6d0e-5b0a-5c1e-9f59-7d1f5f0a5d10';

/** The key of a thing of the demonstration set: the same in every database, so that loading twice does what loading once does. */
export function demonstrationId(
  kind: 'organisation' | 'supplier' | 'product' | 'user' | 'attestation' | 'document' | 'fact',
  key: string,
): string {
  return uuidv5(`${kind}:${key}`, NAMESPACE);
}
