import { v5 as uuidv5 } from 'uuid';
import { Identifier, isLocalScheme, nameKey, NoticePublisher, Party, printIdentifier, tellTwoApart } from '#registers';

/** The namespace of the keys of all that this library loads: the same rows in every database. */
export const NAMESPACE = '0b7a6a3e-2f0e-5f8b-8d0b-6d1b0e6f3c55';

/** An organisation as the registers know it, under whatever identifiers. */
export interface RegisteredOrganisation {
  organisationId: string;
  /** Null for a buyer that supplies nothing. */
  supplierId: string | null;
  name: string;
  /** The name of its page, which may have come from another organisation, and names that awards were joined to it under: also those that a person decided on. */
  joinedAs: readonly string[];
  /** The first is the primary one. */
  identifiers: Identifier[];
  isNew: boolean;
}

/** A party under the identifier of a supplier whose names can hardly be its own: a person has to look. */
export interface DoubtedParty {
  partyKey: string;
  partyName: string;
  supplierId: string;
}

/** How a party of a notice was found to be an organisation. A name alone never joins by itself. */
export interface Joined {
  organisation: RegisteredOrganisation;
  /** NORMALISED_IDENTIFIER: the identifier had to be mended, such as by leading zeros. NAME_ONLY: a person decided. */
  confidence: 'IDENTIFIER' | 'NORMALISED_IDENTIFIER' | 'NAME_ONLY';
  /** The decision, for NAME_ONLY. */
  proposalId: string | null;
}

/** That a person took a party of a register for a supplier. */
export interface AcceptedName {
  partyKey: string;
  proposalId: string;
  supplierId: string;
}

/** An organisation, and the publisher of whose notices something was learnt of it. */
interface Told {
  organisation: RegisteredOrganisation;
  publisher: NoticePublisher;
}

const PPON = 'GB-PPON';

/**
 * The organisations of a register, joined on public identifiers: what shares one is one organisation, unless each has a PPON of its
 * own, for those are two registrations.
 */
export class PartyRegister {
  readonly organisations: RegisteredOrganisation[] = [];
  /** Organisations that nobody knew, and who told of them first. */
  readonly made: Told[] = [];
  /** Identifiers that were learnt of organisations, new ones' among them. */
  readonly learnt: (Told & { identifier: Identifier })[] = [];
  /** Organisations that supplied nothing before, and now supply. */
  readonly nowSupplying: Told[] = [];
  /** Parties that were not joined since their name tells them apart from who has their identifier, by their keys. */
  readonly doubted = new Map<string, DoubtedParty>();
  private readonly byIdentifier = new Map<string, RegisteredOrganisation[]>();
  private readonly bySupplier = new Map<string, RegisteredOrganisation>();

  /** @param known those that the database has of the identifiers that will be asked for */
  constructor(
    known: readonly RegisteredOrganisation[] = [],
    private readonly acceptedNames: ReadonlyMap<string, AcceptedName> = new Map(),
  ) {
    for (const organisation of known) this.keep(organisation);
  }

  /**
   * The one organisation that has one of the identifiers; null where none has, or where more than one has and no other tells.
   *
   * @param name of the party: whom it tells the party apart from is passed over
   */
  find(identifiers: readonly Identifier[], name?: string): Joined | null {
    for (const identifier of pponFirst(identifiers)) {
      if (!identifier.joins) continue;
      const [organisation, another] = this.byIdentifier.get(printIdentifier(identifier)) ?? [];
      if (organisation === undefined || another !== undefined || isAnother(organisation, name)) continue;
      const mended = identifier.published !== identifier.id;
      return { organisation, confidence: mended ? 'NORMALISED_IDENTIFIER' : 'IDENTIFIER', proposalId: null };
    }
    return null;
  }

  /**
   * The organisation that a party of a notice is: by identifier, or else by what a person decided of its name. Whom only an identifier says to be a
   * supplier, and the name does not, is noted among the doubted.
   */
  join(ocid: string, party: Party): Joined | null {
    const found = this.find(party.identifiers, party.name);
    if (found !== null) return found;
    const key = partyKey(ocid, party);
    const accepted = this.acceptedNames.get(key);
    const organisation = accepted === undefined ? undefined : this.bySupplier.get(accepted.supplierId);
    if (accepted === undefined || organisation === undefined) {
      const supplierId = this.find(party.identifiers)?.organisation.supplierId ?? null;
      if (supplierId !== null) this.doubted.set(key, { partyKey: key, partyName: party.name, supplierId });
      return null;
    }
    return { organisation, confidence: 'NAME_ONLY', proposalId: accepted.proposalId };
  }

