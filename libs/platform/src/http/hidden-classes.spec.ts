import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { bindWithoutAccessors, PlainHeads } from './hidden-classes';

setFlagsFromString('--allow-natives-syntax');
/** Whether V8 gives two objects one hidden class. */
const areAlike = new Function('one', 'other', 'return %HaveSameMap(one, other)') as (one: object, other: object) => boolean;

describe('a function bound to an asynchronous resource', () => {
  const asNodeBinds = AsyncResource.prototype.bind;

  beforeAll(bindWithoutAccessors);
  afterAll(() => {
    AsyncResource.prototype.bind = asNodeBinds;
  });

  it('runs where the resource was made, with its arguments, on what it was bound to or is called on', () => {
    const storage = new AsyncLocalStorage<string>();
    const resource = storage.run('there', () => new AsyncResource('TEST'));
    function told(this: unknown, ...given: number[]): unknown[] {
      return [storage.getStore(), this, given];
    }
    const self = { told: resource.bind(told) };
    expect(storage.run('here', () => self.told(1, 2))).toEqual(['there', self, [1, 2]]);
    const bindTo = resource.bind.bind(resource) as (bound: typeof told, to: unknown) => typeof told;
    expect(bindTo(told, 'bound').call('called', 3)).toEqual(['there', 'bound', [3]]);
    expect(bindTo(told, null).call('called', 3)).toEqual(['there', null, [3]]);
    expect(AsyncResource.bind(told).call('called', 4)).toEqual([undefined, 'called', [4]]);
  });

  it('looks like every other, and has no accessors', () => {
    const [one, other] = [1, 2].map(() => new AsyncResource('TEST').bind(() => 1));
    expect(areAlike(one, other)).toBe(true);
    expect(one).not.toHaveProperty('asyncResource');
  });

  it('is bound by Node with accessors that look like no other, or without any', () => {
    // In a process of its own: what binds is Node's, and shared by all that runs in one process.
    const script = `const { AsyncResource } = require('async_hooks');
      const bound = () => new AsyncResource('TEST').bind(() => 1);
      const accessor = () => Object.getOwnPropertyDescriptor(bound(), 'asyncResource').get;
      console.log('asyncResource' in bound() ? %HaveSameMap(accessor(), accessor()) : 'none');`;
    const told = execFileSync(process.execPath, ['--allow-natives-syntax', '-e', script]).toString().trim();
    expect(['false', 'none']).toContain(told);
  });
});

describe("the head of Apollo's answers", () => {
  /** As `runHttpQuery` does it. */
  const answered = (head: object): object => ({ ...head, body: {} });

  it('is copied into answers that look alike, with all that it says', async () => {
    const heads = await Promise.all(
      [200, 201, 202, 203].map(async (status) => {
        const context = { response: { http: { status, headers: new Map([['etag', 'x']]) } } };
        await new PlainHeads().requestDidStart(context);
        return answered(context.response.http);
      }),
    );
    for (const [index, head] of heads.entries()) {
      expect(head).toEqual({ status: 200 + index, headers: new Map([['etag', 'x']]), body: {} });
      expect(areAlike(head, heads[0])).toBe(true);
    }
  });
});
