import type { Conformance, PackContents, PackModeration } from '../../contents';
import { uuidOf } from '../identity';
import { inWords } from '../words';
import { objectiveId } from './common';
import { observationsOn } from './observations';
import { personParty } from './parties';
import { markup, markupLine, props, some } from './text';

/** OSCAL knows satisfied and not satisfied. What is neither says so, in its reason and in words. */
const STATUS: Record<Conformance, object> = {
  MET: { state: 'satisfied', reason: 'pass' },
  NOT_MET: { state: 'not-satisfied', reason: 'fail' },
  PARTLY_MET: {
    state: 'not-satisfied',
    reason: 'other',
    remarks: 'Partly met. OSCAL has no such state, and this is not a finding that the requirement is not met.',
  },
  UNKNOWN: {
    state: 'not-satisfied',
    reason: 'other',
    remarks:
      'Unknown: nothing could be concluded. OSCAL has no such state, and this is not a finding that the requirement is not met.',
  },
};

/**
 * The finding of a figure that was settled.
 *
 * @param tender the contents with what is of its candidate alone
 */
export function findingOf(tender: PackContents, figure: PackModeration): object {
  const { candidateId, requirementRef, conformance, score, strength, moderator, moderatedAt, reason } = figure;
  const requirement = tender.requirements.find(({ ref }) => ref === requirementRef);
  return {
    uuid: uuidOf(tender.procurement.id, 'finding', candidateId, requirementRef),
    title: `${markupLine(requirementRef, 'A requirement')}: ${inWords.conformance[conformance]}`,
    description: markup(reason) || 'No reason was given.',
    props: props({
      requirement: requirementRef,
      kind: requirement?.kind ?? null,
      weight: requirement?.weight ?? null,
      conformance,
      score,
      strength,
      'settled-at': moderatedAt,
    }),
    origins: [{ actors: [{ type: 'party', 'actor-uuid': personParty(tender, moderator), 'role-id': 'moderator' }] }],
    target: { type: 'objective-id', 'target-id': objectiveId(requirementRef), status: STATUS[conformance] },
    'related-observations': some(
      observationsOn(tender, candidateId, requirementRef).map((uuid) => ({ 'observation-uuid': uuid })),
    ),
  };
}
