import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Region } from '#directory';
import { plainPlace } from '#pack';
import { BadUserInput, Filled } from '#platform';

/** Most places of one procurement, and sites of one offer: whoever reads them compares them by eye. */
export const MOST_PLACES = 20;
/** Characters of the name of a place or site; as of a site in an attestation. */
export const LONGEST_PLACE = 500;

/** Where what is bought is to be run or delivered. */
@ObjectType()
export class Place {
  @Field({ description: 'As the buyer writes it; attestations are compared with it by name' }) name: string;
  @Field(() => Region, { nullable: true }) region: Region | null;
}

@InputType()
export class PlaceInput {
  @Field({ description: 'As you write it: Civic Centre data room' })
  @IsString()
  @Filled('is empty; say what the place is called')
  @MaxLength(LONGEST_PLACE)
  name: string;
  @Field(() => String, { nullable: true, description: 'The code of a region' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  region?: string | null;
}

/** A place as its row keeps it; `region` is a code. */
export interface KeptPlace {
  name: string;
  region: string | null;
}

/** SQL for kept places as the API shows them. */
export function placesSql(places: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('name', x ->> 'name', 'region', (SELECT json_build_object('code', r.code, 'name', r.name, 'level', r.level,
      'parentCode', r.parent_code) FROM region r WHERE r.code = x ->> 'region')) ORDER BY n), '[]')
    FROM jsonb_array_elements(${places}) WITH ORDINALITY y (x, n))`;
}

/**
 * Places as they are kept. What was said twice stands once.
 *
 * @throws BadUserInput when a name says nothing, or two places have the same: evidence is held against them by name
 */
export function placesToKeep(said: readonly PlaceInput[]): KeptPlace[] {
  const places = said.map(({ name, region }) => ({ name: name.trim(), region: region ?? null }));
  mustBeNamed(
    places.map(({ name }) => name),
    (place) => `places.${place}.name`,
  );
  return places.filter((one, at) => {
    const before = places.slice(0, at).find((other) => plainPlace(other.name) === plainPlace(one.name));
    if (before !== undefined && before.region !== one.region)
      throw BadUserInput.field(
        `places.${at}.name`,
        `Two places are called “${one.name}”. Add to their names what tells them apart, since evidence is compared with them by name.`,
      );
    return before === undefined;
  });
}

/** The names of sites as they are kept. What was said twice stands once. @throws BadUserInput when one says nothing */
export function sitesToKeep(said: readonly string[]): string[] {
  const sites = said.map((site) => site.trim());
  mustBeNamed(sites, (place) => `sites.${place}`);
  return sites.filter((one, at) => sites.findIndex((other) => plainPlace(other) === plainPlace(one)) === at);
}

/** A dash or a full stop is no name: it would be compared with nothing. */
function mustBeNamed(names: readonly string[], path: (at: number) => string): void {
  const at = names.findIndex((name) => plainPlace(name) === '');
  if (at >= 0) throw BadUserInput.field(path(at), 'One of the places has no name. Say what it is called, or take it out.');
}
