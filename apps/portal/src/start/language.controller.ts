import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { COOKIES } from '../page/cookies';
import { Public } from '../page/door';
import { LANGUAGES } from '../page/messages';
import { pathWithin } from '../page/paths';
import { CurrentVisit, Visit } from '../page/visit';

/** The language switch. */
@Controller('language')
@Public()
export class LanguageController {
  @Get(':language')
  async choose(@CurrentVisit() visit: Visit, @Param('language') language: string): Promise<void> {
    if (!LANGUAGES.some((one) => one === language)) throw new NotFoundException();
    visit.setCookie(COOKIES.language, language);
    await visit.goTo(pathWithin(visit.field('to')));
  }
}
