import 'reflect-metadata';
import { readConfiguration } from '#platform';
import { createPortal } from './create-portal';

/** Starts the portal, tells a supervisor when it serves, and ends with its parent. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const portal = await createPortal(configuration);
  const { host, port } = configuration.portal;
  await portal.listen(port, host);
  const stop = (): void => {
    void portal.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.({ type: 'ready', url: `http://${host}:${port}` });
}

main().catch((error: unknown) => {
  process.stderr.write(`The portal did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
