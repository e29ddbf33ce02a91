import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Instant, instantSql } from '#platform';

/** Something that a supplier offers in a procurement. */
@ObjectType()
export class OfferedProduct {
  @Field(() => ID, { nullable: true, description: 'Of its page; null where it was typed and is none of these' })
  productId: string | null;
  @Field() name: string;
  @Field(() => String, { nullable: true, description: 'As the supplier says it; null where it says none' })
  version: string | null;
}

/** What a supplier says that it offers, while it answers; to it alone. */
@ObjectType()
export class Offer {
  @Field(() => [OfferedProduct]) products: OfferedProduct[];
  @Field(() => [String], { description: 'From where it would operate the service' }) sites: string[];
  @Field(() => Instant) savedAt: Date;
  @Field(() => Int) version: number;
}

/** SQL for what is kept as an offer, a list of `OfferedProduct` of the pack whose ids are keys, as the API shows it. */
export function offeredProductsSql(offer: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('productId', 'prd_' || (x ->> 'id'), 'name', x ->> 'name', 'version', x ->> 'version') ORDER BY n), '[]')
    FROM jsonb_array_elements(${offer}) WITH ORDINALITY y (x, n))`;
}

/** SQL for the working offer of an invitation: row-level security shows it to its supplier, and none to the buyer. */
export function offerSql(invitation: string): string {
  return `(SELECT json_build_object('products', ${offeredProductsSql('o.products')}, 'sites', o.sites, 'savedAt', ${instantSql('o.updated_at')}, 'version', o.version)
    FROM offer o WHERE o.invitation_id = ${invitation})`;
}