  /**
   * Makes an organisation of a party, or learns its identifiers. A party known only by an id that is local to its register is
   * none; one whose identifiers are none is an organisation that nothing joins. A supplier that its name tells apart from who has one of its
   * identifiers has the others alone.
   */
  add(ocid: string, party: Party, { supplies, publisher }: { supplies: boolean; publisher: NoticePublisher }): void {
    const name = supplies ? party.name : undefined;
    const identifiers = pponFirst(
      party.identifiers.filter((one) => !isLocalScheme(one.scheme) && !this.isOfAnother(one, name)),
    );
    if (identifiers.length === 0 || party.name === '') return;
    const joined = this.find(identifiers)?.organisation ?? null;
    const isAnotherRegistration =
      joined !== null && identifiers.some((one) => one.scheme === PPON && one.joins && hasOtherPpon(joined, one));
    const ambiguous = joined === null && identifiers.some((one) => this.byIdentifier.has(printIdentifier(one)));
    if (ambiguous && !identifiers.some(({ scheme, joins }) => scheme === PPON && joins)) return;
    const organisation = joined !== null && !isAnotherRegistration ? joined : this.make(ocid, party, identifiers[0], publisher);
    for (const identifier of identifiers) this.learn(organisation, identifier, publisher);
    if (supplies && organisation.supplierId === null) {
      organisation.supplierId = uuidv5(`supplier:${organisation.organisationId}`, NAMESPACE);
      this.bySupplier.set(organisation.supplierId, organisation);
      this.nowSupplying.push({ organisation, publisher });
    }
  }

  /** Whether an identifier is had by organisations that the name tells its bearer apart from, and by no other. */
  private isOfAnother(identifier: Identifier, name: string | undefined): boolean {
    const bearers = this.byIdentifier.get(printIdentifier(identifier)) ?? [];
    return bearers.length > 0 && bearers.every((organisation) => isAnother(organisation, name));
  }

  private make(ocid: string, party: Party, identifier: Identifier, publisher: NoticePublisher): RegisteredOrganisation {
    const ids = identifier.joins ? [keyOfOrganisation(printIdentifier(identifier))] : unjoinedKeys(ocid, party, publisher);
    const there = this.withKey(ids);
    if (there !== undefined) return there;
    const [organisationId] = ids;
    const organisation = { organisationId, supplierId: null, name: party.name, joinedAs: [], identifiers: [], isNew: true };
    this.keep(organisation);
    this.made.push({ organisation, publisher });
    return organisation;
  }

  /** The first organisation that has one of some keys. */
  withKey(organisationIds: readonly string[]): RegisteredOrganisation | undefined {
    return this.organisations.find(({ organisationId }) => organisationIds.includes(organisationId));
  }

  private keep(organisation: RegisteredOrganisation): void {
    this.organisations.push(organisation);
    if (organisation.supplierId !== null) this.bySupplier.set(organisation.supplierId, organisation);
    for (const identifier of organisation.identifiers) this.index(organisation, identifier);
  }

  private learn(organisation: RegisteredOrganisation, identifier: Identifier, publisher: NoticePublisher): void {
    const printed = printIdentifier(identifier);
    if (organisation.identifiers.some((known) => printIdentifier(known) === printed)) return;
    organisation.identifiers.push(identifier);
    this.learnt.push({ organisation, identifier, publisher });
    this.index(organisation, identifier);
  }

  private index(organisation: RegisteredOrganisation, identifier: Identifier): void {
    if (!identifier.joins) return;
    const printed = printIdentifier(identifier);
    this.byIdentifier.set(printed, [...(this.byIdentifier.get(printed) ?? []), organisation]);
  }
}

/**
 * A party as its register knows it. Ids of Find a Tender's own are the same in all its notices; those of other publishers may be
 * the same in two notices for two parties.
 */
export function partyKey(ocid: string, { id, name }: Pick<Party, 'id' | 'name'>): string {
  return /^GB-FTS-/.test(id) ? id : `${ocid} ${id === '' ? name : id}`;
}

function keyOfOrganisation(name: string): string {
  return uuidv5(`organisation:${name}`, NAMESPACE);
}

/**
 * The keys that an organisation of which no identifier joins can have, the one for a new one first. What a publisher writes of a firm again and again,
 * under the same name, is one page.
 */
export function unjoinedKeys(ocid: string, party: Party, publisher: NoticePublisher): string[] {
  const byPlace = keyOfOrganisation(partyKey(ocid, party));
  const [written] = pponFirst(party.identifiers.filter(({ scheme }) => !isLocalScheme(scheme)));
  const name = nameKey(party.name);
  if (written === undefined || name === '' || party.identifiers.some(({ joins }) => joins)) return [byPlace];
  return [keyOfOrganisation(`${publisher} ${printIdentifier(written).toLowerCase()} ${name}`), byPlace];
}

/** Whether a name can hardly be one of an organisation, by any that it is known under. */
function isAnother({ name, joinedAs, identifiers }: RegisteredOrganisation, other: string | undefined): boolean {
  if (other === undefined) return false;
  const names = [name, ...joinedAs, ...identifiers.flatMap(({ legalName }) => legalName ?? [])];
  return names.every((own) => tellTwoApart(own, other));
}

function hasOtherPpon({ identifiers }: RegisteredOrganisation, { id }: Identifier): boolean {
  return (
    identifiers.some((known) => known.scheme === PPON && known.joins) &&
    !identifiers.some((known) => known.scheme === PPON && known.id === id)
  );
}

function pponFirst(identifiers: readonly Identifier[]): Identifier[] {
  return [...identifiers].sort((a, b) => Number(b.scheme === PPON) - Number(a.scheme === PPON));
}
