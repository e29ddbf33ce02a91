import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTESTATION } from '#attestations';
import { CHAIN_CHECK } from '#audit';
import { CLAIM } from '#directory';
import { IMPORT } from '#market';
import { CONFORMANCE_IN_WORDS, STRENGTH_IN_WORDS } from '#pack';
import { repositoryRoot } from '#platform';
import { CANDIDATE, INVITATION, PROCUREMENT } from '#procurement';

/** Messages of the portal. */
function messages(name: string): Record<string, unknown> {
  const file = join(repositoryRoot(), `apps/portal/messages/en/${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

describe('what the API refuses', () => {
  it('is said in the words of the pages', () => {
    const state = messages('state');
    expect(state).toMatchObject({
      procurement: PROCUREMENT.called,
      candidate: CANDIDATE.called,
      invitation: INVITATION.called,
      attestation: ATTESTATION.called,
      claim: CLAIM.called,
      import: IMPORT.called,
      check: CHAIN_CHECK.called,
    });
    const conformance = Object.entries(state.conformance as Record<string, string>);
    expect(Object.fromEntries(conformance.map(([code, word]) => [code, word.toLowerCase()]))).toEqual(CONFORMANCE_IN_WORDS);
    expect(messages('strength')).toEqual(STRENGTH_IN_WORDS);
  });
});
