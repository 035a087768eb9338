/**
 * The catalogue of attacks: whatever is known to have broken servers of this kind. Each case is carried out by a test
 * that bears its number, or stands below with the test that proves the same, or with why it does not exist here.
 */
export const cases: Readonly<Record<string, string>> = {
  JWT: '01 02 04 05 06 08 09 10 12 13 14 16 17 18 20 21 22 24 25 26 28 29 30',
  AUT: '01 02 04 05 06 08 09 10 12 13 14 16 17 18 20 21 22 24 25 26',
  AZ: '01 02 04 05 06 08 09 10 12 13 14 16 17 18 20 21 22 24 25 26 28 29 30 32 33 34 36 37 38',
  NQ: '01 02 04 05 06 08 09 10 12 13 14 16 17 18 20 21 22 24 25 26 28 29 30 32',
  SQL: '01 02 04 05 06',
  FTS: '02 03 04 06 07 08',
  PRO: '01 02 04 05 06 08 09 10 12 13',
  SIZ: '01 02 04 05 06 08 09 10 12 13 14',
  UNI: '01 02 04 05 06 08 09 10 12 13 14',
  XSS: '01 02 04 05 06 08 09 10 12 13 14 16 17 18 20 21 22 24',
  UPL: '01 02 04 05 06 08 09 10 12 13 14 16 17 18',
  WEB: '01 02 04 05 06 08 09 10 12 13 14 16 17 18 20 21 22 24 25 26 28 29 30',
  SIO: '01 02 04 05 06 08 09 10 12 13 14 16 17 18 20 21 22 24 25 26 28 29 30 32 33 34 36 37 38 40 41 42',
  SEM: '01 02 04 05 06 08 09 10 12 13 14 16 17 18',
  OPS: '01 02 04 05 06 08 09 10 12 13 14',
}

/** Proved by a test that is named for what must be true: its file below `packages`, and the words of its name. */
export const elsewhere: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'NQ-32': [
    'server/src/storage/sqlite/threads/readers.test.ts',
    'a query that takes too long is refused, and the next one runs',
  ],
  'UNI-12': ['server/src/realtime/attacks.test.ts', 'text that is not UTF-8'],
  'WEB-08': [
    'server/src/http/guards/client-address.test.ts',
    'without a trusted proxy the header says nothing',
  ],
  'SIO-32': [
    'server/src/realtime/handshake.test.ts',
    'an address has so many connections that have not entered',
  ],
  'SIO-40': ['server/src/realtime/attacks.test.ts', 'SIO-01 reserved names'],
  'SIO-42': ['server/src/realtime/handshake.test.ts', 'an account has so many connections and no more'],
  'SEM-12': [
    'server/src/core/messages/inbox/inbox.test.ts',
    'reading moves forward, never beyond what there is',
  ],
  'SEM-16': ['server/test/scenarios/resets.test.ts', 'a restored backup is another life'],
  'SEM-18': ['server/test/scenarios/repeats.test.ts', 'a restart forgets no repeat'],
  'OPS-01': ['server/src/observe/logger.test.ts', 'each line is JSON with its area'],
  'OPS-02': ['server/src/observe/logger.test.ts', 'what is called a secret is not logged'],
  'OPS-05': ['server/src/storage/sqlite/backup.test.ts', 'a backup ends while writing goes on'],
  'OPS-06': ['server/src/storage/sqlite/backup.test.ts', 'a restore takes no file that is damaged'],
  'OPS-08': ['server/src/config/config.test.ts', 'with nothing chosen the server is private'],
  'OPS-09': ['server/test/floors.test.ts', 'no dependency is older than its last security fix'],
  'OPS-10': ['server/src/core/problem.test.ts', 'only what nobody expected is worth a log line'],
  'OPS-13': [
    'server/src/core/accounts/lifecycle/delete-account.test.ts',
    'what is left of an account tells nothing of the person',
  ],
  'OPS-14': [
    'server/src/storage/sqlite/migrations/migrate.test.ts',
    'a migration that fails leaves the database as it was',
  ],
  ...written('XSS-01 XSS-02 XSS-04 XSS-05 XSS-06 XSS-08 XSS-16 XSS-17'),
}

function written(ids: string): Record<string, readonly [file: string, words: string]> {
  const test = [
    'web/test/attacks.test.ts',
    'whatever is written becomes text, and links to harmless',
  ] as const
  return Object.fromEntries(ids.split(' ').map((id) => [id, test]))
}

/** What there is nothing of yet to attack; who builds it finds its cases here. */
export const notBuilt: Readonly<Record<string, string>> = {
  'several nodes': 'AZ-04 AZ-05 AZ-09 PRO-13 SIO-37 SEM-14',
  'files and pictures':
    'AZ-17 AZ-18 PRO-08 XSS-10 XSS-12 XSS-13 XSS-14 UPL-01 UPL-04 UPL-05 UPL-06 UPL-08 UPL-09 UPL-10 UPL-12 UPL-13 UPL-14 UPL-16 UPL-17 UPL-18',
  'search in the native API': 'AZ-16 FTS-04 FTS-07 FTS-08',
  'previews, and anything else that asks other servers': 'WEB-12 WEB-13 WEB-14 XSS-20',
  replies: 'SEM-10',
  'fields of a command that hold a date': 'SEM-09',
  'members who do not see all of a room': 'AZ-24',
  'an export': 'AZ-34',
  'free profile fields, and an editor that takes HTML': 'XSS-09 XSS-22',
  'mail, and its templates': 'XSS-21',
  'a page that shows documents': 'XSS-24',
  'addresses to go on to': 'WEB-10',
  'HTTP/2': 'WEB-29',
  'an open inspector or dump: they are the machine’s': 'OPS-12',
}
