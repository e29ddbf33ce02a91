import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Product } from '#directory';
import { DateOnly } from '#platform';
import { Attestation } from '../attestation/attestation.entity';
import { STRENGTHS, type Strength, StrengthEnum } from '../attestation/strength';

export const DeclaredTargetKindEnum = { ORGANISATION: 'ORGANISATION', COMPONENT: 'COMPONENT', SERVICE: 'SERVICE' } as const;
registerEnumType(DeclaredTargetKindEnum, { name: 'DeclaredTargetKind' });

/** Whom or what an attestation of a file is about. */
@ObjectType()
export class DeclaredTarget {
  @Field(() => DeclaredTargetKindEnum) kind: keyof typeof DeclaredTargetKindEnum;
  @Field() name: string;
  @Field(() => [String]) versions: string[];
}

/** The standard that a file names. */
@ObjectType()
export class DeclaredStandard {
  @Field() name: string;
  @Field(() => String, { nullable: true }) version: string | null;
  @Field(() => String, { nullable: true }) owner: string | null;
}

/** How far something is said to be so. It never becomes a strength. */
@ObjectType()
export class DeclaredScore {
  @Field(() => Float, { nullable: true, description: 'From 0 to 1' }) score: number | null;
  @Field(() => String, { nullable: true }) rationale: string | null;
}

@ObjectType()
export class DeclaredRequirement {
  @Field() identifier: string;
  @Field(() => String, { nullable: true }) title: string | null;
  @Field(() => DeclaredScore, { nullable: true }) conformance: DeclaredScore | null;
  @Field(() => DeclaredScore, { nullable: true }) confidence: DeclaredScore | null;
}

@ObjectType()
export class DeclaredEvidence {
  @Field(() => String, { nullable: true }) description: string | null;
  @Field(() => [String]) names: string[];
  @Field(() => DateOnly, { nullable: true }) created: string | null;
  @Field(() => DateOnly, { nullable: true }) expires: string | null;
  @Field(() => String, { nullable: true }) author: string | null;
}

@ObjectType()
export class DeclaredAssessor {
  @Field(() => String, { nullable: true }) name: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Null where the file does not say' }) thirdParty: boolean | null;
}

@ObjectType()
export class DeclaredSignatory {
  @Field(() => String, { nullable: true }) name: string | null;
  @Field(() => String, { nullable: true }) role: string | null;
  @Field(() => String, { nullable: true }) organisation: string | null;
}

@ObjectType()
export class DeclaredAffirmation {
  @Field(() => String, { nullable: true }) statement: string | null;
  @Field(() => [DeclaredSignatory]) signatories: DeclaredSignatory[];
}

/** What a draft takes over, as the file says it. */
@ObjectType()
export class DeclaredContent {
  @Field(() => String, { nullable: true }) reference: string | null;
  @Field(() => String, { nullable: true }) legalEntity: string | null;
  @Field(() => [String]) sites: string[];
  @Field(() => [String]) productVersions: string[];
  @Field(() => [String]) exclusions: string[];
  @Field(() => DateOnly, { nullable: true }) issuedOn: string | null;
  @Field(() => DateOnly, { nullable: true }) expiresOn: string | null;
  @Field(() => DateOnly, { nullable: true }) coversFrom: string | null;
  @Field(() => DateOnly, { nullable: true }) coversTo: string | null;
}

/** What is proposed for an attestation of a file; the caller chooses. */
@ObjectType()
export class DraftProposal {
  @Field(() => String, { nullable: true, description: 'Null where no name or code leads to one scheme' })
  schemeCode: string | null;
  @Field(() => Product, { nullable: true }) product: Product | null;
  @Field({ description: 'Whether it seems to be about the organisation and not about one product' })
  isOfOrganisation: boolean;
  @Field(() => StrengthEnum) strength: Strength;
  @Field(() => [String]) because: string[];
}

/** One attestation of a file: of one standard, about one target. */
@ObjectType()
export class DeclaredAttestation {
  @Field(() => Int, { description: 'Its place among those of the file, from 0' }) index: number;
  @Field(() => String, { nullable: true }) summary: string | null;
  @Field(() => DeclaredStandard, { nullable: true }) standard: DeclaredStandard | null;
  @Field(() => DeclaredTarget) target: DeclaredTarget;
  @Field(() => DeclaredAssessor, { nullable: true }) assessor: DeclaredAssessor | null;
  @Field(() => [DeclaredRequirement]) requirements: DeclaredRequirement[];
  @Field(() => [String], { description: 'What is claimed, in the words of the file' }) claims: string[];
  @Field(() => [DeclaredEvidence]) evidence: DeclaredEvidence[];
  @Field(() => DeclaredContent) content: DeclaredContent;
  @Field(() => [String], { description: 'What a draft of it does not say' }) notCarried: string[];
  @Field(() => DraftProposal) proposal: DraftProposal;
  @Field(() => [Attestation], { description: 'What was drafted of it before, out of the very same file' })
  drafted: Attestation[];
}

/** What a file of attestations holds, before anything is kept of it. */
@ObjectType()
export class AttestationFile {
  @Field() fileName: string;
  @Field() sha256: string;
  @Field({ description: 'Such as CycloneDX 1.6' }) format: string;
  @Field(() => [DeclaredAttestation]) attestations: DeclaredAttestation[];
  @Field(() => DeclaredAffirmation, { nullable: true }) affirmation: DeclaredAffirmation | null;
  @Field(() => [String], { description: 'What of the file as a whole is not taken over' }) notCarried: string[];
}

/** What somebody chose for one attestation of a file. */
@InputType()
export class DraftChoiceInput {
  @Field(() => Int, { description: 'The index of an attestation of the file' }) @IsInt() @Min(0) @Max(1000) index: number;
  @Field() @IsString() @MaxLength(100) schemeCode: string;
  @Field(() => ID, { nullable: true, description: 'Left out: about the organisation' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  productId?: string;
  @Field(() => StrengthEnum, { description: 'As you claim it' }) @IsIn(STRENGTHS) strength: Strength;
}

@InputType()
export class DraftAttestationsInput {
  @Field(() => ID, { description: 'A file that was uploaded to /documents' }) @IsString() @MaxLength(100) documentId: string;
  @Field(() => [DraftChoiceInput])
  @IsArray()
  @ArrayMinSize(1, { message: 'is empty; choose an attestation of the file' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => DraftChoiceInput)
  choices: DraftChoiceInput[];
  @Field(() => Boolean, { nullable: true, description: 'Also of what was drafted out of the very same file before' })
  @IsOptional()
  @IsBoolean()
  again?: boolean;
}

@ObjectType()
export class AttestationsPayload {
  @Field(() => [Attestation]) attestations: Attestation[];
}
