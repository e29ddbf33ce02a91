import http from 'node:http';
import https from 'node:https';

/** How long an answer may take to begin, in milliseconds: the API gives up long before. */
const LONGEST_WAIT = 300_000;

/** Sends JSON, and reads the JSON of the answer, whatever its status. */
export type JsonPost = (headers: Readonly<Record<string, string>>, body: object) => Promise<unknown>;

/**
 * Posts to one address over connections that stay open. By Node's own client, since `fetch` takes a good deal of a page's time for
 * streams and headers that nobody here has a use for.
 */
export function jsonPost(url: string): JsonPost {
  const { Agent, request } = url.startsWith('https:') ? https : http;
  const address = new URL(url);
  const options = { method: 'POST', agent: new Agent({ keepAlive: true }), timeout: LONGEST_WAIT };
  return (headers, body) =>
    new Promise((resolve, reject) => {
      const sent = request(address, { headers: { 'content-type': 'application/json', ...headers }, ...options });
      sent.once('error', reject);
      sent.once('timeout', () => sent.destroy(new Error(`${url} did not answer`)));
      sent.once('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () => {
          try {
            resolve(JSON.parse(Buffer.concat(parts).toString()));
          } catch (error) {
            reject(error as Error);
          }
        });
      });
      sent.end(JSON.stringify(body));
    });
}
