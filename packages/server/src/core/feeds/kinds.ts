/**
 * The kinds of rows and their columns: what engines index and what secrets a row holds.
 * Everything that is shown stands in the row's text; columns are for finding rows and for what must never be shown.
 */
const text = 'text'
const integer = 'integer'
const optionalText = 'text?'
const optionalInteger = 'integer?'

export const kinds = {
  /** `user:<id>`: what an account sees of itself, and its password's hash. */
  account: {
    role: text,
    status: text,
    passwordHash: optionalText,
    emailVerified: integer,
    /** Which contract made it (decisions 1 and 17); null: native. */
    madeBy: optionalText,
    createdAt: integer,
  },
  /** `directory`: what others see. `search` is the folded username and display name. */
  profile: { username: text, search: text, role: text },
  /** `user:<id>`: hashes of the current and of the previous refresh token. */
  session: {
    account: text,
    refreshHash: text,
    previousHash: optionalText,
    rotatedAt: integer,
    expiresAt: integer,
  },
  /** `user:<bot id>`. */
  key: { account: text, secretHash: text, scopes: text },
  /** `server`, which nobody follows: set-up, sign-up and password links. */
  link: {
    purpose: text,
    secretHash: text,
    account: optionalText,
    expiresAt: integer,
    usedAt: optionalInteger,
  },
  /** `server`: small facts of the whole instance, by name. */
  fact: {},
  /** `server`: a lobby name held for a while (decision 18). */
  claim: { account: text, until: integer },
  /** `room:<id>`. */
  room: {
    type: text,
    archived: integer,
    posting: text,
    search: text,
    createdBy: optionalText,
    madeBy: optionalText,
    createdAt: integer,
  },
  member: { room: text, account: text, role: text, mutedUntil: optionalInteger },
  message: { room: text, author: text, all: integer, createdAt: integer },
  /** `staff:<room id>`. */
  ban: { room: text, account: text },
  /** `user:<id>`: my being in a room, what I keep about it, and who named me there. */
  membership: { account: text, room: text, role: text },
  inbox: { account: text, room: text, readSeq: integer },
  mention: { account: text, room: text, message: text, seq: integer },
  /** `collection:<name>`. */
  collection: { createdAt: integer, madeBy: optionalText },
  document: {
    collection: text,
    owner: optionalText,
    createdAt: integer,
    updatedAt: integer,
    bytes: integer,
    madeBy: optionalText,
  },
} as const

export type Kind = keyof typeof kinds

type ColumnType<T> = T extends 'text'
  ? string
  : T extends 'integer'
    ? number
    : T extends 'text?'
      ? string | null
      : number | null

/** The columns of a kind, typed. */
export type Columns<K extends Kind = Kind> = {
  [C in keyof (typeof kinds)[K]]: ColumnType<(typeof kinds)[K][C]>
}

/** Kinds whose rows get the next number of their feed when they are made. */
export const numbered: ReadonlySet<Kind> = new Set(['message'])

/** Kinds whose tombstones stay as long as what they stand in (a deleted message keeps its place). */
export const keepsTombstones: ReadonlySet<Kind> = new Set(['message'])
