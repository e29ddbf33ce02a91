import { Client } from 'pg';
import { ConfigurationError } from '../configuration/configuration';
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
