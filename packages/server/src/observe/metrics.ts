import { type Counter, createExposition } from './exposition.ts'
import { addProcessMetrics } from './process-metrics.ts'

/**
 * One function per thing that happens. Labels are words from our own code (reasons, scopes, command names), never a
 * room, an account or an address: the number of series stays small and nobody can be followed by their metrics.
 */
export type Metrics = ReturnType<typeof createMetrics>

/** Things with a size at every moment; whoever holds one says how to read it. */
const LEVELS = {
  sockets: 'Open sockets, over all namespaces.',
  accounts_online: 'Accounts with at least one socket on this node.',
  feeds_followed: 'Feeds that somebody on this node follows.',
  write_queue: 'Change sets that wait for a batch.',
  reader_queue: 'Reads that wait for the reader worker.',
  password_queue: 'Sign-ins that wait for a password hash.',
} as const

export function createMetrics({ version }: { version: string }) {
  const exposition = createExposition()
  const stop = addProcessMetrics(exposition, version)
  return {
    ...accountEvents(counting(exposition)),
    ...contentEvents(counting(exposition)),
    ...socketEvents(counting(exposition)),
    ...timings(exposition),
    /** The size that is asked for at every scrape: `metrics.level('sockets', () => io.engine.clientsCount)`. */
    level(name: keyof typeof LEVELS, read: () => number): void {
      exposition.read('gauge', `hubbub_${name}`, LEVELS[name], read)
    },
    /** The text for /metrics. */
    render: () => exposition.render(),
    stop,
  }
}

type Exposition = ReturnType<typeof createExposition>
type Counting = (name: string, help: string, labels?: readonly string[]) => Counter

function counting(exposition: Exposition): Counting {
  return (name, help, labels) => exposition.counter(`hubbub_${name}_total`, help, labels)
}

function accountEvents(counter: Counting) {
  const registered = counter('accounts_registered', 'Accounts made.', ['kind'])
  const signedIn = counter('sign_ins', 'Successful sign-ins.', ['method'])
  const refused = counter('sign_ins_refused', 'Refused sign-ins.', ['reason'])
  const reuse = counter(
    'refresh_token_reuses',
    'Refresh tokens shown again after they were used: stolen or lost.',
  )
  const hashRefused = counter('password_hashes_refused', 'Sign-ins answered 503 because too many waited.')
  return {
    accountRegistered: (kind: 'person' | 'guest' | 'bot') => registered([kind]),
    signedIn: (method: string) => signedIn([method]),
    signInRefused: (reason: string) => refused([reason]),
    refreshTokenReused: () => reuse(),
    passwordHashRefused: () => hashRefused(),
  }
}

function contentEvents(counter: Counting) {
  const messages = counter('messages', 'Changes to messages.', ['action'])
  const documents = counter('documents', 'Changes to documents.', ['action'])
  const rooms = counter('rooms_created', 'Rooms made.', ['kind'])
  const repeats = counter('repeats', 'Writes that were recognised as repeats and changed nothing.')
  const backups = counter('backups', 'Backups made.', ['outcome'])
  const purged = counter('tombstones_purged', 'Tombstones deleted for their age.')
  return {
    messageSent: () => messages(['sent']),
    messageEdited: () => messages(['edited']),
    messageDeleted: () => messages(['deleted']),
    documentWritten: (action: 'created' | 'replaced' | 'merged' | 'deleted') => documents([action]),
    roomCreated: (kind: string) => rooms([kind]),
    repeatRecognised: () => repeats(),
    backupMade: (outcome: 'done' | 'failed') => backups([outcome]),
    tombstonesPurged: (count: number) => purged([], count),
  }
}

function socketEvents(counter: Counting) {
  const connected = counter('sockets_connected', 'Sockets that were let in.')
  const refused = counter('sockets_refused', 'Sockets that were not let in.', ['reason'])
  const disconnected = counter('sockets_disconnected', 'Sockets that ended.', ['reason'])
  const limited = counter('rate_limited', 'Requests refused because there were too many.', ['scope'])
  const refusals = counter('refusals', 'Commands refused, by permanent code.', ['code'])
  const failures = counter('failures', 'Commands that failed by a fault of ours.', ['area'])
  const ranges = counter('ranges_delivered', 'Ranges of news given to sockets.')
  const slow = counter('slow_readers', 'Sockets told to catch up because they read too slowly.')
  const syncs = counter('feed_syncs', 'Answers to feed.sync.', ['outcome'])
  return {
    socketConnected: () => connected(),
    socketRefused: (reason: string) => refused([reason]),
    socketDisconnected: (reason: string) => disconnected([reason]),
    rateLimited: (scope: string) => limited([scope]),
    commandRefused: (code: string) => refusals([code]),
    failed: (area: string) => failures([area]),
    rangesDelivered: (sockets: number) => ranges([], sockets),
    slowReaderTold: () => slow(),
    feedSynced: (outcome: 'current' | 'items' | 'reset') => syncs([outcome]),
  }
}

const ACK_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const SET_BOUNDS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

function timings(exposition: Exposition) {
  const acks = exposition.histogram('hubbub_ack_seconds', 'From a command to its answer.', ACK_BOUNDS, [
    'command',
  ])
  const batches = exposition.histogram('hubbub_batch_seconds', 'One durable commit of a batch.', ACK_BOUNDS)
  const sets = exposition.histogram('hubbub_batch_sets', 'Change sets in one batch.', SET_BOUNDS)
  const requests = exposition.histogram('hubbub_http_request_seconds', 'HTTP requests.', ACK_BOUNDS, [
    'status',
  ])
  const hashes = exposition.histogram('hubbub_password_hash_seconds', 'One password hash.', ACK_BOUNDS)
  return {
    ackSeconds: (command: string, seconds: number) => acks(seconds, [command]),
    batchCommitted(setsInIt: number, seconds: number) {
      sets(setsInIt)
      batches(seconds)
    },
    /** By class of status alone (2xx, 4xx): paths hold ids. */
    requestAnswered: (status: number, seconds: number) =>
      requests(seconds, [`${Math.floor(status / 100)}xx`]),
    passwordHashed: (seconds: number) => hashes(seconds),
  }
}
