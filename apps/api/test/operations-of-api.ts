import { ModulesContainer } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  GraphQLArgument,
  GraphQLField,
  GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { OPERATION_POLICY, OperationPolicy } from '#platform';
import { TestApi } from './harness';

/** An operation of the API with the policy that its resolver states, and the least call that is well-formed. */
export interface ApiOperation {
  name: string;
  kind: 'query' | 'mutation';
  policy: OperationPolicy | undefined;
  text: string;
  variables: Record<string, unknown>;
}

/** Where @nestjs/graphql 13 keeps what a method resolves. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';

/** Every query and mutation of the running API, from its schema. */
export function operationsOf(api: TestApi): ApiOperation[] {
  const policies = policiesOf(api);
  const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
  const of = (kind: 'query' | 'mutation'): ApiOperation[] => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(type?.getFields() ?? {}).map((field) => ({
      name: field.name,
      kind,
      policy: policies.get(`${kind} ${field.name}`),
      ...leastCall(kind, field),
    }));
  };
  return [...of('query'), ...of('mutation')];
}

function policiesOf(api: TestApi): Map<string, OperationPolicy | undefined> {
  const policies = new Map<string, OperationPolicy | undefined>();
  for (const module of api.app.get(ModulesContainer).values()) {
    for (const { instance } of module.providers.values()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      for (const method of Object.getOwnPropertyNames(prototype)) {
        const handler = Object.getOwnPropertyDescriptor(prototype, method)?.value as object | undefined;
        if (typeof handler !== 'function') continue;
        const type = Reflect.getMetadata(RESOLVER_TYPE, handler) as string | undefined;
        if (type !== 'Query' && type !== 'Mutation') continue;
        const name = (Reflect.getMetadata(RESOLVER_NAME, handler) as string | undefined) ?? method;
        policies.set(
          `${type.toLowerCase()} ${name}`,
          Reflect.getMetadata(OPERATION_POLICY, handler) as OperationPolicy | undefined,
        );
      }
    }
  }
  return policies;
}

function leastCall(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
): Pick<ApiOperation, 'text' | 'variables'> {
  const needed = field.args.filter((argument: GraphQLArgument) => isRequiredArgument(argument));
  const variables = Object.fromEntries(needed.map((argument) => [argument.name, placeholder(argument.type)]));
  const declared = needed.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = needed.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const selection = isObjectType(getNamedType(field.type)) ? ' { __typename }' : '';
  return {
    text: `${kind}${declared === '' ? '' : ` (${declared})`} { ${field.name}${passed === '' ? '' : `(${passed})`}${selection} }`,
    variables,
  };
}

const SCALARS: Record<string, unknown> = {
  ID: 'nothing_00000000-0000-7000-8000-000000000000',
  String: 'placeholder',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-01-01',
  DateTime: '2030-01-01T00:00:00Z',
  JSON: {},
};

/** A value that the type accepts, with no more than it requires. */
export function placeholder(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return placeholder(type.ofType);
  if (isListType(type)) return [placeholder(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0].name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isRequiredInputField(field))
        .map((field) => [field.name, placeholder(field.type)]),
    );
  }
  return SCALARS[getNamedType(type).name];
}
