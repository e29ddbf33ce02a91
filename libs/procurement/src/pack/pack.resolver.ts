import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { SigningKeys } from '#audit';
import { keyFingerprint } from '#pack';
import { Allow, CurrentCaller, Member, Public, Reader, readId } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import {
  AssurancePack,
  CreateAssurancePackInput,
  CreateAssurancePackPayload,
  SigningKeyInformation,
} from './assurance-pack.entity';
import { PackMaking, PackMakingPayload } from './pack-making.entity';
import { PackService } from './pack.service';

@Resolver(() => AssurancePack)
export class PackResolver {
  constructor(
    private readonly packs: PackService,
    private readonly keys: SigningKeys,
    private readonly reader: Reader,
  ) {}

  /** The packs of a procurement, the oldest first. */
  @Query(() => [AssurancePack])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  assurancePacks(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AssurancePack[]> {
    const key = readId(Procurement, id);
    return this.reader.many(
      caller,
      info,
      AssurancePack,
      (a, p) => `${a}.procurement_id = ${p.add(key)}::uuid`,
      (a) => `${a}.id`,
    );
  }

  /** The pack of a procurement that was asked for last, and how far it is; null when none was asked for. */
  @Query(() => PackMaking, { nullable: true })
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  packMaking(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PackMaking | null> {
    const key = readId(Procurement, id);
    return this.reader.find(caller, info, PackMaking, (a, p) => {
      const procurement = `${p.add(key)}::uuid`;
      return `${a}.id = (SELECT last.id FROM pack_making last WHERE last.procurement_id = ${procurement} ORDER BY last.created_at DESC, last.id DESC LIMIT 1)`;
    });
  }

  /** The key by which a verifier can tell that a pack is this installation's. */
  @Query(() => SigningKeyInformation)
  @Public()
  async signingKey(): Promise<SigningKeyInformation> {
    const { publicKeyPem } = await this.keys.current();
    return { publicKeyPem, fingerprint: keyFingerprint(publicKeyPem) };
  }

  /** Has a pack made, and answers at once: `packMaking` says how far it is. While one is being made, asking again makes no other. */
  @Mutation(() => PackMakingPayload)
  @Allow({ BUYER: ['EDITOR', 'APPROVER'] })
  askForAssurancePack(
    @CurrentCaller() caller: Member,
    @Args('input') input: CreateAssurancePackInput,
  ): Promise<PackMakingPayload> {
    return this.packs.ask(caller, input);
  }

  /** Makes a pack and answers when it is there. */
  @Mutation(() => CreateAssurancePackPayload)
  @Allow({ BUYER: ['EDITOR', 'APPROVER'] })
  createAssurancePack(
    @CurrentCaller() caller: Member,
    @Args('input') input: CreateAssurancePackInput,
  ): Promise<CreateAssurancePackPayload> {
    return this.packs.create(caller, input);
  }
}
