import type { PackContents, PackRequirement } from '../../contents';
import { canonicalJson } from '../../json';
import { uuidOf } from '../identity';
import {
  acceptedItems,
  contentsResource,
  controlId,
  guidanceResource,
  metadata,
  objectiveId,
  reviewedControls,
  sharedResources,
} from './common';
import { candidateParty } from './parties';
import { markup, markupLine, props, some } from './text';

/**
 * What was to be assessed, of whom, by whom and when, as it was locked: OSCAL 1.2.1, assessment-plan, as canonical JSON.
 *
 * @param sealedAt when the pack was made
 * @source NIST OSCAL 1.2.1, assessment layer
 */
export function assessmentPlan(contents: PackContents, sealedAt: string): string {
  return canonicalJson({
    'assessment-plan': {
      uuid: uuidOf(contents.procurement.id, 'assessment-plan'),
      metadata: metadata(contents, sealedAt, 'Assessment plan'),
      'import-ssp': {
        href: `#${contentsResource(contents)}`,
        remarks:
          'What is assessed are answers of suppliers, which have no system security plan. Requirements and answers are in the contents of the pack.',
      },
      'local-definitions': {
        'objectives-and-methods': some(contents.requirements.map((requirement) => objective(contents, requirement))),
        activities: Object.values(ACTIVITIES).map(({ key, ...activity }) => ({
          uuid: activityUuid(contents, key),
          ...activity,
        })),
      },
      'reviewed-controls': reviewedControls(contents),
      'assessment-subjects': some(subjectsOf(contents)),
      tasks: some(tasksOf(contents)),
      'back-matter': { resources: sharedResources(contents) },
    },
  });
}

/** What assessors and moderators do. */
const ACTIVITIES = {
  assess: {
    key: 'assess',
    title: 'Assess each answer',
    description: 'Assessors who declared no conflict of interest judge each answer by the evidence given with it.',
    props: [{ name: 'method', value: 'EXAMINE' }],
    'responsible-roles': [{ 'role-id': 'assessor' }],
  },
  settle: {
    key: 'settle',
    title: 'Settle each figure',
    description: 'A moderator who has judged nothing settles conformance and score of each answer, and gives the reason.',
    props: [{ name: 'method', value: 'EXAMINE' }],
    'responsible-roles': [{ 'role-id': 'moderator' }],
  },
} as const;

function activityUuid({ procurement }: PackContents, key: string): string {
  return uuidOf(procurement.id, 'activity', key);
}

function objective(contents: PackContents, requirement: PackRequirement): object {
  const { ref, text, kind, weight, minimumStrength } = requirement;
  const accepted = acceptedItems(requirement);
  return {
    'control-id': controlId(ref),
    props: props({
      requirement: ref,
      kind,
      weight,
      'minimum-strength': minimumStrength,
      'guidance-item': accepted.map(({ itemCode }) => itemCode),
    }),
    links: some(
      accepted.flatMap(({ itemCode, itemTitle, documentCode }) =>
        contents.guidance
          .filter((pin) => pin.documentCode === documentCode)
          .map((pin) => ({
            href: `#${guidanceResource(contents, pin)}`,
            rel: 'reference',
            text: markupLine(`${itemCode} ${itemTitle}`, 'Guidance'),
          })),
      ),
    ),
    parts: [{ id: objectiveId(ref), name: 'objective', title: markupLine(ref, 'Requirement'), prose: markup(text) }],
  };
}

function subjectsOf(contents: PackContents): object[] {
  if (contents.candidates.length === 0) return [];
  return [
    {
      type: 'party',
      description: 'The suppliers that were shortlisted or left out; what became of each is said of the party.',
      'include-subjects': contents.candidates.map(({ id }) => ({
        type: 'party',
        'subject-uuid': candidateParty(contents, id),
      })),
    },
  ];
}

function tasksOf(contents: PackContents): object[] {
  const { criteriaLockedAt, evidenceRequestedAt, evidenceDueAt } = contents.procurement.dates;
  const task = (key: string, title: string, rest: object): object => ({
    uuid: uuidOf(contents.procurement.id, 'task', key),
    title,
    ...rest,
  });
  const on = (date: string): object => ({ type: 'milestone', timing: { 'on-date': { date } } });
  const subjects = subjectsOf(contents);
  return [
    ...(criteriaLockedAt === null ? [] : [task('locked', 'Requirements and weights locked', on(criteriaLockedAt))]),
    ...(evidenceRequestedAt === null || evidenceDueAt === null
      ? []
      : [
          task('asked', 'Answers and evidence given', {
            type: 'action',
            timing: { 'within-date-range': { start: evidenceRequestedAt, end: evidenceDueAt } },
            'responsible-roles': [{ 'role-id': 'candidate' }],
          }),
        ]),
    ...(subjects.length === 0
      ? []
      : [
          task('judged', 'Answers judged and figures settled', {
            type: 'action',
            'associated-activities': Object.values(ACTIVITIES).map(({ key }) => ({
              'activity-uuid': activityUuid(contents, key),
              subjects,
            })),
          }),
        ]),
    task('decided', 'Decision made', on(contents.decision.decidedAt)),
  ];
}
