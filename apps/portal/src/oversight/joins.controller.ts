import { Controller, Get, Post } from '@nestjs/common';
import { DecideJoin, JoinProposals } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { decisionOf } from './decision';

/** Parties of notices that have the name of a supplier and no identifier that tells: an operator decides. */
@Controller('joins')
@For('OVERSIGHT')
export class JoinsController {
  @Get()
  async joins(@CurrentVisit() visit: Visit): Promise<void> {
    await this.show(visit, new FormErrors());
  }

  @Post()
  async decide(@CurrentVisit() visit: Visit): Promise<void> {
    const {
      id: proposalId,
      accept,
      reason,
      errors,
    } = decisionOf(visit, 'proposal', {
      reasonMissing: visit.t('joins.reasonMissing'),
      decisionMissing: visit.t('oversight.decisionMissing'),
    });
    if (errors.any) return this.show(visit, errors);
    try {
      const { proposal } = (await visit.ask(DecideJoin, { input: { proposalId, reason, accept } })).decideJoin;
      await visit.goTo('/joins', { key: `joins.done.${proposal.state}`, values: { name: proposal.partyName } });
    } catch (error) {
      await this.show(visit, FormErrors.of(error, `reason-${proposalId}`));
    }
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const isOperator = visit.has('OPERATOR');
    const found = isOperator ? (await visit.ask(JoinProposals, { after: visit.field('after') || null })).joinProposals : null;
    const proposals = found?.edges.map(({ node }) => node) ?? [];
    const values = { proposal: visit.field('proposal'), reason: visit.field('reason') };
    await visit.show(
      'oversight/joins',
      {
        isOperator,
        errors,
        values,
        isGone: errors.any && !proposals.some(({ id }) => id === values.proposal),
        count: found?.totalCount ?? 0,
        proposals,
        next: found?.pageInfo.hasNextPage === true ? found.pageInfo.endCursor : null,
      },
      errors.any ? 400 : 200,
    );
  }
}
