import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Taxonomies } from '#directory';
import {
  BadUserInput,
  Conflict,
  dayInWords,
  isDay,
  Member,
  mustBeCurrent,
  readId,
  refer,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { CpvCode, readCpvCode, readRelease } from '#registers';
import { Correspondence } from '../evidence/correspondence';
import { InvitationService } from '../evidence/invitation.service';
import { Requirement } from '../requirement/requirement.entity';
import { fromNotice } from './from-notice';
import {
  CancelProcurementInput,
  CreateProcurementFromNoticeInput,
  CreateProcurementInput,
  LockCriteriaInput,
  NoticeWarning,
  ProcurementFromNoticePayload,
  ProcurementPayload,
  SeenRequirementInput,
  UpdateProcurementInput,
} from './procurement.inputs';
import { placesOfDelivery } from './notice-places';
import { placesToKeep } from './place';
import { Procurement } from './procurement.entity';
import { ProcurementRows } from './procurement-rows';
import { type Stage, STAGES } from './procurement.states';

/** The kind of the letters that tell of a cancellation, to suppliers and colleagues. */
const CANCELLED = 'PROCUREMENT_CANCELLED';

/** What a buyer fills in, checked and in the columns' shape. */
type Description = Pick<
  Procurement,
  | 'title'
  | 'description'
  | 'cpvCodes'
  | 'estimatedAmount'
  | 'currency'
  | 'startsOn'
  | 'endsOn'
  | 'sectorCodes'
  | 'technologyCodes'
  | 'dataSensitivity'
  | 'places'
>;

@Injectable()
export class ProcurementService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly taxonomies: Taxonomies,
    private readonly invitations: InvitationService,
  ) {}

  async create(caller: Member, input: CreateProcurementInput): Promise<ProcurementPayload> {
    const key = await this.transactions.run(caller, async (tx) => {
      const description = await this.checked(tx, input);
      return this.insert(tx, caller, { ...description, buyerName: caller.organisation.name }, 'procurement.created');
    });
    return { procurement: refer(Procurement, key) };
  }

  /**
   * Makes a procurement of a notice as published. What the notice says of the buyer stays in the notice; the procurement is the
   * caller's. Sectors and technologies are proposed from the notice's CPV codes and words.
   *
   * @throws BadUserInput when the release has no tender, or cannot be read at all
   */
  async createFromNotice(caller: Member, { release }: CreateProcurementFromNoticeInput): Promise<ProcurementFromNoticePayload> {
    const read = readRelease(release);
    if (!read.ok)
      throw BadUserInput.field(`release.${read.problem.path}`, `This release cannot be used: ${read.problem.message}`);
    const { notice, warnings } = { notice: read.release.notice, warnings: [...read.warnings] };
    const key = await this.transactions.run(caller, async (tx) => {
      const known = await this.knownCpvCodes(tx, notice.cpvCodes, warnings);
      const places = await placesOfDelivery(tx, notice.delivery, warnings);
      return this.insert(
        tx,
        caller,
        { ...fromNotice(notice, known, warnings), places, buyerName: caller.organisation.name, release },
        'procurement.created-from-notice',
        {
          ocid: notice.ocid,
          noticeId: notice.noticeId,
        },
      );
    });
    return { procurement: refer(Procurement, key), warnings };
  }

  /** @throws Conflict when somebody else changed it since `expectedVersion` */
  async update(caller: Member, input: UpdateProcurementInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, input.procurementId);
    await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['DRAFT', 'SOURCING'], 'Changing the description');
      mustBeCurrent('procurement', procurement, input.expectedVersion);
      const title = input.title ?? procurement.title;
      const change = await this.checked(tx, { ...asInput(procurement), ...withoutUndefined(input), title });
      await tx.update(Procurement, { id: key }, { ...change, version: procurement.version + 1 });
      await this.audit.record(tx, caller, {
        action: 'procurement.changed',
        subject: { type: Procurement, id: key },
        detail: { fields: Object.keys(withoutUndefined(input)) },
      });
    });
    return { procurement: refer(Procurement, key) };
  }

  /**
   * Locks the criteria: from here on no requirement comes, goes or changes.
   *
   * @throws BadUserInput when there is no requirement, or the weights of the scored ones do not add to 100
   * @throws Conflict when the requirements are not those that the caller read, where the caller says what it read
   */
  async lockCriteria(caller: Member, { procurementId, seen }: LockCriteriaInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, procurementId);
    await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['SOURCING'], 'Locking the criteria');
      const requirements = await tx.findBy(Requirement, { procurementId: key });
      if (seen) mustBeAsSeen(requirements, seen);
      mustBeComplete(requirements);
      await this.rows.moveTo(tx, procurement, 'CRITERIA_LOCKED', { criteriaLockedAt: await timeOfDeed(tx) });
      await this.audit.record(tx, caller, {
        action: 'criteria.locked',
        subject: { type: Procurement, id: key },
        detail: { requirements: requirements.length },
      });
    });
    return { procurement: refer(Procurement, key) };
  }

  /**
   * Cancels, also after the award. Told of it is every supplier whose invitation is open, and every one that had answered; and the buyer's
   * own people.
   *
   * @throws Forbidden to somebody with a conflict of interest: that nobody wins is an outcome as well
   */
  async cancel(caller: Member, { procurementId, reason }: CancelProcurementInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, procurementId);
    await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(
        tx,
        caller,
        key,
        STAGES.filter((stage) => stage !== 'CLOSED' && stage !== 'CANCELLED'),
        'Cancelling',
      );
      await this.rows.mustHaveNoConflict(tx, caller, key, 'cancel the procurement');
      await this.invitations.tellAnsweredBefore(tx, procurement, CANCELLED, cancelledAt(procurement.stage));
      await this.invitations.closeAll(tx, caller, procurement, 'The buyer has cancelled the procurement.', CANCELLED);
      const what = (name: string): string => `${caller.user.name} has cancelled ${name}: ${reason}`;
      await Correspondence.tellColleagues(tx, procurement, CANCELLED, what);
      await this.rows.moveTo(tx, procurement, 'CANCELLED', { cancelledReason: reason });
      await this.audit.record(tx, caller, {
        action: 'procurement.cancelled',
        subject: { type: Procurement, id: key },
        detail: { reason },
      });
    });
    return { procurement: refer(Procurement, key) };
  }

  private async insert(
    tx: Tx,
    caller: Member,
    values: Partial<Procurement>,
    action: string,
    detail: Record<string, string> = {},
  ): Promise<string> {
    await this.audit.serialise(tx, caller.organisation.id);
    const reference = await this.nextReference(tx, caller.organisation.id);
    const id = uuidv7();
    await tx.insert(Procurement, {
      ...(values as object),
      id,
      reference,
      organisationId: caller.organisation.id,
      createdBy: caller.user.id,
      stage: 'DRAFT',
      version: 1,
    });
    await tx.query(
      `INSERT INTO procurement_guidance_version (procurement_id, document_id, organisation_id) SELECT $1, d.id, $2 FROM guidance_document d WHERE d.is_current`,
      [id, caller.organisation.id],
    );
    await this.audit.record(tx, caller, { action, subject: { type: Procurement, id }, detail: { reference, ...detail } });
    return id;
  }

  /** `P-2026-001`: numbers run through a year, in the organisation's own series. */
  private async nextReference(tx: Tx, organisationId: string): Promise<string> {
    const series = `P-${(await timeOfDeed(tx)).getUTCFullYear()}-`;
    const [{ last }]: { last: number | null }[] = await tx.query(
      `SELECT max(substring(reference FROM length($2::text) + 1)::integer) AS last
       FROM (SELECT organisation_id, reference FROM procurement UNION ALL SELECT organisation_id, reference FROM erased_procurement) given
       WHERE organisation_id = $1 AND reference ~ ('^' || $2 || '[0-9]+$')`,
      [organisationId, series],
    );
    return series + String((last ?? 0) + 1).padStart(3, '0');
  }

  private async checked(tx: Tx, input: CreateProcurementInput): Promise<Description> {
    const { startsOn, endsOn } = input.contractPeriod ?? {};
    if (startsOn && endsOn && isDay(startsOn) && isDay(endsOn) && endsOn < startsOn) {
      throw BadUserInput.field(
        'contractPeriod.endsOn',
        `The contract would end on ${dayInWords(endsOn)}, before it starts on ${dayInWords(startsOn)}. Change one of the days.`,
      );
    }
    await this.taxonomies.mustKnow(tx, 'sector', input.sectors ?? [], 'sectors');
    await this.taxonomies.mustKnow(tx, 'technology', input.technologies ?? [], 'technologies');
    const places = placesToKeep(input.places ?? []);
    await this.taxonomies.mustKnow(
      tx,
      'region',
      places.flatMap(({ region }) => region ?? []),
      'places',
    );
    const warnings: NoticeWarning[] = [];
    const cpvCodes = await this.knownCpvCodes(tx, input.cpvCodes ?? [], warnings);
    if (warnings.length > 0)
      throw new BadUserInput(
        warnings[0].message,
        warnings.map((warning) => ({ ...warning })),
      );
    return {
      title: input.title,
      description: input.description ?? null,
      cpvCodes,
      estimatedAmount: input.estimatedValue ? String(input.estimatedValue.amount) : null,
      currency: input.estimatedValue?.currency ?? null,
      startsOn: startsOn ?? null,
      endsOn: endsOn ?? null,
      sectorCodes: input.sectors ?? [],
      technologyCodes: input.technologies ?? [],
      dataSensitivity: input.dataSensitivity ?? null,
      places,
    };
  }

  /** The codes that CPV 2008 has; each of the others becomes a warning, and so does each check digit that is not the code's. */
  private async knownCpvCodes(tx: Tx, codes: readonly string[], warnings: NoticeWarning[]): Promise<string[]> {
    const read = codes.map((text) => readCpvCode(text));
    const rows: ListedCpvCode[] = await tx.query(
      'SELECT code, check_digit AS "checkDigit", label FROM cpv_code WHERE code = ANY ($1)',
      [read.flatMap((each) => each?.code ?? [])],
    );
    const listed = new Map(rows.map((row) => [row.code, row]));
    for (const [index, each] of read.entries()) {
      const message = flawOfCpvCode(codes[index], each, listed.get(each?.code ?? ''));
      if (message !== null) warnings.push({ path: `cpvCodes[${index}]`, message });
    }
    return [...new Set(read.flatMap((each) => (each !== null && listed.has(each.code) ? [each.code] : [])))];
  }
}

