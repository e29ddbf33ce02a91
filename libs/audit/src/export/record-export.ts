import { Injectable } from '@nestjs/common';
import { ChainEvent, SignedHead } from '#pack';
import { Caller, Transactions } from '#platform';
import { ChainExport, LOT } from '../event/chain-export';
import { HeadSigner } from '../signing/head-signer';
import { keptHeads } from '../signing/kept-heads';

/** A whole chain that is given out. */
export interface ExportedRecord {
  /** Where the chain ends, signed: what is written later is not in it. */
  head: SignedHead;
  /** JSON, a line each: every event in order, each head that was signed before after its event, and the signed head last. */
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
    const { head, first, kept } = await this.transactions.read(caller, async (tx) => {
      const signed = await this.signer.sign(tx, caller.organisation?.id ?? '');
      const { organisation, sequence } = signed;
      return {
        head: signed,
        first: await this.chains.lot(tx, organisation, 0, sequence),
        kept: await keptHeads(tx, organisation, sequence),
      };
    });
    return { head, lines: this.lines(caller, head, first, kept) };
  }

  private async *lines(
    caller: Caller,
    head: SignedHead,
    first: readonly ChainEvent[],
    kept: readonly SignedHead[],
  ): AsyncGenerator<string> {
    let given = 0;
    let lot = first;
    for (;;) {
      for (const event of lot) {
        yield line(event);
        for (; given < kept.length && kept[given].sequence <= event.sequence; given += 1) yield line(kept[given]);
      }
      const last = lot.at(-1);
      if (last === undefined || lot.length < LOT) break;
      lot = await this.transactions.read(caller, (tx) => this.chains.lot(tx, head.organisation, last.sequence, head.sequence));
    }
    // Of a chain whose end was cut off, what was signed before tells.
    for (const one of [...kept.slice(given), head]) yield line(one);
  }
}

function line(value: ChainEvent | SignedHead): string {
  return `${JSON.stringify(value)}\n`;
}
