import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, Connection, CurrentCaller, Member, PageArguments, Reader, readId } from '#platform';
import { Procurement } from './procurement.entity';
import {
  CancelProcurementInput,
  CreateProcurementFromNoticeInput,
  CreateProcurementInput,
  LockCriteriaInput,
  ProcurementConnection,
  ProcurementFromNoticePayload,
  ProcurementPayload,
  UpdateProcurementInput,
} from './procurement.inputs';
import { ProcurementService } from './procurement.service';

@Resolver(() => Procurement)
export class ProcurementResolver {
  constructor(
    private readonly procurements: ProcurementService,
    private readonly reader: Reader,
  ) {}

  /** The procurements of the caller's organisation, the newest first. */
  @Query(() => ProcurementConnection, { name: 'procurements' })
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  list(
    @CurrentCaller() caller: Member,
    @Args() page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Procurement>> {
    return this.reader.page(caller, info, Procurement, page, {
      mark: ['procurements'],
      where: (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      order: { keys: [{ sql: (a) => `${a}.id`, type: 'uuid' }], descending: true },
    });
  }

  @Query(() => Procurement)
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  procurement(
    @CurrentCaller() caller: Member,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Procurement> {
    return this.reader.one(caller, info, Procurement, readId(Procurement, id));
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  createProcurement(
    @CurrentCaller() caller: Member,
    @Args('input') input: CreateProcurementInput,
  ): Promise<ProcurementPayload> {
    return this.procurements.create(caller, input);
  }

  @Mutation(() => ProcurementFromNoticePayload)
  @Allow({ BUYER: ['EDITOR'] })
  createProcurementFromNotice(
    @CurrentCaller() caller: Member,
    @Args('input') input: CreateProcurementFromNoticeInput,
  ): Promise<ProcurementFromNoticePayload> {
    return this.procurements.createFromNotice(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  updateProcurement(
    @CurrentCaller() caller: Member,
    @Args('input') input: UpdateProcurementInput,
  ): Promise<ProcurementPayload> {
    return this.procurements.update(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  lockCriteria(@CurrentCaller() caller: Member, @Args('input') input: LockCriteriaInput): Promise<ProcurementPayload> {
    return this.procurements.lockCriteria(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['EDITOR', 'APPROVER'] })
  cancelProcurement(
    @CurrentCaller() caller: Member,
    @Args('input') input: CancelProcurementInput,
  ): Promise<ProcurementPayload> {
    return this.procurements.cancel(caller, input);
  }
}
