import type { OrganisationIdentifier, PackCandidate, PackContents, Person } from '../../contents';
import { ASSAY_NAMESPACE, uuidOf } from '../identity';
import { line, markup, props, some } from './text';

/** What people and organisations did in a procurement, by the ids that the documents give these roles. */
const ROLES = {
  buyer: 'Buyer: asked, and made this document',
  candidate: 'Candidate: a supplier that was shortlisted or left out',
  assessor: 'Assessor: judged answers',
  moderator: 'Moderator: settled the figures, having judged none',
  approver: 'Approver: made the decision',
} as const;
export type Role = keyof typeof ROLES;

/** Somebody, with all that they did. */
interface PersonInRoles {
  person: Person;
  roles: Set<Role>;
}

/** The UUID of the buyer as a party, the same in every document of the procurement. */
export function buyerParty({ procurement }: PackContents): string {
  return uuidOf(procurement.id, 'buyer');
}

/** The UUID of a candidate as a party. */
export function candidateParty({ procurement }: PackContents, candidateId: string): string {
  return uuidOf(procurement.id, 'candidate', candidateId);
}

/** The UUID of a person as a party: by their id, or by their name where the record has no id. */
export function personParty({ procurement }: PackContents, { id, name }: Person): string {
  return id === null ? uuidOf(procurement.id, 'name', name) : uuidOf(procurement.id, 'person', id);
}

/** Roles, parties, and who is responsible for what, for the metadata of a document. */
export function partiesOf(contents: PackContents): object {
  const people = peopleOf(contents);
  const inRole = (role: Role): string[] => [...people].filter(([, { roles }]) => roles.has(role)).map(([uuid]) => uuid);
  const inRoles: Record<Role, string[]> = {
    buyer: [buyerParty(contents)],
    candidate: contents.candidates.map(({ id }) => candidateParty(contents, id)),
    assessor: inRole('assessor'),
    moderator: inRole('moderator'),
    approver: inRole('approver'),
  };
  return {
    roles: Object.entries(ROLES).map(([id, title]) => ({ id, title })),
    parties: [
      organisation(buyerParty(contents), contents.procurement.buyer),
      ...contents.candidates.map((candidate) => candidateAsParty(contents, candidate)),
      ...[...people].map(([uuid, { person }]) => personAsParty(contents, uuid, person)),
    ],
    'responsible-parties': Object.entries(inRoles)
      .filter(([, parties]) => parties.length > 0)
      .map(([role, parties]) => ({ 'role-id': role, 'party-uuids': parties })),
  };
}

function peopleOf(contents: PackContents): Map<string, PersonInRoles> {
  const people = new Map<string, PersonInRoles>();
  const add = (person: Person, role: Role): void => {
    const uuid = personParty(contents, person);
    const known = people.get(uuid) ?? { person, roles: new Set<Role>() };
    people.set(uuid, { ...known, roles: known.roles.add(role) });
  };
  for (const { assessor } of contents.assessments) add(assessor, 'assessor');
  for (const { moderator } of contents.moderation) add(moderator, 'moderator');
  add(contents.decision.decidedBy, 'approver');
  return people;
}

function organisation(uuid: string, { name, identifiers }: { name: string; identifiers: OrganisationIdentifier[] }): object {
  return {
    uuid,
    type: 'organization',
    name: line(name, 'Name not recorded'),
    'external-ids': some(identifiers.map(externalId)),
  };
}

/** The code of the register as a fragment of our namespace: org-id.guide has an address for most codes, and not for all. */
function externalId({ scheme, id }: OrganisationIdentifier): object {
  return {
    scheme: `${ASSAY_NAMESPACE}#${encodeURIComponent(Buffer.from(line(scheme, '-')).toString())}`,
    id: line(id, '-'),
  };
}

function candidateAsParty(contents: PackContents, { id, supplier, state, reason }: PackCandidate): object {
  return {
    ...organisation(candidateParty(contents, id), supplier),
    props: props({ 'candidate-id': id, 'candidate-state': state, provenance: supplier.provenance }),
    remarks: reason ? markup(reason) : undefined,
  };
}

function personAsParty(contents: PackContents, uuid: string, person: Person): object {
  const declared = contents.interests.find(({ assessor }) => personParty(contents, assessor) === uuid);
  const conflict = declared && (declared.hasConflict ? 'declared' : 'none declared');
  return {
    uuid,
    type: 'person',
    name: line(person.name, 'Name not recorded'),
    'member-of-organizations': [buyerParty(contents)],
    props: props({ 'conflict-of-interest': conflict ?? null }),
  };
}
