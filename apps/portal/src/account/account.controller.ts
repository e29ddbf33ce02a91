import { Controller, Get, Post } from '@nestjs/common';
import { ChangePassword, MarkNotificationsRead, Notifications, OpenIdProvider } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pageOf } from './subjects';

/** What a person is here, what they were told, and how to change their password or leave. */
@Controller()
@For()
export class AccountController {
  @Get('account')
  async account(@CurrentVisit() visit: Visit): Promise<void> {
    const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
    await visit.show('account/account', { provider });
  }

  @Get('account/password')
  passwordForm(@CurrentVisit() visit: Visit): Promise<void> {
    return visit.show('account/password', { errors: new FormErrors() });
  }

  @Post('account/password')
  async changePassword(@CurrentVisit() visit: Visit): Promise<void> {
    // Passwords are taken as they were typed, blanks and all.
    const [currentPassword, newPassword, again] = ['current', 'new', 'again'].map((name) => visit.raw(name));
    const errors = new FormErrors()
      .require('current', currentPassword, visit.t('account.password.currentMissing'))
      .require('new', newPassword, visit.t('account.password.newMissing'));
    if (newPassword !== '' && newPassword !== again) errors.add('again', visit.t('account.password.differ'));
    if (errors.any) return visit.show('account/password', { errors }, 400);
    try {
      await visit.ask(ChangePassword, { input: { currentPassword, newPassword } });
    } catch (error) {
      const fields = { newPassword: 'new', 'input.newPassword': 'new', currentPassword: 'current' };
      return visit.show('account/password', { errors: FormErrors.of(error, 'current', fields) }, 400);
    }
    await visit.goTo('/account', { key: 'account.password.changed' });
  }

  @Get('notifications')
  async notifications(@CurrentVisit() visit: Visit): Promise<void> {
    const { notifications } = await visit.ask(Notifications, { after: visit.field('after') || null });
    await visit.show('account/notifications', {
      notifications: notifications.edges.map(({ node }) => ({ ...node, href: pageOf(node) })),
      totalCount: notifications.totalCount,
      unread: notifications.edges.some(({ node }) => node.readAt === null),
      next: notifications.pageInfo.hasNextPage ? notifications.pageInfo.endCursor : null,
    });
  }

  @Post('notifications')
  async markRead(@CurrentVisit() visit: Visit): Promise<void> {
    const { marked } = (await visit.ask(MarkNotificationsRead)).markNotificationsRead;
    await visit.goTo('/notifications', { key: 'account.notifications.marked', values: { count: marked } });
  }
}
