import type { ErrorCode } from '@hubbub/protocol'

/**
 * What kinds of "no" there are, for dialects: each maps every class to its own words, and single codes only where its
 * wording differs. A new code has to be given a class here, a new class an answer in every dialect, or nothing compiles.
 */
export type ErrorClass =
  /** The body is not JSON. */
  | 'malformed'
  | 'media-type'
  | 'too-large'
  /** A field is missing, of a wrong type or out of its bounds. */
  | 'invalid'
  | 'no-route'
  | 'wrong-method'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  /** Taken, changed meanwhile, not possible in this state. */
  | 'conflict'
  | 'limited'
  | 'full'
  /** Busy or unable to store; worth trying again. */
  | 'unavailable'
  | 'internal'

const classes: Readonly<Record<ErrorCode, ErrorClass>> = {
  'request.invalid': 'invalid',
  'request.malformed': 'malformed',
  'request.too-large': 'too-large',
  'request.media-type': 'media-type',
  'request.method': 'wrong-method',
  'request.unknown-command': 'no-route',
  'request.not-found': 'no-route',
  'request.host': 'forbidden',
  'request.origin': 'forbidden',
  'auth.required': 'unauthenticated',
  'auth.invalid-token': 'unauthenticated',
  'auth.expired-token': 'unauthenticated',
  'auth.wrong-credentials': 'unauthenticated',
  'auth.refresh-reused': 'unauthenticated',
  'auth.scope': 'forbidden',
  'access.denied': 'forbidden',
  'account.not-found': 'not-found',
  'account.disabled': 'forbidden',
  'account.last-owner': 'conflict',
  'username.taken': 'conflict',
  'username.invalid': 'invalid',
  'email.taken': 'conflict',
  'email.invalid': 'invalid',
  'display-name.invalid': 'invalid',
  'password.weak': 'invalid',
  'signup.closed': 'forbidden',
  'signup.invite-needed': 'forbidden',
  'guest.not-allowed': 'forbidden',
  'link.invalid': 'not-found',
  'setup.done': 'conflict',
  'session.not-found': 'not-found',
  'key.not-found': 'not-found',
  'room.not-found': 'not-found',
  'room.archived': 'conflict',
  'room.read-only': 'forbidden',
  'room.handle-taken': 'conflict',
  'room.last-owner': 'conflict',
  'room.direct': 'conflict',
  'room.full': 'conflict',
  'member.not-found': 'not-found',
  'member.banned': 'forbidden',
  'member.muted': 'forbidden',
  'message.not-found': 'not-found',
  'message.empty': 'invalid',
  // A dialect names its own collection only: an admin deleted it, and the next start makes it anew.
  'collection.not-found': 'unavailable',
  'collection.taken': 'conflict',
  'document.not-found': 'not-found',
  'document.changed': 'conflict',
  'document.taken': 'conflict',
  'document.too-large': 'too-large',
  'filter.invalid': 'invalid',
  'query.too-slow': 'unavailable',
  'feed.not-found': 'not-found',
  'feed.too-many': 'conflict',
  'connection.too-many': 'limited',
  'idempotency.conflict': 'conflict',
  conflict: 'conflict',
  'quota.exceeded': 'full',
  'rate.limited': 'limited',
  busy: 'unavailable',
  unavailable: 'unavailable',
  internal: 'internal',
}

export const classOf = (code: ErrorCode): ErrorClass => classes[code]

/** What a dialect says, by class; `Answer` is whatever its errors are made of. */
export type ErrorWords<Answer> = Readonly<Record<ErrorClass, Answer>>
