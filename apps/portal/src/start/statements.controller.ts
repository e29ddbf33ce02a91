import { Controller, Get } from '@nestjs/common';
import { COOKIES } from '../page/cookies';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** What the portal owes everyone: how accessible it is, what it does with what it knows of people, and which cookies it sets. */
@Controller()
@Public()
export class StatementsController {
  @Get('accessibility')
  accessibility(@CurrentVisit() visit: Visit): Promise<void> {
    return visit.show('statements/accessibility');
  }

  @Get('privacy')
  privacy(@CurrentVisit() visit: Visit): Promise<void> {
    return visit.show('statements/privacy');
  }

  @Get('cookies')
  cookies(@CurrentVisit() visit: Visit): Promise<void> {
    return visit.show('statements/cookies', { cookies: Object.entries(COOKIES).map(([key, name]) => ({ key, name })) });
  }
}
