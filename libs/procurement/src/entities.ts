import { Candidate } from './candidate/candidate.entity';
import { JUDGEMENT_ENTITIES } from './assessment/judgement.providers';
import { EVIDENCE_ENTITIES } from './evidence/evidence.providers';
import { WithdrawnGuidance } from './later-guidance/withdrawn-guidance.entity';
import { Procurement } from './procurement/procurement.entity';
import { RETENTION_ENTITIES } from './retention/retention.providers';
import { Requirement, RequirementGuidance } from './requirement/requirement.entity';
import { LockedResult, LockedSearch } from './search/locked-search.entity';

/** The entities of this library, for the connection of an app. */
export const PROCUREMENT_ENTITIES = [
  Procurement,
  Requirement,
  RequirementGuidance,
  WithdrawnGuidance,
  LockedSearch,
  LockedResult,
  Candidate,
  ...EVIDENCE_ENTITIES,
  ...JUDGEMENT_ENTITIES,
  ...RETENTION_ENTITIES,
];
