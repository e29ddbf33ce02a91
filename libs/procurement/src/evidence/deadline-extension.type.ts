import { Field, ObjectType } from '@nestjs/graphql';
import { Instant, instantSql } from '#platform';

/** That the deadline of a request was put off, from when, to when, and why. Every supplier that was asked reads the same. */
@ObjectType()
export class DeadlineExtension {
  @Field(() => Instant, { description: 'The deadline until then' }) dueBefore: Date;
  @Field(() => Instant) dueAt: Date;
  @Field() reason: string;
  @Field(() => Instant) extendedAt: Date;
}

/** SQL for the extensions of a request as JSON, the first first. */
export function deadlineExtensionsSql(requestKey: string): string {
  const object =
    `json_build_object('dueBefore', ${instantSql('x.due_before')}, 'dueAt', ${instantSql('x.due_at')}, 'reason', x.reason, ` +
    `'extendedAt', ${instantSql('x.extended_at')})`;
  return `(SELECT coalesce(json_agg(${object} ORDER BY x.due_before), '[]') FROM deadline_extension x WHERE x.request_id = ${requestKey})`;
}
