import { DAY, HOUR, MINUTE, SECOND } from './kinds.ts'
import { bytes, count, duration, durationSeconds, hostName, listOf, maybe, oneOf, onOff } from './kinds.ts'
import { origin, port, portOrOff, text } from './kinds.ts'
import { type Setting, setting } from './setting.ts'

/** What a client of the older APIs may count on (decision 13). */
const leastRate = 100
const clientRate = {
  ...count(leastRate, 1_000_000),
  expected: `a whole number from ${leastRate} to 1000000: clients of the older APIs may count on ${leastRate} a second`,
}

const KB = 1024
const MB = 1024 * KB
const GB = 1024 * MB

export const CONTRACTS = ['users-crud', 'event-bus', 'lobby-chat', 'user-accounts', 'chatrooms'] as const
export type ContractName = (typeof CONTRACTS)[number]

/**
 * Everything an operator can choose: one row each. `config.network.host` is the value of the row `host` in `network`.
 * A new row is a new setting; then run `npm run docs`.
 */
export const settings = {
  network: {
    host: setting('HUBBUB_HOST', text, '127.0.0.1', 'Address to listen on; 0.0.0.0 for all of this machine.'),
    ports: setting(
      'HUBBUB_PORT',
      listOf(port),
      [3000],
      'Port; several with commas, or the flag several times. Not chosen and taken: the next free one.',
      { also: ['PORT'] },
    ),
    publicUrl: setting(
      'HUBBUB_PUBLIC_URL',
      maybe(origin),
      null,
      'Where people reach the server, when that is not host and port.',
    ),
    trustedProxies: setting(
      'HUBBUB_TRUSTED_PROXIES',
      count(0, 10),
      0,
      'How many reverse proxies stand in front; as many X-Forwarded-For entries are believed.',
    ),
    allowedOrigins: setting(
      'HUBBUB_ALLOWED_ORIGINS',
      listOf(origin),
      [],
      'Web origins, other than our own, whose pages may use the server.',
    ),
    allowedHosts: setting(
      'HUBBUB_ALLOWED_HOSTS',
      listOf(hostName),
      [],
      'Host names to answer to, beside loopback names and the public URL.',
    ),
    shutdownMs: setting(
      'HUBBUB_SHUTDOWN_TIME',
      duration(0, 5 * MINUTE),
      5 * SECOND,
      'How long a stop waits for requests under way.',
    ),
  },
  server: {
    name: setting('HUBBUB_NAME', text, 'Hubbub', 'Name of this server, shown to people.'),
    folder: setting('HUBBUB_DATA', text, './hubbub-data', 'Folder that holds everything the server keeps.'),
    tombstoneAgeMs: setting(
      'HUBBUB_TOMBSTONE_AGE',
      duration(SECOND, 3650 * DAY),
      30 * DAY,
      'How long a removal can still be caught up with; who was away longer loads anew.',
    ),
  },
  backups: {
    enabled: setting('HUBBUB_BACKUPS', onOff, true, 'Make backups by itself.'),
    everyMs: setting('HUBBUB_BACKUP_EVERY', duration(MINUTE, 365 * DAY), DAY, 'Time between two backups.'),
    keep: setting(
      'HUBBUB_BACKUP_KEEP',
      count(1, 1000),
      7,
      'How many backups are kept; older ones are deleted.',
    ),
    folder: setting(
      'HUBBUB_BACKUP_FOLDER',
      maybe(text),
      null,
      'Folder for backups; `backups` in the data folder.',
    ),
  },
  accounts: {
    signup: setting(
      'HUBBUB_SIGNUP',
      oneOf('open', 'invite', 'closed'),
      'invite',
      'Who may register: anyone, who has a sign-up link, or nobody.',
    ),
    guests: setting('HUBBUB_GUESTS', onOff, false, 'Let guests in, with a name and no password.'),
    inviteMs: setting(
      'HUBBUB_INVITE_LIFETIME',
      duration(MINUTE, 365 * DAY),
      7 * DAY,
      'Life of a sign-up link.',
    ),
    passwordLinkMs: setting(
      'HUBBUB_PASSWORD_LINK_LIFETIME',
      duration(MINUTE, DAY),
      30 * MINUTE,
      'Life of a link for a new password.',
    ),
    setupLinkMs: setting(
      'HUBBUB_SETUP_LINK_LIFETIME',
      duration(MINUTE, DAY),
      30 * MINUTE,
      'Life of the link that makes the first owner.',
    ),
  },
  tokens: {
    accessSeconds: setting(
      'HUBBUB_ACCESS_TOKEN_LIFETIME',
      durationSeconds(1, 86_400),
      900,
      'Life of an access token.',
    ),
    refreshSeconds: setting(
      'HUBBUB_REFRESH_TOKEN_LIFETIME',
      durationSeconds(60, 31_536_000),
      2_592_000,
      'Life of a session that is not used.',
    ),
    secret: setting(
      'HUBBUB_TOKEN_SECRET',
      maybe(text),
      null,
      'What tokens are signed with, 32 characters or more; made in the data folder when not given.',
      { secret: true },
    ),
  },
  passwords: {
    memoryKib: setting('HUBBUB_ARGON2_MEMORY', count(8192, 4_194_304), 19_456, 'Argon2id: memory in KiB.'),
    passes: setting('HUBBUB_ARGON2_PASSES', count(1, 100), 2, 'Argon2id: passes over the memory.'),
    lanes: setting('HUBBUB_ARGON2_LANES', count(1, 64), 1, 'Argon2id: lanes side by side.'),
    running: setting('HUBBUB_PASSWORD_HASHES', count(1, 64), 4, 'Password hashes made at once.'),
    waiting: setting(
      'HUBBUB_PASSWORD_QUEUE',
      count(0, 10_000),
      32,
      'Sign-ins that wait for a hash; more get 503.',
    ),
  },
  contracts: {
    open: setting(
      'HUBBUB_OPEN',
      listOf(oneOf(...CONTRACTS)),
      [],
      'Older APIs served without a key although the server is not on loopback alone.',
    ),
    rows: setting(
      'HUBBUB_CONTRACT_ROWS',
      count(1, 100_000_000),
      100_000,
      'Rows that one open contract may hold.',
    ),
    bytes: setting(
      'HUBBUB_CONTRACT_BYTES',
      bytes(MB, 1024 * GB),
      256 * MB,
      'Bytes that one open contract may hold.',
    ),
    lobbyGraceMs: setting(
      'HUBBUB_LOBBY_GRACE',
      duration(0, HOUR),
      20 * SECOND,
      'lobby-chat: how long a name stays held after its last socket left.',
    ),
    lobbyNamesPerAddress: setting(
      'HUBBUB_LOBBY_NAMES',
      count(1, 1_000_000),
      200,
      'lobby-chat: names that one address may take within a quarter of an hour.',
    ),
    broadcastsPerSocket: setting(
      'HUBBUB_BROADCASTS_PER_SOCKET',
      count(1, 10_000),
      5,
      'event-bus: BROADCASTs a second from one socket.',
    ),
    broadcastsInAll: setting(
      'HUBBUB_BROADCASTS',
      count(1, 10_000),
      20,
      'event-bus: BROADCASTs a second from all.',
    ),
    userAccountsLimited: setting(
      'HUBBUB_USER_ACCOUNTS_RATELIMIT',
      onOff,
      true,
      'user-accounts: keep to its 30 requests a second.',
      { also: ['RATELIMIT_ENABLED'] },
    ),
    userAccountsHeaders: setting(
      'HUBBUB_USER_ACCOUNTS_RATELIMIT_HEADERS',
      onOff,
      true,
      'user-accounts: send X-RateLimit headers.',
      { also: ['RATELIMIT_HEADERS_ENABLED'] },
    ),
    chatroomsSecret: setting(
      'HUBBUB_CHATROOMS_SECRET',
      maybe(text),
      null,
      'chatrooms: what its tokens are signed with, as it is; derived from the token secret when not given.',
      { also: ['JWT_SECRET'], secret: true },
    ),
    chatroomsAlgorithm: setting(
      'HUBBUB_CHATROOMS_ALGORITHM',
      oneOf('HS256', 'HS384', 'HS512'),
      'HS256',
      'chatrooms: how its tokens are signed.',
      { also: ['JWT_ALGO'] },
    ),
  },
  rates: {
    requestsPerSecond: setting('HUBBUB_RATE_REQUESTS', clientRate, 100, 'Requests a second from one client.'),
    signInsPerAccount: setting(
      'HUBBUB_RATE_SIGN_IN_ACCOUNT',
      count(1, 1_000_000),
      10,
      'Wrong passwords for one account within the window.',
    ),
    signInsPerAddress: setting(
      'HUBBUB_RATE_SIGN_IN_ADDRESS',
      count(1, 1_000_000),
      100,
      'Wrong passwords from one address within the window.',
    ),
    signInWindowMs: setting(
      'HUBBUB_RATE_SIGN_IN_WINDOW',
      duration(SECOND, DAY),
      15 * MINUTE,
      'Window in which wrong passwords are counted.',
    ),
    registrationsPerAddress: setting(
      'HUBBUB_RATE_REGISTER',
      count(1, 1_000_000),
      20,
      'Accounts and guests made from one address within an hour; chatrooms keeps to it where it is protected.',
    ),
    signalDeliveriesPerSecond: setting(
      'HUBBUB_RATE_SIGNAL_DELIVERIES',
      count(1, 10_000_000),
      5000,
      'Deliveries of typing and free signals that one client may cause in a second.',
    ),
  },
  limits: {
    bodyBytes: setting('HUBBUB_LIMIT_BODY', bytes(KB, GB), 256 * KB, 'Body of a request, uploads apart.'),
    frameBytes: setting('HUBBUB_LIMIT_FRAME', bytes(KB, GB), 256 * KB, 'One message on a socket.'),
    messageBytes: setting('HUBBUB_LIMIT_MESSAGE', bytes(1, 16 * KB), 16 * KB, 'Text of a message, in UTF-8.'),
    documentBytes: setting('HUBBUB_LIMIT_DOCUMENT', bytes(1, 64 * KB), 64 * KB, 'A document.'),
    jsonDepth: setting('HUBBUB_LIMIT_JSON_DEPTH', count(2, 200), 32, 'Levels of nesting in what is sent.'),
    jsonNodes: setting('HUBBUB_LIMIT_JSON_NODES', count(10, 1_000_000), 5000, 'Values in what is sent.'),
    filterDepth: setting('HUBBUB_LIMIT_FILTER_DEPTH', count(1, 5), 5, 'Levels of and, or, not in a filter.'),
    filterNodes: setting('HUBBUB_LIMIT_FILTER_NODES', count(1, 50), 50, 'Conditions in a filter.'),
    filterList: setting('HUBBUB_LIMIT_FILTER_LIST', count(1, 100), 100, 'Values in one list of a filter.'),
    socketsPerAccount: setting(
      'HUBBUB_LIMIT_SOCKETS_ACCOUNT',
      count(1, 10_000),
      20,
      'Sockets of one account.',
    ),
    waitingSocketsPerAddress: setting(
      'HUBBUB_LIMIT_SOCKETS_WAITING',
      count(1, 100_000),
      50,
      'Sockets of one address that have not signed in to /v1 yet.',
    ),
    anonymousSockets: setting(
      'HUBBUB_LIMIT_SOCKETS_ANONYMOUS',
      count(0, 1_000_000),
      5000,
      'Sockets without an account, for the older APIs, in all.',
    ),
    roomsPerAccount: setting(
      'HUBBUB_LIMIT_ROOMS',
      count(1, 100_000),
      1000,
      'Rooms of one account; each of its sockets follows them all.',
    ),
    feedsPerSocket: setting(
      'HUBBUB_LIMIT_FEEDS',
      count(0, 10_000),
      50,
      'Other feeds that one socket may follow.',
    ),
    membersPerRoom: setting('HUBBUB_LIMIT_MEMBERS', count(2, 10_000_000), 100_000, 'Members of a room.'),
    outboundBytes: setting(
      'HUBBUB_LIMIT_OUTBOUND',
      bytes(16 * KB, GB),
      MB,
      'What waits for a slow reader before it is told to catch up instead.',
    ),
    outboundMs: setting(
      'HUBBUB_LIMIT_OUTBOUND_TIME',
      duration(100, 10 * MINUTE),
      10 * SECOND,
      'How long it may wait.',
    ),
    connectMs: setting(
      'HUBBUB_LIMIT_CONNECT_TIME',
      duration(100, 5 * MINUTE),
      5 * SECOND,
      'How long an opened connection may take to enter a namespace.',
    ),
    headersMs: setting(
      'HUBBUB_LIMIT_HEADERS_TIME',
      duration(100, 10 * MINUTE),
      20 * SECOND,
      'How long a client may take to send the headers of a request.',
    ),
    requestMs: setting(
      'HUBBUB_LIMIT_REQUEST_TIME',
      duration(100, HOUR),
      MINUTE,
      'How long a client may take to send a whole request, uploads apart.',
    ),
    idleMs: setting(
      'HUBBUB_LIMIT_IDLE_TIME',
      duration(100, HOUR),
      2 * MINUTE,
      'How long a connection may stand still while a request or its answer is under way.',
    ),
  },
  observability: {
    logLevel: setting(
      'HUBBUB_LOG_LEVEL',
      oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
      'info',
      'What is logged: this and worse.',
    ),
    logFormat: setting(
      'HUBBUB_LOG_FORMAT',
      oneOf('auto', 'json', 'line'),
      'auto',
      'JSON, or lines for people; auto gives lines to a terminal.',
    ),
    metricsPort: setting(
      'HUBBUB_METRICS_PORT',
      portOrOff,
      0,
      'Port of /metrics, on loopback only. The banner says which one was free.',
    ),
  },
} as const satisfies Record<string, Record<string, Setting<unknown>>>

/** All rows with their places, for whoever walks the table. */
export const allSettings: readonly {
  group: keyof typeof settings
  key: string
  setting: Setting<unknown>
}[] = (Object.keys(settings) as (keyof typeof settings)[]).flatMap((group) =>
  Object.entries<Setting<unknown>>(settings[group]).map(([key, row]) => ({ group, key, setting: row })),
)

export const groupTitles: Record<keyof typeof settings, string> = {
  network: 'Network',
  server: 'Server and storage',
  backups: 'Backups',
  accounts: 'Accounts',
  tokens: 'Tokens',
  passwords: 'Passwords',
  contracts: 'Older APIs',
  rates: 'Rates',
  limits: 'Limits',
  observability: 'Logs and metrics',
}
