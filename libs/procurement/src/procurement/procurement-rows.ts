import { Injectable } from '@nestjs/common';
import { FindOptionsWhere } from 'typeorm';
import { ClassOf, Member, move, mustBe, NotFound, Tx, words } from '#platform';
import { InterestDeclaration } from '../assessment/assessment.entities';
import { mustHaveNoConflict } from '../assessment/judgement.policy';
import { Procurement } from './procurement.entity';
import { PROCUREMENT, Stage } from './procurement.states';

/** Finds the rows that a change stands on, locked until it commits, and moves a procurement along its stages. */
@Injectable()
export class ProcurementRows {
  /**
   * The caller's procurement, locked, in one of the stages.
   *
   * @param what what the caller wants to do, for the sentence when the stage is wrong: "Adding a requirement"
   * @throws NotFound when it is not the caller's organisation's
   * @throws IllegalTransition when it is in another stage
   */
  async forChange(tx: Tx, caller: Member, key: string, stages: readonly Stage[], what: string): Promise<Procurement> {
    const procurement = await this.locked(tx, Procurement, { id: key, organisationId: caller.organisation.id });
    mustBe(PROCUREMENT, procurement.stage, stages, what);
    return procurement;
  }

  /**
   * The key of the procurement that something is a part of, read without a lock. The procurement is locked first and its parts after it:
   * of two people who change several parts at once, each in another order, neither then waits for the other.
   *
   * @throws NotFound also when row-level security hides the part
   */
  async procurementOf<T extends { id: string; procurementId: string }>(
    tx: Tx,
    type: ClassOf<T>,
    where: FindOptionsWhere<T>,
  ): Promise<string> {
    const part = await tx.getRepository<T>(type as never).findOneBy(where);
    if (part === null) throw new NotFound(words(type.name));
    return part.procurementId;
  }

  /**
   * @param part what the caller wants to do, for the sentence: "moderate"
   * @throws Forbidden when the caller has declared a conflict of interest in the procurement
   */
  async mustHaveNoConflict(tx: Tx, caller: Member, key: string, part: string): Promise<void> {
    const conflict = { procurementId: key, userId: caller.user.id, hasConflict: true };
    mustHaveNoConflict(await tx.existsBy(InterestDeclaration, conflict), part);
  }

  /** One row, locked until the transaction ends. @throws NotFound also when row-level security hides it */
  async locked<T extends { id: string }>(tx: Tx, type: ClassOf<T>, where: FindOptionsWhere<T>): Promise<T> {
    const found = await tx.getRepository<T>(type as never).findOne({ where, lock: { mode: 'pessimistic_write' } });
    if (found === null) throw new NotFound(words(type.name));
    return found;
  }

  /** Moves the procurement by its table of moves. @throws IllegalTransition */
  async moveTo(tx: Tx, procurement: Procurement, stage: Stage, change: Partial<Procurement> = {}): Promise<void> {
    move(PROCUREMENT, procurement.stage, stage);
    const version = procurement.version + 1;
    await tx.update(Procurement, { id: procurement.id }, { ...(change as object), stage, version });
    Object.assign(procurement, change, { stage, version });
  }
}
