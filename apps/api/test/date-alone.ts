/** All that Jest would let stand still besides the date. */
const NOT_THE_DATE: FakeableAPI[] = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
];

/** Stops the clock of this process, and so that of an API in it, at a time. PostgreSQL's goes on; `jest.useRealTimers` ends it. */
export function stopClockAt(milliseconds: number): void {
  jest.useFakeTimers({ now: milliseconds, doNotFake: NOT_THE_DATE });
}
