import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { Caller, Member, NotFound, Transactions } from '#platform';
import { AnswerSheets } from './answer-sheets';
import { Answer } from './answer.type';

/** Reads the sheets of all invitations of a list together: the answers of twenty invitations cost what those of one do. */
@Injectable()
export class SheetLoader {
  /** By the caller, who is made once a request, at the door. */
  private readonly loaders = new WeakMap<Caller, DataLoader<string, Answer[]>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly sheets: AnswerSheets,
  ) {}

  /** The sheet of one invitation, read with those that are asked for at the same time. @throws NotFound, Forbidden */
  load(caller: Member, invitationId: string): Promise<Answer[]> {
    let loader = this.loaders.get(caller);
    if (loader === undefined) {
      // Nothing is remembered beyond a batch: of two mutations in one request, the second reads what the first has changed.
      loader = new DataLoader((keys) => this.read(caller, keys), { cache: false });
      this.loaders.set(caller, loader);
    }
    return loader.load(invitationId);
  }

  private async read(caller: Member, keys: readonly string[]): Promise<(Answer[] | Error)[]> {
    const found = await this.transactions.read(caller, (tx) => this.sheets.read(tx, caller, [...new Set(keys)]));
    return keys.map((key) => found.get(key) ?? new NotFound('invitation'));
  }
}
