import { type Static, Type } from 'typebox'
import { Id, Time } from '../ids.ts'
import { rowOf, tombstoneOf } from './row.ts'

export const Role = Type.Union(
  [
    Type.Literal('owner'),
    Type.Literal('admin'),
    Type.Literal('member'),
    Type.Literal('guest'),
    Type.Literal('bot'),
  ],
  { description: 'role on this server' },
)
export type Role = Static<typeof Role>

export const Username = Type.String({
  minLength: 1,
  maxLength: 80,
  description: 'unique after folding; shown as typed',
})
export const DisplayName = Type.String({ minLength: 1, maxLength: 80 })
export const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  description: 'an e-mail address; never shown to others',
})
export const Password = Type.String({
  minLength: 1,
  maxLength: 256,
  description: '8 to 256 characters, none of the common ones',
})

/** What others see of an account. Feed: `directory`. */
export const Profile = rowOf(
  'profile',
  {
    id: Id,
    username: Username,
    displayName: DisplayName,
    avatar: Type.Optional(Type.String({ maxLength: 500 })),
    about: Type.Optional(Type.String({ maxLength: 500, description: 'what they say of themselves' })),
    role: Role,
    deactivated: Type.Optional(Type.Literal(true)),
    lookalike: Type.Optional(
      Type.Literal(true, {
        description: 'the display name reads like the name of an older account: show the username beside it',
      }),
    ),
  },
  'what others see of an account',
)
export type Profile = Static<typeof Profile>
export const ProfileTombstone = tombstoneOf('profile', { id: Id })

/** What an account sees of itself. Feed: `user:<id>`. */
export const Account = rowOf(
  'account',
  {
    id: Id,
    username: Username,
    displayName: DisplayName,
    email: Type.Optional(Email),
    role: Role,
    status: Type.Union([Type.Literal('active'), Type.Literal('deactivated')]),
    createdAt: Time,
  },
  'what an account sees of itself',
)
export type Account = Static<typeof Account>
export const AccountTombstone = tombstoneOf('account', { id: Id })

/** One sign-in. Feed: `user:<id>`. */
export const Session = rowOf(
  'session',
  {
    id: Id,
    account: Id,
    createdAt: Time,
    refreshedAt: Time,
    device: Type.String({ maxLength: 200, description: 'what the client said it is' }),
    address: Type.String({ maxLength: 64 }),
  },
  'one sign-in of an account',
)
export type Session = Static<typeof Session>
export const SessionTombstone = tombstoneOf('session', { id: Id })

/** An API key of a bot, without its secret. Feed: `user:<bot id>`. */
export const ApiKey = rowOf(
  'key',
  {
    id: Id,
    account: Id,
    name: Type.String({ minLength: 1, maxLength: 80 }),
    scopes: Type.Array(Type.String()),
    createdAt: Time,
    createdBy: Type.Optional(Id),
  },
  'an API key, without its secret',
)
export type ApiKey = Static<typeof ApiKey>
export const ApiKeyTombstone = tombstoneOf('key', { id: Id })

/** What a sign-in, a refresh, a registration and a guest entry give. Times to live are seconds. */
export const Tokens = Type.Object({
  accessToken: Type.String(),
  expiresIn: Type.Integer({ description: 'seconds the access token is good for' }),
  refreshToken: Type.String({ description: 'good for one refresh; keep it secret' }),
  session: Id,
  account: Id,
})
export type Tokens = Static<typeof Tokens>

/** A one-time link: set-up, sign-up or password. The token stands in the fragment, so that no log sees it. */
export const OneTimeLink = Type.Object({
  id: Id,
  url: Type.String(),
  token: Type.String({ description: 'shown once' }),
  expiresAt: Time,
})

/** A sign-up link as its makers see it later, without the token. */
export const Invite = Type.Object({
  id: Id,
  createdBy: Type.Optional(Id),
  createdAt: Time,
  expiresAt: Time,
  usedBy: Type.Optional(Id),
})
