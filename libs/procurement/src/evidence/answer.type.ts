import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Attestation, StrengthEnum, type Strength } from '#attestations';
import { Document } from '#platform';
import { AskedRequirement } from './evidence-request.entity';

/**
 * A supplier's working answer to one requirement. The table's row where somebody has saved one, otherwise what valid attestations
 * suggest: computed when asked, and stored only by saving or submitting.
 */
@ObjectType()
export class Answer {
  @Field(() => AskedRequirement) requirement: AskedRequirement;
  @Field() statement: string;
  @Field(() => StrengthEnum, { nullable: true, description: 'As you claim it; null when nothing is claimed yet' })
  strength: Strength | null;
  @Field(() => StrengthEnum, {
    nullable: true,
    description: 'The strongest of the attached attestations that are verified and in date today',
  })
  evidenceStrength: Strength | null;
  @Field({ description: 'True: nobody has saved it; it is what your valid attestations suggest' }) prefilled: boolean;
  @Field(() => Int, { description: '0 until it is saved' }) version: number;
  @Field(() => [Attestation], { description: 'Attestations that back it' }) evidence: Attestation[];
  @Field(() => [Document], { description: 'Documents that back it' }) documents: Document[];
  /** Keys of the evidence, in order. */
  attestationIds: string[];
  /** Keys of the documents, in order. */
  documentIds: string[];
}
