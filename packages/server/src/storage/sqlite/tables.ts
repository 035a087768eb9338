import { type Kind, keepsTombstones, kinds, numbered } from '../../core/feeds/kinds.ts'

/**
 * The tables as the kinds say they must be. The migrations are written out and frozen; a test compares what they make
 * with this, so that a changed kind without a migration is seen.
 */
export function tables(): string[] {
  return [...fixedTables, ...kindNames.flatMap((kind) => [tableOf(kind), ...indexesOf(kind)])]
}

export const kindNames = Object.keys(kinds) as Kind[]

/** The columns of a kind's table, in their order. The text stands last: it may be long, and what follows it is slow to reach. */
export function columnsOf(kind: Kind): string[] {
  return [...beforeOwn(kind), ...Object.keys(kinds[kind]), 'text']
}

export function beforeOwn(kind: Kind): string[] {
  const common = ['id', 'feed', 'version', 'born', 'removedAt']
  return numbered.has(kind) ? [...common, 'seq'] : common
}

const standing = 'where "removedAt" is null'

const fixedTables = [
  'create table "store" ("name" text primary key, "value" text not null) strict, without rowid',
  'create table "feeds" ("id" text primary key, "version" integer not null, "seq" integer not null, "floor" integer not null) strict, without rowid',
  'create table "names" ("space" text not null, "name" text not null, "owner" text not null, primary key ("space", "name")) strict, without rowid',
  'create table "once" ("key" text primary key, "digest" text not null, "refs" text, "expires" integer, "heldBy" text) strict, without rowid',
  'create index "once expires" on "once" ("expires") where "expires" is not null',
  'create index "once heldBy" on "once" ("heldBy") where "heldBy" is not null',
]

const ownTypes = {
  text: 'text not null',
  integer: 'integer not null',
  'text?': 'text',
  'integer?': 'integer',
} as const

function tableOf(kind: Kind): string {
  const own = Object.entries(kinds[kind]).map(
    ([name, type]) => `"${name}" ${ownTypes[type as keyof typeof ownTypes]}`,
  )
  const columns = [
    '"id" text not null unique',
    '"feed" text not null',
    '"version" integer not null',
    '"born" integer not null',
    '"removedAt" integer',
    ...(numbered.has(kind) ? ['"seq" integer not null'] : []),
    ...own,
    '"text" text not null',
  ]
  return `create table "${kind}" (${columns.join(', ')}) strict`
}

/** Beside what every kind needs: what its own reads ask for. */
const ownIndexes: { [K in Kind]?: string[] } = {
  account: [
    `"account role" on "account" ("role") ${standing}`,
    `"account madeBy" on "account" ("madeBy", "id") ${standing} and "madeBy" is not null`,
  ],
  document: [`"document madeBy" on "document" ("madeBy", "bytes") ${standing} and "madeBy" is not null`],
  room: [
    `"room public" on "room" ("id") ${standing} and "type" = 'public' and "archived" = 0`,
    `"room madeBy" on "room" ("madeBy", "id") ${standing} and "madeBy" is not null`,
  ],
  message: ['"message all" on "message" ("room", "seq") where "all" = 1'],
  membership: [`"membership account" on "membership" ("account", "room") ${standing}`],
  inbox: [`"inbox account" on "inbox" ("account", "room") ${standing}`],
  mention: [
    `"mention message" on "mention" ("message") ${standing}`,
    `"mention account" on "mention" ("account", "room", "seq") ${standing}`,
  ],
}

function indexesOf(kind: Kind): string[] {
  const version = `index "${kind} version" on "${kind}" ("feed", "version")`
  // A numbered kind is found by its numbers, of which no two are alike, and by its version only once it has changed: each
  // index costs every send a page for its room.
  const indexes = numbered.has(kind)
    ? [`${version} where "version" > "born"`, `unique index "${kind} seq" on "${kind}" ("room", "seq")`]
    : [version, `index "${kind} feed" on "${kind}" ("feed", "id") ${standing}`]
  if (!keepsTombstones.has(kind))
    indexes.push(`index "${kind} removed" on "${kind}" ("removedAt") where "removedAt" is not null`)
  return [...indexes, ...(ownIndexes[kind] ?? []).map((rest) => `index ${rest}`)].map(
    (rest) => `create ${rest}`,
  )
}
