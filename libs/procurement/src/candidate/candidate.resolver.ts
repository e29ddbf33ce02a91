import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
import { Candidate } from './candidate.entity';
import {
  CandidatePayload,
  CandidatesPayload,
  DecideCandidatesInput,
  ExcludeSupplierInput,
  ShortlistSupplierInput,
} from './candidate.inputs';
import { CandidateService } from './candidate.service';

@Resolver(() => Candidate)
export class CandidateResolver {
  constructor(private readonly candidates: CandidateService) {}

  @Mutation(() => CandidatePayload)
  @Allow({ BUYER: ['EDITOR'] })
  shortlistSupplier(@CurrentCaller() caller: Member, @Args('input') input: ShortlistSupplierInput): Promise<CandidatePayload> {
    return this.candidates.shortlist(caller, input);
  }

  @Mutation(() => CandidatePayload)
  @Allow({ BUYER: ['EDITOR'] })
  excludeSupplier(@CurrentCaller() caller: Member, @Args('input') input: ExcludeSupplierInput): Promise<CandidatePayload> {
    return this.candidates.exclude(caller, input);
  }

  @Mutation(() => CandidatesPayload)
  @Allow({ BUYER: ['EDITOR'] })
  decideCandidates(@CurrentCaller() caller: Member, @Args('input') input: DecideCandidatesInput): Promise<CandidatesPayload> {
    return this.candidates.decide(caller, input);
  }
}
