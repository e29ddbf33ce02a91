import { Client } from 'pg';
import { type Configuration, ConfigurationError } from '../configuration/configuration';
import { isOutage } from './outage';

/** Signs in to the database once. @throws ConfigurationError naming the variable, with what is to be done, and without the password */
export async function mustSignIn(variable: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const reason = (error as Error).message || ((error as { code?: string }).code ?? 'no answer');
    throw new ConfigurationError(
      isOutage(error)
        ? `The database of ${variable} cannot be reached (${reason}). Start it, or correct the address.`
        : `The database refuses ${variable} (${reason}). Correct its user, password or database.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Signs in as a program does that is started alone, so that it ends with a sentence where it cannot. @throws ConfigurationError */
export async function databaseMustAnswer({ database }: Pick<Configuration, 'database'>): Promise<void> {
  if (database.url !== undefined) await mustSignIn('DATABASE_URL', database.url);
}
