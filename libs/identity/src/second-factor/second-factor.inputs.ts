import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';

/** How a person signs in besides the password. */
@ObjectType()
export class SecondFactorState {
  @Field({ description: 'Whether a code is asked for at sign-in' }) isOn: boolean;
}

@ObjectType()
export class BeginSecondFactorPayload {
  @Field({ description: 'Base 32, to type into an app; shown this once' }) secret: string;
  @Field({ description: 'The same as an otpauth:// link' }) uri: string;
}

@InputType()
export class SecondFactorCodeInput {
  @Field({ description: 'Six digits of the app; to turn it off also a recovery code' }) @IsString() @MaxLength(40) code: string;
}

@ObjectType()
export class ConfirmSecondFactorPayload {
  @Field(() => [String], { description: 'Each good once instead of a code; shown this once' }) recoveryCodes: string[];
}

@ObjectType()
export class RemoveSecondFactorPayload {
  @Field() isOn: boolean;
}
