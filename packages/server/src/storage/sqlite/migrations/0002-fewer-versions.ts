import type { Migration } from './migration.ts'

/** Messages that never changed are found by their numbers. */
export const fewerVersions: Migration = {
  number: 2,
  name: 'fewer versions',
  sql: `
drop index "message version";
create index "message version" on "message" ("feed", "version") where "version" > "born";
`,
}
