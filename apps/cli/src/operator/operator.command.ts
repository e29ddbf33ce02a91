import { isEmail } from 'class-validator';
import { Command, InvalidArgumentError } from 'commander';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '#identity';
import { readConfiguration } from '#platform';
import { ownerDatabase } from '../database/owner-url';
import { filled } from '../filled';

/** `assay operator EMAIL`: the first account of an installation, who lets everybody else in. */
export function operatorCommand(): Command {
  return new Command('operator')
    .description('make the first operator of an installation, with a password that is shown once')
    .argument('<email>', 'the e-mail address to sign in with', readEmail)
    .requiredOption('--name <name>', 'the name of the person', filled)
    .requiredOption('--organisation <name>', 'the body that runs this installation', filled)
    .action(async (email: string, { name, organisation }: { name: string; organisation: string }) => {
      const password = randomBytes(15).toString('base64url');
      const database = await ownerDatabase(readConfiguration(process.env));
      try {
        await makeOperator(database.ownerUrl, { email, name, organisation }, await hashPassword(password));
      } finally {
        await database.close();
      }
      process.stdout.write(
        `${email} can sign in with the password ${password}\nIt is shown this once: change it after the first sign-in.\n`,
      );
    });
}

async function makeOperator(
  ownerUrl: string,
  person: { email: string; name: string; organisation: string },
  passwordHash: string,
): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    const { rows } = await owner.query<{ id: string }>(
      `SELECT id FROM organisation WHERE kind = 'OVERSIGHT' AND name = $1 ORDER BY created_at LIMIT 1`,
      [person.organisation],
    );
    const organisationId = rows[0]?.id ?? uuidv7();
    if (rows.length === 0)
      await owner.query(`INSERT INTO organisation (id, kind, name, provenance) VALUES ($1, 'OVERSIGHT', $2, 'SELF_DECLARED')`, [
        organisationId,
        person.organisation,
      ]);
    const userId = uuidv7();
    await owner.query('INSERT INTO user_account (id, name, email, password_hash) VALUES ($1, $2, $3, $4)', [
      userId,
      person.name,
      person.email,
      passwordHash,
    ]);
    await owner.query(`INSERT INTO membership (user_id, organisation_id, roles) VALUES ($1, $2, '{OPERATOR,ADMIN}')`, [
      userId,
      organisationId,
    ]);
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    if ((error as { code?: string }).code === '23505')
      throw new Error(`There is an account for ${person.email} already. Give another address.`);
    throw error;
  } finally {
    await owner.end();
  }
}

/** By the rule that the sign-in has: nobody could sign in with another. */
function readEmail(value: string): string {
  const email = value.trim().toLowerCase();
  if (!isEmail(email, { require_tld: false }))
    throw new InvalidArgumentError('Give an e-mail address, such as name@example.org.');
  return email;
}
