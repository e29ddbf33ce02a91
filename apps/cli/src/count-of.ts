import { InvalidArgumentError } from 'commander';

/** Reads an option that counts. @throws InvalidArgumentError unless it is a whole number, and no less than `least` */
export function countOf(least: number): (value: string) => number {
  return (value) => {
    const count = Number(value);
    if (!Number.isSafeInteger(count) || count < least)
      throw new InvalidArgumentError(`Give a whole number of ${least} or more.`);
    return count;
  };
}
