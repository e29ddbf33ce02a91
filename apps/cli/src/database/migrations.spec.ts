import { DataSource } from 'typeorm';
import { ownerDataSource } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { MIGRATIONS } from '../../../../migrations';

/** What a schema consists of, a line each; the order of columns and of what one table has is no part of it. */
const SCHEMA = `
  SELECT format('column %s.%s %s %s %s %s %s', table_name, column_name, data_type, udt_name, is_nullable, column_default, is_identity) AS line
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT format('policy %s %s %s %s', polrelid::regclass, polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
  UNION ALL SELECT format('view %s %s', viewname, definition) FROM pg_views WHERE schemaname = 'public'
  UNION ALL SELECT format('function %s %s', p.proacl, pg_get_functiondef(p.oid)) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL SELECT format('table %s %s %s', relname, relrowsecurity, relacl) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  ORDER BY 1`;

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database?.drop();
});

/** Works as the owner, who knows no migration but these. */
async function knowing<T>(names: readonly string[], work: (owner: DataSource) => Promise<T>): Promise<T> {
  const known = MIGRATIONS.filter((Migration) => names.includes(new Migration().name));
  const owner = await ownerDataSource(database.ownerUrl, known).initialize();
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}

/** Parts of a table are made with the counts of a day: they are data. */
const PART = /\bmarket_[a-z]+_\d/;

async function schemaOf(owner: DataSource): Promise<string[]> {
  return (await owner.query<{ line: string }[]>(SCHEMA)).map(({ line }) => line).filter((line) => !PART.test(line));
}

describe('the migrations', () => {
  it('can each be taken back, and made again to the same schema', async () => {
    const made = await knowing([], (owner) => owner.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id'));
    const names = made.map(({ name }) => name);
    expect(names).toHaveLength(MIGRATIONS.length);
    for (let count = names.length; count > 0; count -= 1) {
      const name = names[count - 1];
      await knowing(names.slice(0, count), async (owner) => {
        const before = await schemaOf(owner);
        await owner.undoLastMigration({ transaction: 'each' });
        const without = await schemaOf(owner);
        await owner.runMigrations();
        expect({ name, schema: await schemaOf(owner) }).toEqual({ name, schema: before });
        await owner.undoLastMigration({ transaction: 'each' });
        expect({ name, schema: await schemaOf(owner) }).toEqual({ name, schema: without });
      });
    }
  }, 300_000);
});
