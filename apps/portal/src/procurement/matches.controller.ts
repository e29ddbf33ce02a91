import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  AnswerMatchQuestions,
  DecideGuidance,
  FoundItems,
  type GuidanceDecision,
  RequirementMatches,
  type RequirementMatchesQuery,
  SettleGuidance,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { sureness, type Sureness } from '../guidance/match';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import {
  decisionsOn,
  hasNone,
  isIn,
  isListed,
  isToSettle,
  MATCH_VIEWS,
  type MatchedRequirement,
  PAGE,
  seenAs,
  shownAs,
  tallyOf,
  tickedItems,
} from './matches';
import { pathTo, showPart } from './part';
import { isChangeable } from './stages';

/** Which guidance each requirement answers: suggested with reasons, settled by a person, twenty to a page. */
@Controller('procurements/:id/matches')
@For('BUYER')
export class MatchesController {
  @Get()
  async page(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showPage(visit, id, new FormErrors());
  }

  /** Settles one requirement, or all that the page shows, as they are ticked. */
  @Post()
  async settle(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const shown = visit.fields('shown');
    const pressed = visit.field('settle');
    const chosen = pressed === 'all' ? shown : shown.filter((key) => key === pressed);
    const settled = chosen.map((requirementId) => ({
      requirementId,
      accept: visit.fields(`accept.${requirementId}`),
      seen: visit.fields(`seen.${requirementId}`).map(seenAs),
      note: visit.field(noteField(requirementId)) || null,
    }));
    try {
      if (settled.length > 0) await visit.ask(SettleGuidance, { input: { procurementId: id, settled } });
    } catch (error) {
      const names = settled.flatMap(({ requirementId }, index) =>
        [`settled[${index}].note`, `settled.${index}.note`].map((path) => [path, noteField(requirementId)]),
      );
      return this.showPage(visit, id, FormErrors.of(error, 'settle', Object.fromEntries(names)));
    }
    // The work goes on at the requirement after.
    const next = pressed === 'all' ? '' : (shown[shown.indexOf(pressed) + 1] ?? '');
    const query = new URLSearchParams({ view: visit.field('view'), page: visit.field('page'), next });
    await visit.goTo(`${pathTo({ id }, 'matches')}?${query}`, {
      key: 'matches.settled',
      values: { count: settled.length },
    });
  }

  @Get(':requirement')
  async one(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('requirement') key: string): Promise<void> {
    await this.showOne(visit, await this.found(visit, id, key), new FormErrors());
  }

  /** Accepts or rejects one item, with a note; also such as the matching did not find. */
  @Post(':requirement/decide')
  async decide(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('requirement') key: string): Promise<void> {
    const decision = visit.field('decision') === 'REJECT' ? 'REJECT' : 'ACCEPT';
    const input = {
      requirementId: key,
      itemCode: visit.field('item'),
      decision,
      note: visit.field('note') || null,
      seen: visit.fields('seen').map(seenAs),
    } as const;
    try {
      await visit.ask(DecideGuidance, { input });
    } catch (error) {
      const errors = FormErrors.of(error, 'decide', { note: `note-${input.itemCode}` });
      return this.showOne(visit, await this.found(visit, id, key), errors);
    }
    await visit.goTo(`${pathTo({ id }, 'matches')}/${key}`, { key: `matches.decided.${decision}` });
  }

  @Post(':requirement/answers')
  async answer(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('requirement') key: string): Promise<void> {
    const answers = [...visit.group('answer.')].map(([question, answer]) => ({ question, answer }));
    if (answers.length === 0) {
      const found = await this.found(visit, id, key);
      const [question] = found.requirement.matchQuestions;
      return this.showOne(visit, found, new FormErrors().add(question?.id ?? 'search', visit.t('match.answerMissing')));
    }
    await visit.ask(AnswerMatchQuestions, { input: { requirementId: key, answers } });
    await visit.goTo(`${pathTo({ id }, 'matches')}/${key}`, { key: 'match.answered' });
  }

