import { Injectable } from '@nestjs/common';
import { SignedHead, signerOf, signHead } from '#pack';
import { timeOfDeed, Tx } from '#platform';
import { ChainExport } from '../event/chain-export';
import { SigningKeys } from './signing-keys';

/** Signs the heads of chains with the key of this installation. */
@Injectable()
export class HeadSigner {
  constructor(
    private readonly chains: ChainExport,
    private readonly keys: SigningKeys,
  ) {}

  /** The head of a chain as it is now, signed. */
  async sign(tx: Tx, organisationId: string): Promise<SignedHead> {
    const { sequence, hash } = await this.chains.head(tx, organisationId);
    const at = await timeOfDeed(tx);
    const key = await this.keys.current();
    const head = { organisation: organisationId, sequence, hash, signedAt: at.toISOString() };
    return signHead(head, key.keyId, signerOf(key));
  }
}
