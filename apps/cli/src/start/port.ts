import { createServer } from 'node:net';

/** A port that cannot be listened on; the sentence says why, and what to set. */
export class PortUnusable extends Error {
  override name = 'PortUnusable';
}

/** What is to listen, and by which variables another place is chosen for it. */
export interface Listener {
  name: string;
  host: string;
  port: number;
  hostVariable: string;
  portVariable: string;
}

/** @throws PortUnusable when another program has the port, it may not be had, or the address is not of this machine */
export async function mustBeFree(listener: Listener): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(new PortUnusable(whyNot(listener, error))));
    server.listen(listener.port, listener.host, () => server.close(() => resolve()));
  });
}

function whyNot({ name, host, port, hostVariable, portVariable }: Listener, { code, message }: NodeJS.ErrnoException): string {
  const another = port < 65535 ? port + 1 : port - 1;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} for the ${name} is taken by another program. Stop that, or choose another port: ${portVariable}=${another} npm start`;
    case 'EACCES':
      return `This user may not listen on port ${port} for the ${name}. Choose one from 1024 on: ${portVariable}=${Math.max(another, 8080)} npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `The ${name} cannot listen on ${host}, which is no address of this machine. Set ${hostVariable} to one that is, such as 127.0.0.1.`;
    default:
      return `The ${name} cannot listen on ${host}, port ${port} (${message}). Set ${hostVariable} and ${portVariable} to others.`;
  }
}
