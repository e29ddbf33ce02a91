import { AsyncResource } from 'node:async_hooks';
import { ApolloServerPlugin, BaseContext } from '@apollo/server';

/*
 * V8 gives objects that look alike one hidden class between them, and keeps hidden classes among what lives long. Where an object gets a class
 * of its own, that class holds the object, and all that the object knows of, until the whole heap is gone through: a request that has been
 * answered is then copied twice and dies old. With Node 20 two things did so for every request, below. A third is a property that stands
 * behind a spread (`{ ...supplier, labels }`): where many requests or rows pass, it stands before it (`{ labels, ...supplier }`), which V8 takes
 * for one class. What these cost: `docs/performance.md`.
 */

/**
 * Binds functions to asynchronous resources as Node does, without the accessors `asyncResource` that Node deprecated (DEP0172) and yet defines
 * anew on each bound function, with hidden classes of their own. Fastify binds one for every body that it reads.
 *
 * @source https://nodejs.org/api/async_context.html#asyncresourcebindfn-thisarg
 */
export function bindWithoutAccessors(): void {
  function bind(this: AsyncResource, bound: (...given: unknown[]) => unknown, boundTo?: unknown): typeof bound {
    const run = (self: unknown, given: unknown[]): unknown =>
      this.runInAsyncScope(bound, boundTo === undefined ? self : boundTo, ...given);
    return function (this: unknown, ...given: unknown[]): unknown {
      return run(this, given);
    };
  }
  AsyncResource.prototype.bind = bind as typeof AsyncResource.prototype.bind;
}

/**
 * Has Apollo's head of an answer no prototype. Apollo copies it with one more property (`{ ...head, body }`), and V8 makes a hidden class for
 * each such copy, unless what is copied has no prototype.
 */
export class PlainHeads implements ApolloServerPlugin<BaseContext> {
  async requestDidStart({ response }: { response: { http: object } }): Promise<void> {
    response.http = { __proto__: null, ...response.http };
  }
}
