import { GraphQLError } from 'graphql';

/** The stable codes of `extensions.code`, each told in docs/api.md; a client branches on these and never on the sentence. */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'SECOND_FACTOR_NEEDED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'ILLEGAL_TRANSITION'
  | 'TOO_COMPLEX'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE';

/** The HTTP status that a route outside GraphQL answers with. */
export const HTTP_STATUS: Record<RefusalCode, number> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  SECOND_FACTOR_NEEDED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  ILLEGAL_TRANSITION: 409,
  TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** Codes of GraphQL and of its way over HTTP: the client itself is to be mended. Each with the HTTP status that most of its answers have. */
export const GRAPHQL_STATUS = {
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_REQUEST: 400,
  PERSISTED_QUERY_NOT_FOUND: 200,
} as const;

/** The code of what is wrong on our side. What it was stands in the log and is told to nobody outside. */
export const OUR_FAULT = 'INTERNAL_SERVER_ERROR';

/** A field of the input that was not accepted: where it is, and what would do. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** What the product will not do, told to the person who asked: what happened, and what to do. Nothing was changed. */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: RefusalCode,
    message: string,
    extensions: Record<string, unknown> = {},
  ) {
    super(message, { extensions: { ...extensions, code } });
    this.name = new.target.name;
  }
}

export class BadUserInput extends Refusal {
  constructor(message: string, fields: readonly FieldProblem[] = []) {
    super('BAD_USER_INPUT', message, { fields });
  }

  /** One field that was not accepted. */
  static field(path: string, message: string): BadUserInput {
    return new BadUserInput(message, [{ path, message }]);
  }
}

/** The password was right, or another service has signed the person in, and the account asks for a code besides. */
export class SecondFactorNeeded extends Refusal {
  constructor(message = 'This account asks for a code besides the password. Enter the six digits that your app shows.') {
    super('SECOND_FACTOR_NEEDED', message);
  }
}

/** Nobody is signed in, or the session has ended. */
export class Unauthenticated extends Refusal {
  constructor(message = 'You are not signed in, or your session has ended. Sign in and try again.') {
    super('UNAUTHENTICATED', message);
  }
}

/** Whoever asks may see the thing and may not do this to it. */
export class Forbidden extends Refusal {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}

/** Also the answer for what the caller may not see: that it exists is part of what is confidential. */
export class NotFound extends Refusal {
  constructor(thing: string) {
    super('NOT_FOUND', `No such ${thing}, or it is not yours to see. Check the address or the id.`);
  }
}

/** Something else stands in the way as things are now. */
export class Conflict extends Refusal {
  constructor(message: string, extensions: Record<string, unknown> = {}) {
    super('CONFLICT', message, extensions);
  }
}

/** The thing has to stand elsewhere for this to be done. */
export class IllegalTransition extends Refusal {
  constructor(message: string, extensions: Record<string, unknown> = {}) {
    super('ILLEGAL_TRANSITION', message, extensions);
  }
}

/** More is asked for at once than is answered. */
export class TooComplex extends Refusal {
  constructor(message: string) {
    super('TOO_COMPLEX', message);
  }
}
