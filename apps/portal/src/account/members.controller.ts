import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { AddMember, ChangeMember, InviteToOpenId, Members, OpenIdProvider, RemoveMember } from '../api/operations';
import type { MembersQuery, OrganisationKind, Role } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { COOKIES } from '../page/cookies';
import { For, SignInFirst } from '../page/door';
import type { Notice } from '../page/notice';
import { CurrentVisit, Visit } from '../page/visit';
import { invited, missingOf, NEW_MEMBER_FIELDS, typedMember } from './new-member';
import { roleChoices, rolesIn } from './roles';

type Member = MembersQuery['members'][number];

const HOME = '/members';

/** Who belongs to the own organisation, for its administrators: added, given other roles, removed. */
@Controller('members')
@For()
export class MembersController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { members } = await visit.ask(Members);
    await visit.show('account/members', { members });
  }

  @Get('new')
  newForm(@CurrentVisit() visit: Visit): Promise<void> {
    return showNew(visit, new FormErrors());
  }

  /** The password is shown once, so that this page answers the form itself. */
  @Post('new')
  async add(@CurrentVisit() visit: Visit): Promise<void> {
    const typed = typedMember(visit, kindOf(visit));
    const errors = missingOf(visit, typed);
    if (errors.any) return showNew(visit, errors);
    try {
      const { addMember } = await visit.ask(AddMember, { input: typed });
      const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
      await visit.show('account/member-added', { user: addMember.user, password: addMember.initialPassword, provider });
    } catch (error) {
      await showNew(visit, FormErrors.of(error, 'email', NEW_MEMBER_FIELDS));
    }
  }

  @Get(':id')
  async member(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const member = await memberOf(visit, id);
    await showMember(visit, member, member.roles, new FormErrors());
  }

  @Post(':id')
  async change(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const member = await memberOf(visit, id);
    const roles = rolesIn(visit, 'roles', kindOf(visit));
    const errors = new FormErrors().require('roles', roles.join(), visit.t('members.rolesMissing'));
    if (errors.any) return showMember(visit, member, roles, errors);
    try {
      await visit.ask(ChangeMember, { input: { userId: id, roles, seen: rolesIn(visit, 'seen', kindOf(visit)) } });
    } catch (error) {
      return showMember(visit, member, roles, FormErrors.of(error, 'roles'));
    }
    const gaveUp = isSelf(visit, id) && !roles.includes('ADMIN');
    await visit.goTo(gaveUp ? '/account' : HOME, { key: 'members.change.done', values: { name: member.user.name } });
  }

  /** Lets them connect another service by signing in with it. */
  @Post(':id/invite')
  async invite(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { inviteToOpenId } = await visit.ask(InviteToOpenId, { input: { userId: id } });
    await visit.goTo(HOME, invited(visit, inviteToOpenId));
  }

  @Get(':id/remove')
  async removal(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await showRemoval(visit, await memberOf(visit, id), new FormErrors());
  }

  @Post(':id/remove')
  async remove(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const member = await memberOf(visit, id);
    try {
      await visit.ask(RemoveMember, { input: { userId: id } });
    } catch (error) {
      return showRemoval(visit, member, FormErrors.of(error, 'remove'));
    }
    const notice: Notice = { key: 'members.remove.done', values: { name: member.user.name } };
    if (!isSelf(visit, id)) return visit.goTo(HOME, notice);
    visit.dropCookie(COOKIES.session);
    await visit.goTo('/', notice);
  }
}

/** @throws NotFoundException when nobody of that id is in the organisation */
async function memberOf(visit: Visit, id: string): Promise<Member> {
  const { members } = await visit.ask(Members);
  const member = members.find(({ user }) => user.id === id);
  if (member === undefined) throw new NotFoundException();
  return member;
}

function isSelf({ viewer }: Visit, id: string): boolean {
  return viewer?.user.id === id;
}

/** The kind of the own organisation. @throws SignInFirst when nobody is signed in */
function kindOf({ viewer }: Visit): OrganisationKind {
  if (viewer === null) throw new SignInFirst();
  return viewer.organisation.kind;
}

async function showNew(visit: Visit, errors: FormErrors): Promise<void> {
  const values = typedMember(visit, kindOf(visit));
  const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
  const roles = roleChoices(visit, kindOf(visit), values.roles);
  const context = { values, roles, provider, errors };
  await visit.show('account/member-new', context, errors.any ? 400 : 200);
}

async function showMember(visit: Visit, member: Member, chosen: readonly Role[], errors: FormErrors): Promise<void> {
  const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
  const context = { member, roles: roleChoices(visit, kindOf(visit), chosen), provider, errors };
  await visit.show('account/member', context, errors.any ? 400 : 200);
}

function showRemoval(visit: Visit, member: Member, errors: FormErrors): Promise<void> {
  const context = { member, isSelf: isSelf(visit, member.user.id), errors };
  return visit.show('account/member-remove', context, errors.any ? 400 : 200);
}
