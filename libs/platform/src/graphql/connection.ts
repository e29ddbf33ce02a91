import { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { createHash } from 'node:crypto';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { BadUserInput } from '../errors/refusal';
import { isKeyOf, type CursorKeyType } from '../read-plan/cursor-keys';

/** Pages have a ceiling, so that an answer has one. */
export const MAXIMUM_PAGE = 100;
export const DEFAULT_PAGE = 20;

@ObjectType()
export class PageInfo {
  @Field() hasNextPage: boolean;
  @Field(() => String, { nullable: true }) endCursor: string | null;
}

/** `first` and `after` of every connection. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: `How many, at most ${MAXIMUM_PAGE}; ${DEFAULT_PAGE} when left out.` })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAXIMUM_PAGE)
  first?: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before, of the same query.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  after?: string;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** A page of a list, in the shape that Relay's cursor connections specify. */
export interface Connection<T> {
  totalCount: number;
  pageInfo: PageInfo;
  edges: Edge<T>[];
}

/** Makes the pair of API types `XEdge` and `XConnection` for a type. Extend them where a list says more. */
export function connectionOf<T extends object>(node: Type<T>): { edge: Type<Edge<T>>; connection: Type<Connection<T>> } {
  @ObjectType({ isAbstract: true })
  class AbstractEdge {
    @Field() cursor: string;
    @Field(() => node) node: T;
  }
  @ObjectType(`${node.name}Edge`)
  class NodeEdge extends AbstractEdge {}

  @ObjectType(`${node.name}Connection`)
  class NodeConnection {
    @Field(() => Int) totalCount: number;
    @Field(() => PageInfo) pageInfo: PageInfo;
    @Field(() => [NodeEdge]) edges: NodeEdge[];
  }
  return { edge: NodeEdge, connection: NodeConnection };
}

/**
 * The sort keys in a cursor: those of the last row of a page, marked with the query that it belongs to, in a JSON list as base64url.
 * PostgreSQL writes it (`read-plan/page-sql.ts`); values travel as text and meet their types again in SQL.
 *
 * @param types of the keys
 * @throws BadUserInput when it is no cursor, or one of another query, order or filter
 */
export function readCursor(mark: string, types: readonly CursorKeyType[], cursor: string): string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  const isList = Array.isArray(parts) && parts.every((part) => typeof part === 'string');
  if (!isList || parts === null) throw noCursor();
  const [of, ...keys] = parts as string[];
  if (of !== mark || keys.length !== types.length) {
    throw BadUserInput.field('after', 'This cursor belongs to another query, order or filter. Start again without "after".');
  }
  if (!keys.every((key, at) => isKeyOf(types[at], key))) throw noCursor();
  return keys;
}

function noCursor(): BadUserInput {
  return BadUserInput.field('after', 'This is not a cursor. Pass the endCursor of the page before, unchanged.');
}

/** What marks the cursors of one query: its name, order and filter, not its page. */
export function cursorMark(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 10);
}
