import { Member, NotFound } from '#platform';
import { Claim } from './claim.entity';

/**
 * A claim is withdrawn by the organisation that made it alone. The database refuses the same (policy `withdraw`).
 *
 * @throws NotFound when there is no such claim, or it is another's, which is not the caller's to know
 */
export function mustBeClaimant(caller: Member, claim: Claim | null): Claim {
  if (claim === null || claim.organisationId !== caller.organisation.id) throw new NotFound('claim');
  return claim;
}