  /** A page as it stands now; with errors, what was sent, ticked as it was. */
  private async showPage(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(RequirementMatches, { id });
    const ticksOf = (requirement: MatchedRequirement): string[] =>
      errors.any ? visit.fields(`accept.${requirement.id}`) : tickedItems(requirement);
    const view = MATCH_VIEWS.find((one) => one === visit.field('view')) ?? 'open';
    const shown = procurement.requirements.filter((requirement) =>
      errors.any ? visit.fields('shown').includes(requirement.id) : isIn(view, requirement),
    );
    const last = Math.max(1, Math.ceil(shown.length / PAGE));
    const page = Math.min(last, Math.max(1, Number(visit.field('page')) || 1));
    const requirements = shown.slice((page - 1) * PAGE, page * PAGE).map((one) => ({
      ...toShow(one, ticksOf(one)),
      noteField: noteField(one.id),
      note: errors.any ? visit.field(noteField(one.id)) : '',
    }));
    const context = {
      errors,
      view,
      views: MATCH_VIEWS.map((one) => ({
        view: one,
        count: procurement.requirements.filter((requirement) => isIn(one, requirement)).length,
      })),
      page,
      last,
      count: shown.length,
      open: procurement.requirements.filter(isToSettle).length,
      total: procurement.requirements.length,
      requirements,
      tally: tallyOf(requirements.flatMap(({ guidance }) => guidance)),
      isOpen: isChangeable(procurement),
      focus: visit.field('next'),
    };
    await showPart(visit, 'matches', procurement, context, errors.any ? 400 : 200);
  }

  private async found(
    visit: Visit,
    id: string,
    key: string,
  ): Promise<{ procurement: RequirementMatchesQuery['procurement']; requirement: MatchedRequirement }> {
    const { procurement } = await visit.ask(RequirementMatches, { id });
    const requirement = procurement.requirements.find((each) => each.id === key);
    if (requirement === undefined) throw new NotFoundException();
    return { procurement, requirement };
  }

  private async showOne(
    visit: Visit,
    { procurement, requirement }: Awaited<ReturnType<MatchesController['found']>>,
    errors: FormErrors,
  ): Promise<void> {
    const search = visit.field('search');
    const items = search === '' ? null : (await visit.ask(FoundItems, { search })).guidanceItems.edges;
    const order = procurement.requirements;
    const place = order.indexOf(requirement);
    await showPart(
      visit,
      'match',
      procurement,
      {
        requirement: toShow(requirement, tickedItems(requirement)),
        previous: order[place - 1] ?? null,
        next: order[place + 1] ?? null,
        search,
        found: items?.map(({ node }) => ({ ...node, isListed: isListed(requirement, node.code) })) ?? null,
        sent: { item: visit.field('item'), note: visit.field('note') },
        isOpen: isChangeable(procurement),
        errors,
      },
      errors.any ? 400 : 200,
    );
  }
}

/** What the note is called with which a requirement is settled. */
function noteField(requirementId: string): string {
  return `note.${requirementId}`;
}

/** A requirement with what the page says of it and of each match. */
interface ShownRequirement extends Omit<MatchedRequirement, 'guidance'> {
  open: boolean;
  none: boolean;
  guidance: (MatchedRequirement['guidance'][number] & {
    sureness: Sureness;
    ticked: boolean;
    shownAs: string;
    unranked: boolean;
    decisions: GuidanceDecision[];
  })[];
}

/** @param ticked codes of the items that are ticked */
function toShow(requirement: MatchedRequirement, ticked: readonly string[]): ShownRequirement {
  return {
    ...requirement,
    open: isToSettle(requirement),
    none: hasNone(requirement),
    guidance: requirement.guidance.map((match) => ({
      ...match,
      sureness: sureness(match.confidence),
      ticked: ticked.includes(match.item.code),
      shownAs: shownAs(match),
      decisions: decisionsOn(match),
      // No figure speaks for what a person chose, nor for what takes its place.
      unranked: match.confidence === 0,
    })),
  };
}
