import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ScopeAnswer as Answer, ScopeTest as Test } from '#pack';

const YesNoUnknownEnum = { YES: 'YES', NO: 'NO', UNKNOWN: 'UNKNOWN' } as const;
registerEnumType(YesNoUnknownEnum, { name: 'YesNoUnknown', description: 'UNKNOWN is a state of its own: it is never a YES.' });

@ObjectType()
export class ScopeAnswer implements Answer {
  @Field(() => YesNoUnknownEnum) answer: keyof typeof YesNoUnknownEnum;
  @Field() reason: string;
}

/** Whether an attestation covers the contract that is to be signed. */
@ObjectType()
export class ScopeTest implements Test {
  @Field(() => ScopeAnswer, { description: 'Held by the entity that would sign' }) legalEntity: ScopeAnswer;
  @Field(() => ScopeAnswer, { description: 'About what would be supplied, in its version' }) product: ScopeAnswer;
  @Field(() => ScopeAnswer, { description: 'Holds over the whole contract' }) dates: ScopeAnswer;
  @Field(() => ScopeAnswer, { description: 'Leaves out nothing that is required, and no sites' }) exclusions: ScopeAnswer;
}
