import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** Why a request was given up before any route saw it. */
export type UnreadBecause = 'TOO_LONG' | 'TOO_SLOW' | 'MALFORMED';

/** What whoever sent it is told. */
export interface UnreadAnswer {
  contentType: string;
  body: string;
}

const STATUSES: Record<UnreadBecause, number> = { TOO_LONG: 431, TOO_SLOW: 408, MALFORMED: 400 };

/** How long whoever is still sending may go on, so that the answer is read and not lost with the connection. Milliseconds. */
const LINGER_MS = 2000;

/**
 * Fastify's `clientErrorHandler`: answers what is no HTTP request that can be read, such as one whose address is longer than is taken.
 *
 * @source https://nodejs.org/api/http.html#event-clienterror
 */
export function answerUnread(
  answer: (because: UnreadBecause) => UnreadAnswer,
): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const because = becauseOf(error);
    const { contentType, body } = answer(because);
    const status = STATUSES[because];
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${contentType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Content-Security-Policy: default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
}

function becauseOf({ code }: NodeJS.ErrnoException): UnreadBecause {
  if (code === 'HPE_HEADER_OVERFLOW') return 'TOO_LONG';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'TOO_SLOW' : 'MALFORMED';
}
