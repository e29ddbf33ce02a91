import { registerEnumType } from '@nestjs/graphql';
import { STRENGTHS, type Strength } from '#pack';

export { STRENGTHS, type Strength };

export const StrengthEnum = Object.fromEntries(STRENGTHS.map((strength) => [strength, strength])) as {
  [strength in Strength]: strength;
};
registerEnumType(StrengthEnum, { name: 'EvidenceStrength', description: 'How strong evidence is, the weakest first.' });

/** Whether the first is weaker than the second. */
export function isWeaker(strength: Strength, than: Strength): boolean {
  return STRENGTHS.indexOf(strength) < STRENGTHS.indexOf(than);
}
