import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, Reader, readId } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { Assessment, InterestDeclaration } from './assessment.entities';
import {
  AcceptAgreedInput,
  AcceptAgreedPayload,
  AssessAnswerInput,
  AssessAnswersInput,
  AssessmentPayload,
  AssessmentsPayload,
  DeclareInterestsInput,
  DeclareInterestsPayload,
  ModerateAssessmentInput,
} from './assessment.inputs';
import { AssessmentService } from './assessment.service';
import { ModerationService } from './moderation.service';
import { withheldSql } from './withheld';

@Resolver(() => Assessment)
export class AssessmentResolver {
  constructor(
    private readonly assessmentService: AssessmentService,
    private readonly moderations: ModerationService,
    private readonly reader: Reader,
  ) {}

  /**
   * Every judgement of a procurement, by every assessor. Their reasons tell of the answers: none to whoever is not shown these
   * (`Procurement.answersWithheld`).
   */
  @Query(() => [Assessment])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  assessments(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Assessment[]> {
    const key = readId(Procurement, id);
    return this.reader.many(
      caller,
      info,
      Assessment,
      (a, p) => {
        const procurement = `${p.add(key)}::uuid`;
        return `${a}.procurement_id = ${procurement} AND ${withheldSql(procurement)} IS NULL`;
      },
      (a) => `${a}.candidate_id, ${a}.requirement_id, ${a}.id`,
    );
  }

  /** Who has declared what interests in a procurement, the first first. */
  @Query(() => [InterestDeclaration])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  interestDeclarations(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<InterestDeclaration[]> {
    const key = readId(Procurement, id);
    return this.reader.many(
      caller,
      info,
      InterestDeclaration,
      (a, p) => `${a}.procurement_id = ${p.add(key)}::uuid`,
      (a) => `${a}.declared_at, ${a}.id`,
    );
  }

  @Mutation(() => DeclareInterestsPayload)
  @Allow({ BUYER: ['EDITOR'] })
  declareInterests(
    @CurrentCaller() caller: Member,
    @Args('input') input: DeclareInterestsInput,
  ): Promise<DeclareInterestsPayload> {
    return this.assessmentService.declare(caller, input);
  }

  @Mutation(() => AssessmentPayload)
  @Allow({ BUYER: ['EDITOR'] })
  assessAnswer(@CurrentCaller() caller: Member, @Args('input') input: AssessAnswerInput): Promise<AssessmentPayload> {
    return this.assessmentService.assess(caller, input);
  }

  @Mutation(() => AssessmentsPayload)
  @Allow({ BUYER: ['EDITOR'] })
  assessAnswers(@CurrentCaller() caller: Member, @Args('input') input: AssessAnswersInput): Promise<AssessmentsPayload> {
    return this.assessmentService.assessAll(caller, input.assessments);
  }

  @Mutation(() => AssessmentPayload)
  @Allow({ BUYER: ['EDITOR'] })
  moderateAssessment(
    @CurrentCaller() caller: Member,
    @Args('input') input: ModerateAssessmentInput,
  ): Promise<AssessmentPayload> {
    return this.moderations.moderate(caller, input);
  }

  @Mutation(() => AcceptAgreedPayload)
  @Allow({ BUYER: ['EDITOR'] })
  acceptAgreed(@CurrentCaller() caller: Member, @Args('input') input: AcceptAgreedInput): Promise<AcceptAgreedPayload> {
    return this.moderations.acceptAgreed(caller, input);
  }
}
