import { createServer } from 'node:net';

/** A port that somebody else has. */
export class PortTaken extends Error {
  override name = 'PortTaken';

  constructor(port: number, what: string, variable: string) {
    super(
      `Port ${port} for the ${what} is taken by another program. Stop that, or choose another port: ${variable}=${port + 1} npm start`,
    );
  }
}

/** @throws PortTaken saying which variable chooses another */
export async function mustBeFree(port: number, host: string, what: string, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTaken(port, what, variable) : error),
    );
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