/** A code as CPV 2008 lists it. */
interface ListedCpvCode extends CpvCode {
  checkDigit: string;
  label: string;
}

/** What is wrong with a code that somebody wrote; null when nothing is. The check digit is there to be compared where it is given. */
function flawOfCpvCode(text: string, read: CpvCode | null, listed: ListedCpvCode | undefined): string | null {
  if (read === null || listed === undefined)
    return `"${text}" is not a code of CPV 2008. Look it up and correct it, or leave it out.`;
  const { code, checkDigit, label } = listed;
  if (read.checkDigit === null || read.checkDigit === checkDigit) return null;
  return `"${text}" has a wrong check digit. If it is “${label}”, write ${code}-${checkDigit}; if it is not, look the code up.`;
}

/** What a supplier reads whose invitation had been closed before. */
function cancelledAt(stage: Stage): string {
  if (stage !== 'DECIDED' && stage !== 'CONTRACT') return 'The buyer has cancelled the procurement.';
  return 'The buyer has cancelled the procurement after it was decided; assessment summaries stay where they are.';
}

/** What is locked stays for good, and so is what the caller has read. @throws Conflict naming what is other than it was read */
function mustBeAsSeen(requirements: readonly Requirement[], seen: readonly SeenRequirementInput[]): void {
  const read = new Map(seen.map(({ requirementId, version }) => [readId(Requirement, requirementId), version]));
  const others = requirements.filter(({ id, version }) => read.get(id) !== version);
  const present = new Set(requirements.map(({ id }) => id));
  const removed = [...read.keys()].filter((id) => !present.has(id)).length;
  if (others.length === 0 && removed === 0) return;
  const what = [
    ...(others.length > 0 ? [`added or changed: ${others.map(({ ref }) => ref).join(', ')}`] : []),
    ...(removed > 0 ? [`removed: ${removed}`] : []),
  ];
  throw new Conflict(
    `Somebody else has changed the requirements since you read them (${what.join('; ')}). Read them again; nothing was locked.`,
  );
}

