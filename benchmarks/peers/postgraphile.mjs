import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { addPgTableCondition, addPgTableOrderBy, extendSchema, orderByAscDesc } from 'postgraphile/utils';

/**
 * PostGraphile as its documentation has it: the schema comes from the tables, and what they do not say (a filter, an order, a field)
 * is added by the plugins that it has for that. Its plans are kept and its statements prepared by default. Lists are had plain, since
 * connections cost more.
 */

/** A condition on suppliers that takes a list of codes. */
const suppliersBy = (name, where) =>
  addPgTableCondition({ schemaName: 'public', tableName: 'supplier' }, name, (build) => {
    const { sql } = build;
    const { listOfCodec, sqlValueWithCodec, TYPES } = build.dataplanPg;
    const { GraphQLList, GraphQLNonNull, GraphQLString } = build.graphql;
    return {
      type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
      apply: (condition, codes) =>
        condition.where(where(sql, condition.alias, sqlValueWithCodec(codes, listOfCodec(TYPES.text)))),
    };
  });

/** Terms of a taxonomy in the order of its list. */
const inOrderOf = (taxonomy, tableName) =>
  addPgTableOrderBy({ schemaName: 'public', tableName }, ({ sql, dataplanPg: { TYPES } }) =>
    orderByAscDesc('POSITION', ({ alias }) => ({
      codec: TYPES.int,
      fragment: sql`(SELECT x.position FROM ${sql.identifier(taxonomy)} x WHERE x.code = ${alias}.${sql.identifier(`${taxonomy}_code`)})`,
    })),
  );

const plugins = [
  suppliersBy(
    'technologies',
    (sql, supplier, codes) =>
      sql`${supplier}.is_relevant AND ${supplier}.technology_bits & (SELECT bit_or(1 << x.position) FROM technology x WHERE x.code = ANY (${codes})) <> 0`,
  ),
  suppliersBy(
    'regions',
    (sql, supplier, codes) => sql`${supplier}.region_code = ANY (ARRAY(SELECT r.code FROM region r WHERE r.path && ${codes}))`,
  ),
  addPgTableOrderBy({ schemaName: 'public', tableName: 'supplier' }, ({ sql, dataplanPg: { TYPES } }) => ({
    ...orderByAscDesc('NAME_ORDER', ({ alias }) => ({ codec: TYPES.text, fragment: sql`lower(${alias}.name) COLLATE "C"` })),
    ...orderByAscDesc('LOT', ({ alias }) => ({ codec: TYPES.text, fragment: sql`md5(${alias}.id::text)` }), true),
  })),
  addPgTableOrderBy({ schemaName: 'public', tableName: 'organisation_identifier' }, () =>
    orderByAscDesc('IS_PRIMARY', 'is_primary'),
  ),
  inOrderOf('sector', 'supplier_sector'),
  inOrderOf('technology', 'supplier_technology'),
  inOrderOf('technology', 'product_technology'),
  extendSchema(({ sql, dataplanPg: { TYPES } }) => ({
    typeDefs: 'extend type Attestation { status: String! }',
    objects: {
      Attestation: {
        plans: {
          status($attestation) {
            const { alias } = $attestation.getClassStep();
            return $attestation.select(
              sql`CASE WHEN ${alias}.state = 'VERIFIED' AND ${alias}.expires_on < current_date THEN 'EXPIRED' ELSE ${alias}.state END`,
              TYPES.text,
            );
          },
        },
      },
    },
  })),
];

const serv = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins,
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['public'], poolConfig: { max: 10 } })],
  schema: { defaultBehavior: 'list' },
  grafserv: { graphqlPath: '/graphql', graphiql: false },
}).createServ(grafserv);
const server = createServer();
await serv.addTo(server);
await serv.ready();
server.listen(Number(process.env.PEER_PORT), '127.0.0.1', () => process.send?.({ type: 'ready' }));
process.once('disconnect', () => process.exit(0));
