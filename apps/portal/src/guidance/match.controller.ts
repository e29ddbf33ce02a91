import { Controller, Get } from '@nestjs/common';
import { GuidanceChoices, MatchText } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { sureness } from './match';

/** Trying a line of a specification: which guidance it answers, how sure that is, and why. Nothing is kept. */
@Controller('guidance/match')
@Public()
export class MatchController {
  @Get()
  async match(@CurrentVisit() visit: Visit): Promise<void> {
    const values = { text: visit.field('text'), documents: visit.fields('document') };
    if (values.text === '') {
      const { guidanceDocuments } = await visit.ask(GuidanceChoices);
      const errors = new FormErrors();
      if (visit.asked('text')) errors.add('text', visit.t('guidance.match.text.missing'));
      return visit.show('guidance/match', { values, documents: guidanceDocuments, errors }, errors.any ? 400 : 200);
    }
    const answers = [...visit.group('answer.')].map(([question, answer]) => ({ question, answer }));
    try {
      const { guidanceDocuments, matchRequirement } = await visit.ask(MatchText, {
        text: values.text,
        documents: values.documents.length > 0 ? values.documents : null,
        answers,
      });
      await visit.show('guidance/match', {
        values,
        answers,
        documents: guidanceDocuments,
        errors: new FormErrors(),
        result: {
          ...matchRequirement,
          matches: matchRequirement.matches.map((match) => ({ sureness: sureness(match.confidence), ...match })),
        },
      });
    } catch (error) {
      const errors = FormErrors.of(error, 'text', { documents: 'document' });
      const { guidanceDocuments } = await visit.ask(GuidanceChoices);
      await visit.show('guidance/match', { values, documents: guidanceDocuments, errors }, 400);
    }
  }
}
