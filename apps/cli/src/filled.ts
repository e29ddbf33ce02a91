import { InvalidArgumentError } from 'commander';

/** Reads a word that has to say something, without the blanks around it. @throws InvalidArgumentError when it is empty */
export function filled(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  return value.trim();
}
