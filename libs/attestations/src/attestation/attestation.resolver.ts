import { Args, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Supplier } from '#directory';
import {
  Allow,
  Caller,
  Connection,
  CurrentCaller,
  Member,
  PageArguments,
  Planned,
  plannedField,
  Public,
  Reader,
  readId,
} from '#platform';
import { Attestation } from './attestation.entity';
import {
  AttestationPayload,
  AttestationQueueConnection,
  SaveAttestationDraftInput,
  SubmitAttestationInput,
  VerifyAttestationInput,
  WithdrawAttestationInput,
} from './attestation.inputs';
import { AttestationService } from './attestation.service';

@Resolver(() => Attestation)
export class AttestationResolver {
  constructor(
    private readonly attestations: AttestationService,
    private readonly reader: Reader,
  ) {}

  /** An attestation: what is public of it, and to its supplier and a verifier all. */
  @Query(() => Attestation)
  @Public()
  attestation(
    @CurrentCaller() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Attestation> {
    return this.reader.one(caller, info, Attestation, readId(Attestation, id));
  }

  /** What waits for a verifier, the oldest first. */
  @Query(() => AttestationQueueConnection)
  @Allow({ OVERSIGHT: ['VERIFIER'] }, 'READ')
  attestationQueue(
    @CurrentCaller() caller: Member,
    @Args() { first, after }: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Attestation>> {
    return this.reader.page(
      caller,
      info,
      Attestation,
      { first: first ?? undefined, after: after ?? undefined },
      {
        mark: ['attestationQueue'],
        where: (a) => `${a}.state = 'SUBMITTED'`,
        order: {
          descending: false,
          keys: [
            { sql: (a) => `${a}.received_at`, type: 'timestamptz' },
            { sql: (a) => `${a}.id`, type: 'uuid' },
          ],
        },
      },
    );
  }

  /** The caller organisation's own, drafts and refusals too. */
  @Query(() => [Attestation])
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  myAttestations(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<Attestation[]> {
    return this.reader.many(
      caller,
      info,
      Attestation,
      (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      (a) => `${a}.scheme_code, ${a}.id`,
    );
  }

  /** The exact words that a signatory of a draft agrees to, as it stands. */
  @Query(() => String)
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  statementToSign(@CurrentCaller() caller: Member, @Args('attestationId', { type: () => ID }) id: string): Promise<string> {
    return this.attestations.statementToSign(caller, readId(Attestation, id));
  }

  @Mutation(() => AttestationPayload)
  @Allow({ SUPPLIER: ['EDITOR', 'SIGNATORY'] })
  saveAttestationDraft(
    @CurrentCaller() caller: Member,
    @Args('input') input: SaveAttestationDraftInput,
  ): Promise<AttestationPayload> {
    return this.attestations.saveDraft(caller, input);
  }

  @Mutation(() => AttestationPayload)
  @Allow({ SUPPLIER: ['SIGNATORY'] })
  submitAttestation(
    @CurrentCaller() caller: Member,
    @Args('input') input: SubmitAttestationInput,
  ): Promise<AttestationPayload> {
    return this.attestations.submit(caller, input);
  }

  @Mutation(() => AttestationPayload)
  @Allow({ OVERSIGHT: ['VERIFIER'] })
  verifyAttestation(
    @CurrentCaller() caller: Member,
    @Args('input') input: VerifyAttestationInput,
  ): Promise<AttestationPayload> {
    return this.attestations.verify(caller, input);
  }

  @Mutation(() => AttestationPayload)
  @Allow({ SUPPLIER: ['SIGNATORY', 'ADMIN'] })
  withdrawAttestation(
    @CurrentCaller() caller: Member,
    @Args('input') input: WithdrawAttestationInput,
  ): Promise<AttestationPayload> {
    return this.attestations.withdraw(caller, input);
  }
}

@Resolver(() => Supplier)
export class SupplierAttestationsResolver {
  /** What the supplier attests: to strangers what was verified, to itself all. */
  @Planned()
  @ResolveField(() => [Attestation])
  attestations(@Parent() supplier: Supplier, @Info() info: GraphQLResolveInfo): Attestation[] {
    return plannedField(supplier, info);
  }
}
