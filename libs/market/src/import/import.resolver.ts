import { Args, ID, Info, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Allow,
  Connection,
  connectionOf,
  CurrentCaller,
  keyOf,
  Member,
  NotFound,
  PageArguments,
  Reader,
  type ReadOrder,
  readId,
} from '#platform';
import { Award } from '../award/award.entity';
import { ImportProblem, ImportRun } from './import-run.entity';
import { DecideJoinInput, ImportPayload, JoinPayload, ProblemsArguments, StartImportInput } from './import.inputs';
import { ImportService } from './import.service';
import { JoinProposal } from './join-proposal.entity';

const runs = connectionOf(ImportRun);
const joins = connectionOf(JoinProposal);

@ObjectType()
export class ImportConnection extends runs.connection {}
@ObjectType()
export class JoinProposalConnection extends joins.connection {}

const NEWEST_FIRST: ReadOrder = {
  descending: true,
  keys: [
    { sql: (a: string) => `${a}.created_at`, type: 'timestamptz' },
    { sql: (a: string) => `${a}.id`, type: 'uuid' },
  ],
};

/** Registers read in, for operators. */
@Resolver(() => ImportRun)
export class ImportResolver {
  constructor(
    private readonly imports: ImportService,
    private readonly reader: Reader,
  ) {}

  /** Imports, the newest first. */
  @Query(() => ImportConnection, { name: 'imports' })
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  list(
    @CurrentCaller() caller: Member,
    @Args() { first, after }: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ImportRun>> {
    return this.reader.page(
      caller,
      info,
      ImportRun,
      { first: first ?? undefined, after: after ?? undefined },
      { mark: ['imports'], where: () => 'true', order: NEWEST_FIRST },
    );
  }

  @Query(() => ImportRun)
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  async importRun(
    @CurrentCaller() caller: Member,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ImportRun> {
    const key = readId(ImportRun, id);
    const run = await this.reader.find(caller, info, ImportRun, (a, p) => `${a}.id = ${p.add(key)}`);
    if (run === null) throw new NotFound('import');
    return run;
  }

  /** What was not taken, or not as it stands, and why. */
  @ResolveField(() => [ImportProblem])
  report(@CurrentCaller() caller: Member, @Parent() run: ImportRun, @Args() page: ProblemsArguments): Promise<ImportProblem[]> {
    return this.imports.problems(caller, keyOf(ImportRun, run), page);
  }

  @Mutation(() => ImportPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  startImport(@CurrentCaller() caller: Member, @Args('input') input: StartImportInput): Promise<ImportPayload> {
    return this.imports.start(caller, input);
  }
}

/** Parties that have the name of a supplier, for operators to decide. */
@Resolver(() => JoinProposal)
export class JoinProposalResolver {
  constructor(
    private readonly imports: ImportService,
    private readonly reader: Reader,
  ) {}

  /** Those that wait for a decision, the newest first. */
  @Query(() => JoinProposalConnection)
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  joinProposals(
    @CurrentCaller() caller: Member,
    @Args() { first, after }: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<JoinProposal>> {
    return this.reader.page(
      caller,
      info,
      JoinProposal,
      { first: first ?? undefined, after: after ?? undefined },
      {
        mark: ['joinProposals'],
        where: (a) => `${a}.state = 'PROPOSED'`,
        order: NEWEST_FIRST,
      },
    );
  }

  /** The awards that would be the supplier's, the newest ten. */
  @ResolveField(() => [Award])
  awards(@CurrentCaller() caller: Member, @Parent() proposal: JoinProposal): Promise<Award[]> {
    return this.imports.awardsOf(caller, keyOf(JoinProposal, proposal));
  }

  @Mutation(() => JoinPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  decideJoin(@CurrentCaller() caller: Member, @Args('input') input: DecideJoinInput): Promise<JoinPayload> {
    return this.imports.decide(caller, input);
  }
}
