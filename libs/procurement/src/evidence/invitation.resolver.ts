import { Args, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, keyOf, Member, NotFound, Planned, plannedField, Reader, readId, Transactions } from '#platform';
import { ClosedDocuments } from '../consent/closed-documents';
import { ClosedDocument } from '../consent/document-consent.types';
import { SaveAnswerInput, SaveAnswerPayload } from './answer.inputs';
import { AnswerService } from './answer.service';
import { Answer } from './answer.type';
import { EarlierAnswer, EarlierAnswers } from './earlier-answers';
import { Invitation } from './invitation.entity';
import { DeclineInvitationInput, InvitationPayload, RequestChangesInput } from './invitation.inputs';
import { InvitationService } from './invitation.service';
import { SaveOfferInput, SaveOfferPayload } from './offer.inputs';
import { OfferService } from './offer.service';
import { SheetLoader } from './sheet-loader';
import { Submission } from './submission.entity';

@Resolver(() => Invitation)
export class InvitationResolver {
  constructor(
    private readonly invitations: InvitationService,
    private readonly working: AnswerService,
    private readonly offers: OfferService,
    private readonly sheets: SheetLoader,
    private readonly earlier: EarlierAnswers,
    private readonly reader: Reader,
    private readonly transactions: Transactions,
  ) {}

  /** The invitations of the caller's organisation, the newest deadline first. To list them opens none. */
  @Query(() => [Invitation])
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  evidenceInvitations(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<Invitation[]> {
    return this.reader.many<Invitation>(
      caller,
      info,
      Invitation,
      (a, p) => `${a}.supplier_organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      (a) => `${a}.due_at DESC, ${a}.id`,
    );
  }

  /** One invitation of the caller's organisation. Reading it opens it. */
  @Query(() => Invitation)
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  async evidenceInvitation(
    @CurrentCaller() caller: Member,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Invitation> {
    const key = readId(Invitation, id);
    await this.invitations.opened(caller, key);
    const found = await this.reader.find(
      caller,
      info,
      Invitation,
      (a, p) => `${a}.id = ${p.add(key)}::uuid AND ${a}.supplier_organisation_id = ${p.add(caller.organisation.id)}::uuid`,
    );
    if (found === null) throw new NotFound('invitation');
    return found;
  }

  /** What the caller's organisation answered other buyers to requirements like this one, the likest first; at most three. */
  @Query(() => [EarlierAnswer])
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  earlierAnswers(
    @CurrentCaller() caller: Member,
    @Args('invitationId', { type: () => ID }) invitationId: string,
    @Args('requirementRef') ref: string,
  ): Promise<EarlierAnswer[]> {
    return this.earlier.like(caller, invitationId, ref);
  }

  @Mutation(() => SaveAnswerPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  saveAnswer(@CurrentCaller() caller: Member, @Args('input') input: SaveAnswerInput): Promise<SaveAnswerPayload> {
    return this.working.save(caller, input);
  }

  @Mutation(() => SaveOfferPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  saveOffer(@CurrentCaller() caller: Member, @Args('input') input: SaveOfferInput): Promise<SaveOfferPayload> {
    return this.offers.save(caller, input);
  }

  @Mutation(() => InvitationPayload)
  @Allow({ SUPPLIER: ['SIGNATORY', 'EDITOR'] })
  declineInvitation(@CurrentCaller() caller: Member, @Args('input') input: DeclineInvitationInput): Promise<InvitationPayload> {
    return this.invitations.decline(caller, input);
  }

  @Mutation(() => InvitationPayload)
  @Allow({ BUYER: ['EDITOR'] })
  requestChanges(@CurrentCaller() caller: Member, @Args('input') input: RequestChangesInput): Promise<InvitationPayload> {
    return this.invitations.requestChanges(caller, input);
  }

  @ResolveField(() => [Answer], {
    description: "Every requirement in its order; the supplier's own working answers, to it alone",
  })
  answers(@CurrentCaller() caller: Member, @Parent() parent: Invitation): Promise<Answer[]> {
    return this.sheets.load(caller, keyOf(Invitation, parent));
  }

  @ResolveField(() => [ClosedDocument], {
    description:
      'Documents of the working answers that the buyer can open no more: a response gives them again only by word; to the supplier alone',
  })
  async closedDocuments(@CurrentCaller() caller: Member, @Parent() parent: Invitation): Promise<ClosedDocument[]> {
    const key = keyOf(Invitation, parent);
    const sheet = await this.sheets.load(caller, key);
    return this.transactions.read(caller, (tx) => ClosedDocuments.ofSheet(tx, key, sheet));
  }

  @Planned()
  @ResolveField(() => [Submission], { description: 'What was submitted, the first first; to the buyer from the deadline on' })
  submissions(@Parent() parent: Invitation, @Info() info: GraphQLResolveInfo): Submission[] {
    return plannedField(parent, info);
  }
}
