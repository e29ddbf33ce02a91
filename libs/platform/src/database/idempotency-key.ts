import { BadUserInput } from '../errors/refusal';

/** @throws BadUserInput when a client's key is too short to be its own, or too long to be kept */
export function mustBeKey(key: string): void {
  if (key.length < 8 || key.length > 200)
    throw BadUserInput.field('Idempotency-Key', 'The Idempotency-Key has to have 8 to 200 characters. A UUID is good.');
}

/** What is said of a key under which something else was done. */
export function usedForAnother(): BadUserInput {
  return BadUserInput.field(
    'Idempotency-Key',
    'This Idempotency-Key was used for another request. Take a new key for a new request.',
  );
}
