import type { Migration } from './migration.ts'

export const initial: Migration = {
  number: 1,
  name: 'initial',
  sql: `
create table "store" ("name" text primary key, "value" text not null) strict, without rowid;
create table "feeds" ("id" text primary key, "version" integer not null, "seq" integer not null, "floor"
  integer not null) strict, without rowid;
create table "names" ("space" text not null, "name" text not null, "owner" text not null, primary key
  ("space", "name")) strict, without rowid;
create table "once" ("key" text primary key, "digest" text not null, "refs" text, "expires" integer,
  "heldBy" text) strict, without rowid;
create index "once expires" on "once" ("expires") where "expires" is not null;
create index "once heldBy" on "once" ("heldBy") where "heldBy" is not null;
create table "account" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "role" text not null, "status" text not null,
  "passwordHash" text, "emailVerified" integer not null, "madeBy" text, "createdAt" integer not null,
  "text" text not null) strict;
create index "account version" on "account" ("feed", "version");
create index "account feed" on "account" ("feed", "id") where "removedAt" is null;
create index "account removed" on "account" ("removedAt") where "removedAt" is not null;
create index "account role" on "account" ("role") where "removedAt" is null;
create index "account madeBy" on "account" ("madeBy", "id") where "removedAt" is null and "madeBy" is
  not null;
create table "profile" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "username" text not null, "search" text not null, "role"
  text not null, "text" text not null) strict;
create index "profile version" on "profile" ("feed", "version");
create index "profile feed" on "profile" ("feed", "id") where "removedAt" is null;
create index "profile removed" on "profile" ("removedAt") where "removedAt" is not null;
create table "session" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "account" text not null, "refreshHash" text not null,
  "previousHash" text, "rotatedAt" integer not null, "expiresAt" integer not null, "text" text not null)
  strict;
create index "session version" on "session" ("feed", "version");
create index "session feed" on "session" ("feed", "id") where "removedAt" is null;
create index "session removed" on "session" ("removedAt") where "removedAt" is not null;
create table "key" ("id" text not null unique, "feed" text not null, "version" integer not null, "born"
  integer not null, "removedAt" integer, "account" text not null, "secretHash" text not null, "scopes"
  text not null, "text" text not null) strict;
create index "key version" on "key" ("feed", "version");
create index "key feed" on "key" ("feed", "id") where "removedAt" is null;
create index "key removed" on "key" ("removedAt") where "removedAt" is not null;
create table "link" ("id" text not null unique, "feed" text not null, "version" integer not null, "born"
  integer not null, "removedAt" integer, "purpose" text not null, "secretHash" text not null, "account"
  text, "expiresAt" integer not null, "usedAt" integer, "text" text not null) strict;
create index "link version" on "link" ("feed", "version");
create index "link feed" on "link" ("feed", "id") where "removedAt" is null;
create index "link removed" on "link" ("removedAt") where "removedAt" is not null;
create table "fact" ("id" text not null unique, "feed" text not null, "version" integer not null, "born"
  integer not null, "removedAt" integer, "text" text not null) strict;
create index "fact version" on "fact" ("feed", "version");
create index "fact feed" on "fact" ("feed", "id") where "removedAt" is null;
create index "fact removed" on "fact" ("removedAt") where "removedAt" is not null;
create table "claim" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "account" text not null, "until" integer not null,
  "text" text not null) strict;
create index "claim version" on "claim" ("feed", "version");
create index "claim feed" on "claim" ("feed", "id") where "removedAt" is null;
create index "claim removed" on "claim" ("removedAt") where "removedAt" is not null;
create table "room" ("id" text not null unique, "feed" text not null, "version" integer not null, "born"
  integer not null, "removedAt" integer, "type" text not null, "archived" integer not null, "posting"
  text not null, "search" text not null, "createdBy" text, "madeBy" text, "createdAt" integer not null,
  "text" text not null) strict;
create index "room version" on "room" ("feed", "version");
create index "room feed" on "room" ("feed", "id") where "removedAt" is null;
create index "room removed" on "room" ("removedAt") where "removedAt" is not null;
create index "room public" on "room" ("id") where "removedAt" is null and "type" = 'public' and
  "archived" = 0;
create index "room madeBy" on "room" ("madeBy", "id") where "removedAt" is null and "madeBy" is not null;
create table "member" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "room" text not null, "account" text not null, "role"
  text not null, "mutedUntil" integer, "text" text not null) strict;
create index "member version" on "member" ("feed", "version");
create index "member feed" on "member" ("feed", "id") where "removedAt" is null;
create index "member removed" on "member" ("removedAt") where "removedAt" is not null;
create table "message" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "seq" integer not null, "room" text not null, "author"
  text not null, "all" integer not null, "createdAt" integer not null, "text" text not null) strict;
create index "message version" on "message" ("feed", "version");
create unique index "message seq" on "message" ("room", "seq");
create index "message all" on "message" ("room", "seq") where "all" = 1;
create table "ban" ("id" text not null unique, "feed" text not null, "version" integer not null, "born"
  integer not null, "removedAt" integer, "room" text not null, "account" text not null, "text" text not
  null) strict;
create index "ban version" on "ban" ("feed", "version");
create index "ban feed" on "ban" ("feed", "id") where "removedAt" is null;
create index "ban removed" on "ban" ("removedAt") where "removedAt" is not null;
create table "membership" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "account" text not null, "room" text not null, "role"
  text not null, "text" text not null) strict;
create index "membership version" on "membership" ("feed", "version");
create index "membership feed" on "membership" ("feed", "id") where "removedAt" is null;
create index "membership removed" on "membership" ("removedAt") where "removedAt" is not null;
create index "membership account" on "membership" ("account", "room") where "removedAt" is null;
create table "inbox" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "account" text not null, "room" text not null, "readSeq"
  integer not null, "text" text not null) strict;
create index "inbox version" on "inbox" ("feed", "version");
create index "inbox feed" on "inbox" ("feed", "id") where "removedAt" is null;
create index "inbox removed" on "inbox" ("removedAt") where "removedAt" is not null;
create index "inbox account" on "inbox" ("account", "room") where "removedAt" is null;
create table "mention" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "account" text not null, "room" text not null, "message"
  text not null, "seq" integer not null, "text" text not null) strict;
create index "mention version" on "mention" ("feed", "version");
create index "mention feed" on "mention" ("feed", "id") where "removedAt" is null;
create index "mention removed" on "mention" ("removedAt") where "removedAt" is not null;
create index "mention message" on "mention" ("message") where "removedAt" is null;
create index "mention account" on "mention" ("account", "room", "seq") where "removedAt" is null;
create table "collection" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "createdAt" integer not null, "madeBy" text, "text" text
  not null) strict;
create index "collection version" on "collection" ("feed", "version");
create index "collection feed" on "collection" ("feed", "id") where "removedAt" is null;
create index "collection removed" on "collection" ("removedAt") where "removedAt" is not null;
create table "document" ("id" text not null unique, "feed" text not null, "version" integer not null,
  "born" integer not null, "removedAt" integer, "collection" text not null, "owner" text, "createdAt"
  integer not null, "updatedAt" integer not null, "bytes" integer not null, "madeBy" text, "text" text
  not null) strict;
create index "document version" on "document" ("feed", "version");
create index "document feed" on "document" ("feed", "id") where "removedAt" is null;
create index "document removed" on "document" ("removedAt") where "removedAt" is not null;
create index "document madeBy" on "document" ("madeBy", "bytes") where "removedAt" is null and "madeBy"
  is not null;
`,
}
