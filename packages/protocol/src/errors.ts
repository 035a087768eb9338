import { type Static, Type } from 'typebox'

/**
 * The catalogue of refusals. Codes are permanent: never renamed, never reused.
 * `status` is the HTTP status; the same code stands in socket acks.
 */
export const errors = {
  'request.invalid': { status: 400, title: 'The request is not valid' },
  'request.malformed': { status: 400, title: 'The request cannot be read' },
  'request.too-large': { status: 413, title: 'The request is too large' },
  'request.media-type': { status: 415, title: 'The body must be application/json' },
  'request.method': { status: 405, title: 'This path does not take that method' },
  'request.unknown-command': { status: 404, title: 'There is no such command' },
  'request.not-found': { status: 404, title: 'There is nothing at this path' },
  'request.host': { status: 421, title: 'This host name is not served here' },
  'request.origin': { status: 403, title: 'This origin is not allowed' },
  'auth.required': { status: 401, title: 'Sign in first' },
  'auth.invalid-token': { status: 401, title: 'The token is not valid' },
  'auth.expired-token': { status: 401, title: 'The token has expired' },
  'auth.wrong-credentials': { status: 401, title: 'Wrong user name or password' },
  'auth.refresh-reused': { status: 401, title: 'This refresh token was already used; the session is closed' },
  'auth.scope': { status: 403, title: 'The API key does not have the scope for this' },
  'access.denied': { status: 403, title: 'You may not do this' },
  'account.not-found': { status: 404, title: 'There is no such account' },
  'account.disabled': { status: 403, title: 'The account is deactivated' },
  'account.last-owner': { status: 409, title: 'The server needs at least one owner' },
  'username.taken': { status: 409, title: 'The username is taken' },
  'username.invalid': { status: 400, title: 'The username cannot be used' },
  'email.taken': { status: 409, title: 'The e-mail address belongs to another account' },
  'email.invalid': { status: 400, title: 'The e-mail address is not valid' },
  'display-name.invalid': { status: 400, title: 'The display name cannot be used' },
  'password.weak': { status: 400, title: 'The password cannot be used' },
  'signup.closed': { status: 403, title: 'Registration is closed on this server' },
  'signup.invite-needed': { status: 403, title: 'Registration needs an invitation' },
  'guest.not-allowed': { status: 403, title: 'Guests are not allowed on this server' },
  'link.invalid': { status: 410, title: 'The link is not valid any more' },
  'setup.done': { status: 409, title: 'The server is already set up' },
  'session.not-found': { status: 404, title: 'There is no such session' },
  'key.not-found': { status: 404, title: 'There is no such key' },
  'room.not-found': { status: 404, title: 'There is no such room' },
  'room.archived': { status: 409, title: 'The room is archived' },
  'room.read-only': { status: 403, title: 'You may not post in this room' },
  'room.handle-taken': { status: 409, title: 'The handle is taken' },
  'room.last-owner': { status: 409, title: 'The room needs at least one owner' },
  'room.direct': { status: 409, title: 'This cannot be done with a direct room' },
  'room.full': { status: 409, title: 'The room or the list of rooms is full' },
  'member.not-found': { status: 404, title: 'This account is not in the room' },
  'member.banned': { status: 403, title: 'This account is banned from the room' },
  'member.muted': { status: 403, title: 'You are muted in this room' },
  'message.not-found': { status: 404, title: 'There is no such message' },
  'message.empty': { status: 400, title: 'The message is empty' },
  'collection.not-found': { status: 404, title: 'There is no such collection' },
  'collection.taken': { status: 409, title: 'The collection already exists' },
  'document.not-found': { status: 404, title: 'There is no such document' },
  'document.changed': { status: 412, title: 'The document was changed meanwhile' },
  'document.taken': { status: 409, title: 'A document with this id already exists' },
  'document.too-large': { status: 413, title: 'The document is too large' },
  'filter.invalid': { status: 400, title: 'The filter is not valid' },
  'query.too-slow': { status: 503, title: 'The query took too long' },
  'feed.not-found': { status: 404, title: 'There is no such feed' },
  'feed.too-many': { status: 409, title: 'Too many feeds are followed on this connection' },
  'connection.too-many': { status: 429, title: 'Too many connections are open' },
  'idempotency.conflict': { status: 409, title: 'This client id was already used for something else' },
  conflict: { status: 409, title: 'The change met another one; try again' },
  'quota.exceeded': { status: 507, title: 'The quota is used up' },
  'rate.limited': { status: 429, title: 'Too many requests' },
  busy: { status: 503, title: 'The server is busy' },
  unavailable: { status: 503, title: 'The server cannot store anything right now' },
  internal: { status: 500, title: 'Something went wrong on the server' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof errors

/** Codes after which the same request may succeed later. */
export const retryable: ReadonlySet<ErrorCode> = new Set([
  'busy',
  'unavailable',
  'rate.limited',
  'conflict',
  'query.too-slow',
  'internal',
])

/**
 * Problem details (RFC 9457) with a permanent `code`. The same object is the body of a refused REST request
 * (`application/problem+json`) and the `error` of a refused socket ack.
 */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'where this code is explained' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Union(
      (Object.keys(errors) as ErrorCode[]).map((code) => Type.Literal(code)),
      { description: 'permanent' },
    ),
    detail: Type.Optional(Type.String({ description: 'what happened here and what to do' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({ description: 'JSON pointer into the input (RFC 6901)' }),
          detail: Type.String(),
        }),
      ),
    ),
    retryAfter: Type.Optional(Type.Number({ description: 'seconds' })),
    requestId: Type.Optional(Type.String()),
  },
  { $id: 'Problem' },
)
export type Problem = Omit<Static<typeof Problem>, 'code'> & { code: ErrorCode }
