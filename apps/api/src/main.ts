import 'reflect-metadata';
import { clientKeyMustDo, databaseMustAnswer, readConfiguration, rehearse, storesMustDo } from '#platform';
import { createApi } from './create-api';
import { PERSISTED_OPERATIONS } from './persisted-operations';

/** Questions to the market and texts to match: what is slow in them is none of what a rehearsal helps. */
const NOT_REHEARSED = /^(Market|Match)/;

/** Starts the API, tells a supervisor when it serves, and ends with its parent. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  storesMustDo(configuration);
  clientKeyMustDo(configuration);
  await databaseMustAnswer(configuration);
  const api = await createApi(configuration);
  await api.init();
  if (configuration.rehearsal) await rehearse(api, PERSISTED_OPERATIONS, (operation) => NOT_REHEARSED.test(operation));
  await api.listen(configuration.api.port, configuration.api.host);
  const stop = (): void => {
    void api.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.({ type: 'ready', url: `http://${configuration.api.host}:${configuration.api.port}/graphql` });
}

main().catch((error: unknown) => {
  process.stderr.write(`The API did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
