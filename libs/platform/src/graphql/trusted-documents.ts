import type { ApolloDriver } from '@nestjs/apollo';
import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { ApolloServer } from '@apollo/server';
import { GraphQLContext, stranger } from '../caller/caller';
import { ReadReport } from '../reads/read-report';

/** The server that answers operations, once the application is initialised. */
export function apolloOf(application: Pick<ModuleRef, 'get'>): ApolloServer<GraphQLContext> {
  const module = application.get<GraphQLModule<ApolloDriver>>(GraphQLModule, { strict: false });
  return module.graphQlAdapter.instance as unknown as ApolloServer<GraphQLContext>;
}

/**
 * Parses, checks and plans the operations that came with the release before the first request arrives. Apollo does it in its own way
 * and keeps the documents in its own cache; nothing is resolved, so that a mutation among them does nothing.
 */
@Injectable()
export class TrustedDocuments implements OnApplicationBootstrap {
  /** How many are ready. */
  planned = 0;

  constructor(
    private readonly texts: ReadonlyMap<string, string>,
    private readonly modules: ModuleRef,
  ) {}

  /** @throws Error naming the operation that the schema does not take: the release does not fit together */
  async onApplicationBootstrap(): Promise<void> {
    const server = apolloOf(this.modules);
    for (const query of this.texts.values()) {
      const caller = { ...stranger('start'), reads: new ReadReport() };
      const { body } = await server.executeOperation({ query }, { contextValue: { caller, isOnlyPlanned: true } });
      const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
      if (errors !== undefined) throw new Error(`${errors[0].message} (in a trusted document: ${query.slice(0, 80)})`);
      this.planned += 1;
    }
  }
}
