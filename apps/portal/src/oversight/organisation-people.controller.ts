import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { invited, missingOf, NEW_MEMBER_FIELDS, type NewMember, typedMember } from '../account/new-member';
import { roleChoices } from '../account/roles';
import {
  AddMember,
  InviteToOpenId,
  OpenIdProvider,
  OrganisationPage,
  type OrganisationPageQuery,
  RemoveMember,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { COOKIES } from '../page/cookies';
import { For } from '../page/door';
import type { Notice } from '../page/notice';
import { CurrentVisit, Visit } from '../page/visit';

type Organisation = OrganisationPageQuery['organisation'];
type Person = OrganisationPageQuery['members'][number];

/** The people of any organisation, for operators: its first ones added, and whoever has to go removed. */
@Controller('organisations/:id/people')
@For('OVERSIGHT')
export class OrganisationPeopleController {
  @Get('new')
  async newForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { organisation } = await visit.ask(OrganisationPage, { id });
    await showNew(visit, organisation, typedMember(visit, organisation.kind), new FormErrors());
  }

  /** The password is shown once, so that this page answers the form itself. */
  @Post('new')
  async add(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { organisation } = await visit.ask(OrganisationPage, { id });
    const typed = typedMember(visit, organisation.kind);
    const errors = missingOf(visit, typed);
    if (errors.any) return showNew(visit, organisation, typed, errors);
    try {
      const { user, initialPassword } = (await visit.ask(AddMember, { input: { ...typed, organisationId: id } })).addMember;
      const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
      await visit.show('oversight/person-added', { organisation, user, password: initialPassword, provider });
    } catch (error) {
      await showNew(visit, organisation, typed, FormErrors.of(error, 'email', NEW_MEMBER_FIELDS));
    }
  }

  @Get(':user/invite')
  async invitation(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('user') user: string): Promise<void> {
    const { organisation, person } = await personOf(visit, id, user);
    await showInvitation(visit, organisation, person, new FormErrors());
  }

  /** Lets them connect another service by signing in with it: also the only person of an organisation, whom nobody there can invite. */
  @Post(':user/invite')
  async invite(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('user') userId: string): Promise<void> {
    const { organisation, person } = await personOf(visit, id, userId);
    try {
      const { inviteToOpenId } = await visit.ask(InviteToOpenId, { input: { organisationId: organisation.id, userId } });
      await visit.goTo(`/organisations/${organisation.id}`, invited(visit, inviteToOpenId));
    } catch (error) {
      await showInvitation(visit, organisation, person, FormErrors.of(error, 'invite'));
    }
  }

  @Get(':user/remove')
  async removal(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('user') user: string): Promise<void> {
    const { organisation, person } = await personOf(visit, id, user);
    await showRemoval(visit, organisation, person, new FormErrors());
  }

  @Post(':user/remove')
  async remove(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('user') userId: string): Promise<void> {
    const { organisation, person } = await personOf(visit, id, userId);
    try {
      await visit.ask(RemoveMember, { input: { organisationId: id, userId } });
    } catch (error) {
      return showRemoval(visit, organisation, person, FormErrors.of(error, 'remove'));
    }
    const notice: Notice = { key: 'members.remove.done', values: { name: person.user.name } };
    if (!isSelf(visit, person)) return visit.goTo(`/organisations/${organisation.id}`, notice);
    visit.dropCookie(COOKIES.session);
    await visit.goTo('/', notice);
  }
}

/** @throws NotFoundException when nobody of that id is in the organisation */
async function personOf(visit: Visit, id: string, user: string): Promise<{ organisation: Organisation; person: Person }> {
  const { organisation, members } = await visit.ask(OrganisationPage, { id });
  const person = members.find((member) => member.user.id === user);
  if (person === undefined) throw new NotFoundException();
  return { organisation, person };
}

function isSelf({ viewer }: Visit, { user }: Person): boolean {
  return viewer?.user.id === user.id;
}

async function showNew(visit: Visit, organisation: Organisation, values: NewMember, errors: FormErrors): Promise<void> {
  const roles = roleChoices(visit, organisation.kind, values.roles);
  const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
  await visit.show('oversight/person-new', { organisation, values, roles, provider, errors }, errors.any ? 400 : 200);
}

async function showInvitation(visit: Visit, organisation: Organisation, person: Person, errors: FormErrors): Promise<void> {
  const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
  if (provider === null) throw new NotFoundException();
  await visit.show('oversight/person-invite', { organisation, member: person, provider, errors }, errors.any ? 400 : 200);
}

function showRemoval(visit: Visit, organisation: Organisation, person: Person, errors: FormErrors): Promise<void> {
  const context = { organisation, member: person, isSelf: isSelf(visit, person), errors };
  return visit.show('oversight/person-remove', context, errors.any ? 400 : 200);
}
