import { Controller, Get } from '@nestjs/common';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** What a person is here, and how to leave. */
@Controller('account')
@For()
export class AccountController {
  @Get()
  account(@CurrentVisit() visit: Visit): Promise<void> {
    return visit.show('account/account');
  }
}