/** @throws BadUserInput naming what is missing, or the sum of the weights */
function mustBeComplete(requirements: readonly Requirement[]): void {
  if (requirements.length === 0)
    throw new BadUserInput('There is no requirement yet. Add the specification before locking the criteria.');
  const scored = requirements.filter(({ kind }) => kind === 'SCORED');
  const unweighted = scored.filter(({ weight }) => weight === null);
  if (unweighted.length > 0) {
    throw new BadUserInput(
      `${unweighted.length} scored requirements have no weight: ${unweighted
        .slice(0, 5)
        .map(({ ref }) => ref)
        .join(', ')}. Give each a weight, or make it a gate.`,
    );
  }
  // Weights have two decimals: in hundredths the sum is exact.
  const hundredths = scored.reduce((sum, { weight }) => sum + Math.round(Number(weight) * 100), 0);
  if (scored.length > 0 && hundredths !== 10000) {
    throw BadUserInput.field(
      'weight',
      `The weights of the scored requirements add up to ${hundredths / 100}; they have to add up to 100. Change them and lock again.`,
    );
  }
}

function asInput(procurement: Procurement): CreateProcurementInput {
  const { estimatedAmount, currency, startsOn, endsOn } = procurement;
  return {
    title: procurement.title,
    description: procurement.description ?? undefined,
    cpvCodes: procurement.cpvCodes,
    estimatedValue: estimatedAmount === null || currency === null ? undefined : { amount: Number(estimatedAmount), currency },
    contractPeriod: { startsOn: startsOn ?? undefined, endsOn: endsOn ?? undefined },
    sectors: procurement.sectorCodes,
    technologies: procurement.technologyCodes,
    dataSensitivity: procurement.dataSensitivity ?? undefined,
    places: procurement.places,
  };
}

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([key, field]) => field !== undefined && key !== 'procurementId' && key !== 'expectedVersion'),
  ) as Partial<T>;
}
