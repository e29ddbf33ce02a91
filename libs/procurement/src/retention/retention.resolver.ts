import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, Connection, CurrentCaller, Member, PageArguments, Reader } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementConnection, ProcurementPayload } from '../procurement/procurement.inputs';
import { ErasingService } from './erasing.service';
import { ErasedProcurement, ErasedRecords } from './retention.entities';
import {
  AskToEraseInput,
  ConfirmErasingInput,
  ErasedProcurementPayload,
  ErasedProcurementsConnection,
  KeepRecordsUntilInput,
  LiftHoldInput,
  PlaceHoldInput,
} from './retention.inputs';
import { RetentionService } from './retention.service';

/** Days have an order; what has none comes last. */
const DUE = (a: string): string => `coalesce((retention_of(${a}.id)).kept_until, 'infinity')`;

@Resolver(() => Procurement)
export class RetentionResolver {
  constructor(
    private readonly retention: RetentionService,
    private readonly erasing: ErasingService,
    private readonly reader: Reader,
  ) {}

  /** The procurements of the caller's organisation by when their records fall due, the first first; those without a day last. */
  @Query(() => ProcurementConnection)
  @Allow({ BUYER: ['ADMIN'] }, 'READ')
  recordsDue(
    @CurrentCaller() caller: Member,
    @Args() page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Procurement>> {
    return this.reader.page(caller, info, Procurement, page, {
      mark: ['recordsDue'],
      where: (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      order: {
        keys: [
          { sql: DUE, type: 'date' },
          { sql: (a) => `${a}.id`, type: 'uuid' },
        ],
        descending: false,
      },
    });
  }

  /** What is left of the caller's organisation's procurements whose records were erased, the last first. */
  @Query(() => ErasedProcurementsConnection)
  @Allow({ BUYER: ['ADMIN'] }, 'READ')
  erasedProcurements(
    @CurrentCaller() caller: Member,
    @Args() page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ErasedProcurement>> {
    return this.reader.page(caller, info, ErasedProcurement, page, {
      mark: ['erasedProcurements'],
      where: (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      order: {
        keys: [
          { sql: (a) => `${a}.erased_at`, type: 'timestamptz' },
          { sql: (a) => `${a}.id`, type: 'uuid' },
        ],
        descending: true,
      },
    });
  }

  /** Whether the records of a procurement were erased, by its id or that of an invitation; null where they were not, to whoever had a part in it. */
  @Query(() => ErasedRecords, { nullable: true })
  @Allow({ BUYER: ['VIEWER'], SUPPLIER: ['VIEWER'] }, 'READ')
  erasedRecords(@CurrentCaller() caller: Member, @Args('id', { type: () => ID }) id: string): Promise<ErasedRecords | null> {
    return this.erasing.erasedRecords(caller, id);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['ADMIN'] })
  placeHold(@CurrentCaller() caller: Member, @Args('input') input: PlaceHoldInput): Promise<ProcurementPayload> {
    return this.retention.placeHold(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['ADMIN'] })
  liftHold(@CurrentCaller() caller: Member, @Args('input') input: LiftHoldInput): Promise<ProcurementPayload> {
    return this.retention.liftHold(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['ADMIN'] })
  keepRecordsUntil(@CurrentCaller() caller: Member, @Args('input') input: KeepRecordsUntilInput): Promise<ProcurementPayload> {
    return this.retention.keepUntil(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['ADMIN'] })
  askToErase(@CurrentCaller() caller: Member, @Args('input') input: AskToEraseInput): Promise<ProcurementPayload> {
    return this.erasing.ask(caller, input);
  }

  @Mutation(() => ErasedProcurementPayload)
  @Allow({ BUYER: ['ADMIN'] })
  confirmErasing(
    @CurrentCaller() caller: Member,
    @Args('input') input: ConfirmErasingInput,
  ): Promise<ErasedProcurementPayload> {
    return this.erasing.confirm(caller, input);
  }
}
