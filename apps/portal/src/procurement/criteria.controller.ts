import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import {
  Criteria,
  type CriteriaQuery,
  LockCriteria,
  type SeenRequirementInput,
  type UpdateRequirementInput,
  UpdateRequirements,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import {
  changedCriteria,
  changedMeanwhile,
  changesThatStand,
  evenWeights,
  isSaved,
  readShown,
  type RemovedCriterion,
  removedMeanwhile,
  shownAfter,
  type ShownCriterion,
  shownText,
  standing,
  type TypedCriterion,
  typedOrStanding,
} from './criteria';
import { pathTo, showPart } from './part';
import { undecidedIn } from './shortlist';
import { readWeight } from './requirement-form';
import { isChangeable } from './stages';
import { REQUIREMENT_KINDS, STRENGTHS } from './strengths';
import { weightsInTotal } from './tasks';

type Procurement = CriteriaQuery['procurement'];

/** What the form sent: what was typed, and what it was shown with, by requirement. */
interface SentCriteria {
  typed: TypedCriterion[];
  shown: ReadonlyMap<string, ShownCriterion>;
}

/** How each requirement counts, all on one page; then locked, before anybody is asked. */
@Controller('procurements/:id/criteria')
@For('BUYER')
export class CriteriaController {
  @Get()
  async criteria(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(Criteria, { id });
    await this.show(visit, procurement, procurement.requirements.map(standing), new FormErrors());
  }

  /** Saves what the person changed, and that alone; locks what the person has seen, and nothing else. */
  @Post()
  async save(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(Criteria, { id });
    if (isLocked(procurement)) return this.showLocked(visit, procurement);
    const asSent = sentCriteria(visit, procurement);
    if (visit.field('then') === 'even') return this.showEven(visit, procurement, asSent);
    const isLocking = visit.field('then') === 'lock';
    const sent = isLocking ? await this.sinceItsSaving(visit, procurement, asSent) : asSent;
    const { changes, errors } = this.checked(visit, procurement, sent);
    if (isLocking) tellWhatChanged(visit, procurement, sent.shown, errors);
    if (errors.any) return this.showSent(visit, procurement, sent, errors);
    const saved = afterSaving(sent, changes);
    let isSaving = true;
    try {
      if (changes.length > 0) await visit.doAsTyped(UpdateRequirements, { input: { requirements: changes } });
      isSaving = false;
      if (!isLocking)
        return await visit.goTo(pathTo({ id }, 'criteria'), { key: 'criteria.saved', values: { count: changes.length } });
      await visit.ask(LockCriteria, { input: { procurementId: id, seen: seen(saved) } });
    } catch (error) {
      return this.showRefused(visit, id, isSaving ? sent : saved, isLocking, error);
    }
    await visit.goTo(pathTo({ id }, 'request'), { key: 'criteria.locked' });
  }

  /**
   * What was sent, shown with what this very form has saved: pressed twice, it comes again between saving and locking, and what has changed by
   * then is nobody else's change. The API knows the form by its key.
   */
  private async sinceItsSaving(visit: Visit, now: Procurement, sent: SentCriteria): Promise<SentCriteria> {
    const changes = changesThatStand(now.requirements, sent.typed, sent.shown);
    if (changes.length === 0) return sent;
    try {
      await visit.doAsTyped(UpdateRequirements, { input: { requirements: changes } });
    } catch (error) {
      if (error instanceof ApiRefusal) return sent;
      throw error;
    }
    return afterSaving(sent, changes);
  }

  /** The page again as the requirements are now, with what stands against what was sent; else with what the API says. */
  private async showRefused(visit: Visit, id: string, sent: SentCriteria, isLocking: boolean, error: unknown): Promise<void> {
    const now = (await visit.ask(Criteria, { id })).procurement;
    if (isLocked(now)) return this.showLocked(visit, now);
    const { errors } = this.checked(visit, now, sent);
    if (isLocking) tellWhatChanged(visit, now, sent.shown, errors);
    const isOvertaken = errors.any && isChangeable(now);
    return this.showSent(visit, now, sent, isOvertaken ? errors : FormErrors.of(error, 'total', { weight: 'total' }));
  }

  /** The page as it stands for good, to whoever sends it once more: it may be the form by which it was locked. */
  private showLocked(visit: Visit, now: Procurement): Promise<void> {
    const errors = new FormErrors().add('total', visit.t('criteria.lockedAlready'));
    return this.show(visit, now, now.requirements.map(standing), errors);
  }

  /** What is to be saved of what was sent, and what stands against it as the requirements are now. */
  private checked(visit: Visit, { requirements }: Procurement, { typed, shown }: SentCriteria) {
    const errors = new FormErrors();
    const changes = changedCriteria(requirements, typed, shown, (key, problem) => {
      const now = requirements.find((requirement) => requirement.id === key);
      const values = now === undefined ? {} : { now: inWords(visit, now) };
      errors.add(`weight.${key}`, visit.t(`criteria.problems.${problem}`, values));
    });
    tellWhatIsGone(visit, requirements, { typed, shown }, errors);
    return { changes, errors };
  }

  /** The page again, with what was typed, and what stands now where the person changed nothing. */
  private showSent(visit: Visit, now: Procurement, { typed, shown }: SentCriteria, errors: FormErrors): Promise<void> {
    return this.show(visit, now, typedOrStanding(now.requirements, typed, shown), errors);
  }

  /** The page again with a hundred shared out over what is scored as it was typed; everything else stays typed, and nothing is saved. */
  private showEven(visit: Visit, now: Procurement, { typed, shown }: SentCriteria): Promise<void> {
    const criteria = typedOrStanding(now.requirements, typed, shown);
    const weights = evenWeights(criteria);
    const shared = criteria.map((criterion) => ({
      ...criterion,
      weight: String(weights.get(criterion.id) ?? criterion.weight),
    }));
    const errors = new FormErrors();
    tellWhatIsGone(visit, now.requirements, { typed, shown }, errors);
    return this.show(visit, now, shared, errors);
  }

  private show(visit: Visit, procurement: Procurement, typed: readonly TypedCriterion[], errors: FormErrors): Promise<void> {
    const by = new Map(typed.map((criterion) => [criterion.id, criterion]));
    return showPart(
      visit,
      'criteria',
      procurement,
      {
        errors,
        criteria: procurement.requirements.map((requirement) => ({
          ...requirement,
          typed: by.get(requirement.id),
          shown: shownText(requirement),
        })),
        total: weightsInTotal(procurement.requirements),
        typedTotal: isSaved(procurement.requirements, typed)
          ? null
          : weightsInTotal(typed.map(({ kind, weight }) => ({ kind, weight: readWeight(weight) }))),
        kinds: REQUIREMENT_KINDS,
        strengths: STRENGTHS,
        isOpen: isChangeable(procurement),
        canLock: procurement.stage === 'SOURCING',
        undecidedCount: undecidedIn(procurement),
      },
      errors.any ? 400 : 200,
    );
  }
}

function isLocked({ criteriaLockedAt }: Procurement): boolean {
  return criteriaLockedAt !== null;
}

function sentCriteria(visit: Visit, { requirements }: Procurement): SentCriteria {
  const shown = new Map<string, ShownCriterion>();
  for (const [key, text] of visit.group('shown.')) {
    const criterion = readShown(text);
    if (criterion !== null) shown.set(key, criterion);
  }
  const present = requirements.map(({ id, kind, minimumStrength }) => [id, { kind, minimumStrength }] as const);
  const typed = [...new Map([...shown, ...present])].map(([id, { kind, minimumStrength }]) => ({
    id,
    kind: visit.field(`kind.${id}`) || kind,
    weight: visit.field(`weight.${id}`),
    minimumStrength: visit.field(`strength.${id}`) || minimumStrength,
  }));
  return { typed, shown };
}

/** What was sent, once these changes of it are saved: what became a gate has no weight any more, be it that one stood in its field. */
function afterSaving({ typed, shown }: SentCriteria, changes: readonly UpdateRequirementInput[]): SentCriteria {
  const gates = new Set(changes.filter(({ kind }) => kind === 'GATE').map(({ requirementId }) => requirementId));
  return {
    typed: typed.map((criterion) => (gates.has(criterion.id) ? { ...criterion, weight: '' } : criterion)),
    shown: shownAfter(shown, changes),
  };
}

/** What the person has read, for the API to lock that and nothing else. */
function seen({ shown }: SentCriteria): SeenRequirementInput[] {
  return [...shown].map(([requirementId, { version }]) => ({ requirementId, version }));
}

/** Each requirement that went since the form was shown, with what the form had for it: it would go without a word. */
function tellWhatIsGone(
  visit: Visit,
  requirements: Procurement['requirements'],
  { typed, shown }: SentCriteria,
  errors: FormErrors,
): void {
  for (const { ref, ...counted } of removedMeanwhile(requirements, typed, shown))
    errors.add('total', visit.t('criteria.removedMeanwhile', { ref, typed: inWords(visit, counted) }));
}

/** What is locked stays for good: what came or was changed since the form was shown is to be read first. */
function tellWhatChanged(
  visit: Visit,
  { requirements }: Procurement,
  shown: ReadonlyMap<string, ShownCriterion>,
  errors: FormErrors,
): void {
  for (const { id } of changedMeanwhile(requirements, shown))
    if (errors.of(`weight.${id}`) === undefined) errors.add(`weight.${id}`, visit.t('criteria.changedMeanwhile'));
}

/** How a requirement counts: "Scored, weight 20, statement". */
function inWords({ t }: Visit, { kind, weight, minimumStrength }: ShownCriterion | Omit<RemovedCriterion, 'ref'>): string {
  const weighed = weight === null || weight === '' ? t('requirements.noWeight') : t('requirements.weightOf', { weight });
  return [t(`requirements.kinds.${kind}`), ...(kind === 'GATE' ? [] : [weighed]), t(`strength.${minimumStrength}`)].join(', ');
}
