import { Injectable } from '@nestjs/common';
import { ChainEvent, SignedHead } from '#pack';
import { Caller, Transactions } from '#platform';
import { ChainExport, LOT } from '../event/chain-export';
import { HeadSigner } from '../signing/head-signer';

/** A whole chain that is given out. */
export interface ExportedRecord {
  /** Where the chain ends, signed: what is written later is not in it. */
  head: SignedHead;
  /** JSON, a line each: every event in order, and the signed head last. */
  lines: AsyncGenerator<string>;
}

/** Gives out the whole chain of an organisation, in the form that `assay verify` reads. */
@Injectable()
export class RecordExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly chains: ChainExport,
    private readonly signer: HeadSigner,
  ) {}

  /**
   * The chain of the caller's organisation as it is now. Its events are read as the lines are taken, a lot at a time, so that a long chain is
   * never held in memory and whoever takes long holds up nobody.
   *
   * @throws Forbidden to somebody from whom an event is withheld; also while the lines are taken, when one is from then on
   */
  async begin(caller: Caller): Promise<ExportedRecord> {
    const { head, first } = await this.transactions.read(caller, async (tx) => {
      const signed = await this.signer.sign(tx, caller.organisation?.id ?? '');
      return { head: signed, first: await this.chains.lot(tx, signed.organisation, 0, signed.sequence) };
    });
    return { head, lines: this.lines(caller, head, first) };
  }

  private async *lines(caller: Caller, head: SignedHead, first: readonly ChainEvent[]): AsyncGenerator<string> {
    let lot = first;
    for (;;) {
      for (const event of lot) yield line(event);
      const last = lot.at(-1);
      if (last === undefined || lot.length < LOT) break;
      lot = await this.transactions.read(caller, (tx) => this.chains.lot(tx, head.organisation, last.sequence, head.sequence));
    }
    yield line(head);
  }
}

function line(value: ChainEvent | SignedHead): string {
  return `${JSON.stringify(value)}\n`;
}
