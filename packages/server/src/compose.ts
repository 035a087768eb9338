import type { CommandName } from '@hubbub/protocol'
import { resolve } from 'node:path'
import { backupFolderOf } from './config/backup-folder.ts'
import type { Config } from './config/config.ts'
import { coreSettings } from './config/core-settings.ts'
import { doorSettings } from './config/door-settings.ts'
import { loadSecrets } from './config/secrets.ts'
import { version } from './config/version.ts'
import { authenticate } from './core/accounts/authenticate.ts'
import { ensureGeneral } from './core/accounts/signing-up/general-room.ts'
import { createExposure } from './core/contracts/exposure.ts'
import { createBatcher, type Deliver } from './core/feeds/batcher.ts'
import { createCommits } from './core/feeds/commits.ts'
import { createStoreHealth, type StoreHealth } from './core/feeds/store-health.ts'
import { type Core, createCore } from './core/index.ts'
import { isLoopback } from './core/loopback.ts'
import type { Ports } from './core/ports/ports.ts'
import type { Storage } from './core/ports/store.ts'
import { startUpkeep } from './core/upkeep.ts'
import type { Dialect } from './dialects/door.ts'
import { dialects } from './dialects/index.ts'
import { type Doorway, openDialects } from './dialects/open-dialects.ts'
import { createHub, type NodeHub } from './fan-out/hub.ts'
import { createHttpApp } from './http/app.ts'
import { createGate } from './http/guards/gate.ts'
import { createRateLimits } from './http/guards/rate-limits.ts'
import { endConnections, listenOn, urlOf } from './http/listening.ts'
import { createMetricsServer } from './http/metrics-server.ts'
import { createOlderHttp } from './http/older/older-http.ts'
import { countCommits } from './observe/count-commits.ts'
import { createLogs, type Logs } from './observe/logger.ts'
import { createMetrics, type Metrics } from './observe/metrics.ts'
import { timeCommits } from './observe/time-commits.ts'
import { watchHttp, watchSockets } from './observe/watch-edges.ts'
import { createArgon2Passwords } from './platform/argon2-passwords.ts'
import { createContractTokens } from './platform/contract-tokens.ts'
import { deriveSecret } from './platform/derive-secret.ts'
import { createGuesses } from './platform/guesses.ts'
import { createHashQueue } from './platform/hash-queue.ts'
import { createJoseTokens } from './platform/jose-tokens.ts'
import { createMemoryLimiter } from './platform/memory-limiter.ts'
import { createRandomIds } from './platform/random-ids.ts'
import { sha256Digests } from './platform/sha256-digests.ts'
import { createStopList, type StopList } from './platform/stop-list.ts'
import { systemClock } from './platform/system-clock.ts'
import { createOlderSockets } from './realtime/older/older-sockets.ts'
import { createRealtime } from './realtime/realtime.ts'
import { openMemory } from './storage/memory/open.ts'
import { startBackups } from './storage/sqlite/backup-schedule.ts'
import { openSqlite } from './storage/sqlite/open.ts'

/** For the command line: to look at a store, and to put a backup in its place while no server runs. */
export { examineStore } from './storage/sqlite/examine.ts'
export { dataFiles } from './storage/sqlite/files.ts'
export { restore as restoreBackup } from './storage/sqlite/restore.ts'

/** One batch: what one sync of the disk pays for, and how much may wait for the next. */
const batchBounds = { sets: 512, bytes: 8 * 1024 * 1024, waiting: 10_000 }

export interface ComposeOptions {
  /** Nothing is kept beyond the process; for tests. */
  inMemory?: boolean
  logs?: Logs
  /** The older APIs that are spoken; all of them when left out. */
  dialects?: readonly Dialect[]
  /** Told every answer and every event that leaves, for checking them against their schemas. */
  onAnswer?: (name: CommandName, json: string) => void
  onFrame?: (event: string, json: string) => void
  /** Nothing can be stored any more; the process has to end. */
  onFatal?: (failure: Error) => void
}

/** A store with its use cases: what the command line works on, with or without a server around it. */
export interface Instance {
  ports: Ports
  core: Core
  /** One file that holds everything, made while writing goes on. */
  backup(path: string): Promise<void>
}

export interface Running extends Instance {
  urls: readonly string[]
  metricsUrl: string | undefined
  logs: Logs
  folder: string
  /** Tells the clients, ends what is under way within a bound, closes the store. */
  stop(): Promise<void>
}

/** Starts the whole server. What fails to start leaves nothing behind. */
export async function compose(config: Config, options: ComposeOptions = {}): Promise<Running> {
  const logs = options.logs ?? createLogs(config.observability)
  const stops = createStopList((name, err) => logs.server.error({ err, part: name }, 'did not stop cleanly'))
  try {
    return await start(config, options, logs, stops)
  } catch (failure) {
    await stops.stop()
    throw failure
  }
}

async function start(config: Config, options: ComposeOptions, logs: Logs, stops: StopList): Promise<Running> {
  const metrics = createMetrics({ version })
  stops.add('metrics', metrics.stop)
  const around = { logs, metrics, stops }
  const opened = await openInstance(config, options, around)
  const { ports, core, health, address, backup } = opened
  await ensureGeneral(ports)
  const { server, realtime } = await openDoors(config, options, opened, around)
  const { network } = config

  const chosen = config.chosen.includes('HUBBUB_PORT')
  const listening = await listenOn(server, { host: network.host, ports: network.ports, chosen })
  stops.add('requests', () => endConnections(server, listening, network.shutdownMs))
  stops.add('sockets', () => realtime.close())
  stops.add('ports', () => void listening.stop())
  const urls = listening.ports.map((port) => urlOf(network.host, port))
  address.url ??= urls[0]
  const metricsUrl = await serveMetrics(config, metrics, stops)
  startRounds(config, opened, options, around)
  stops.add('readiness', () => health.drain())

  const folder = resolve(config.server.folder)
  return { ports, core, backup, urls, metricsUrl, logs, folder, stop: stops.stop }
}

/** Everything people and programs come in by: REST, the socket, and the older contracts on both. */
async function openDoors(
  config: Config,
  options: ComposeOptions,
  opened: Opened,
  { logs, metrics, stops }: Around,
) {
  const { network, limits, rates } = config
  const { ports, hub, core, health } = opened
  const gate = createGate({ ...network, loopbackOnly: isLoopback(network.host) }, network.trustedProxies)
  const bounds = createRateLimits(rates, createMemoryLimiter)
  const watch = watchSockets(logs, metrics)
  const realtime = createRealtime({
    core,
    ports,
    hub,
    limits,
    rates,
    gate,
    limiterOf: (name) => bounds.ofCommand(name)?.limiter,
    watch,
    onAnswer: options.onAnswer,
    onFrame: options.onFrame,
  })
  const older = createOlderHttp()
  const closeDialects = await openDialects(options.dialects ?? dialects, {
    ...opened,
    http: older,
    sockets: createOlderSockets({ ...opened, realtime, limits, rates, watch }),
    log: logs.dialects,
    ...contractsOf(config, ports.clock),
  })
  stops.add('dialects', closeDialects)
  const app = createHttpApp({
    core,
    authenticate: (credential, edge) => authenticate(ports, credential, edge),
    readiness: () => health.fault(ports.store.read),
    isStopping: health.isDraining,
    gate,
    limits,
    rates: bounds,
    newsWritten: () => realtime.newsWritten(),
    older: { http: older, createLimiter: createMemoryLimiter },
    watch: watchHttp(logs, metrics),
    version,
    publicUrl: ports.settings.publicUrl,
    chosenUrl: network.publicUrl,
    onAnswer: options.onAnswer,
  })
  await app.ready()
  realtime.attach(app.server)
  stops.add('http', () => app.close())
  return { server: app.server, realtime }
}

/** What happens now and then, without anybody asking. */
function startRounds(
  config: Config,
  opened: Opened,
  { inMemory }: ComposeOptions,
  { logs, metrics, stops }: Around,
) {
  const { backups, server } = config
  const upkeep = startUpkeep(opened.ports, opened.storage, {
    tombstoneAgeMs: server.tombstoneAgeMs,
    purged: metrics.tombstonesPurged,
    failed: (err) => logs.storage.error({ err }, 'upkeep failed'),
  })
  stops.add('upkeep', upkeep)
  if (inMemory || !backups.enabled) return
  const stopBackups = startBackups({
    folder: backupFolderOf(config),
    everyMs: backups.everyMs,
    keep: backups.keep,
    clock: opened.ports.clock,
    backup: opened.backup,
    made(path) {
      metrics.backupMade('done')
      logs.backups.info({ path }, 'backup made')
    },
    failed(err) {
      metrics.backupMade('failed')
      logs.backups.error({ err }, 'backup failed')
    },
  })
  stops.add('backups', stopBackups)
}

/** The store alone, for the command line when no server runs. Holds the folder's lock until it is closed. */
export async function openAlone(config: Config): Promise<Instance & { close(): Promise<void> }> {
  const logs = createLogs({ ...config.observability, logLevel: 'error' })
  const stops = createStopList((name, err) => logs.server.error({ err, part: name }, 'did not stop cleanly'))
  const metrics = createMetrics({ version })
  stops.add('metrics', metrics.stop)
  try {
    const { ports, core, backup } = await openInstance(config, {}, { logs, metrics, stops })
    await ensureGeneral(ports)
    return { ports, core, backup, close: stops.stop }
  } catch (failure) {
    await stops.stop()
    throw failure
  }
}

interface Around {
  logs: Logs
  metrics: Metrics
  stops: StopList
}

interface Opened extends Instance {
  storage: Storage
  hub: NodeHub
  health: StoreHealth
  /** Where people reach the server; known once it listens. */
  address: { url: string | undefined }
}

async function openInstance(
  config: Config,
  options: ComposeOptions,
  { logs, metrics, stops }: Around,
): Promise<Opened> {
  const clock = systemClock
  const report = (err: unknown) => logs['fan-out'].error({ err }, 'delivery failed')
  const health = createStoreHealth(clock)
  const onFatal = (failure: Error) => {
    health.fail()
    logs.storage.fatal({ err: failure }, 'nothing can be stored any more')
    options.onFatal?.(failure)
  }
  const storage = options.inMemory
    ? openMemory()
    : await openSqlite({ folder: config.server.folder, onFatal })
  stops.add('storage', () => storage.close())

  const deliver: Deliver = (committed) => {
    countCommits(metrics, committed)
    hub.deliver(committed)
  }
  const store = createBatcher(timeCommits(storage, metrics, health), batchBounds, deliver, clock)
  const hub = createHub({ store, clock, report, bounds: hubBounds(config) })
  stops.add('hub', () => hub.stop())
  for (const [name, key] of [
    ['sockets', 'connections'],
    ['accounts_online', 'accounts'],
    ['feeds_followed', 'feeds'],
  ] as const) {
    metrics.level(name, () => hub.counts()[key])
  }

  const address: Opened['address'] = { url: config.network.publicUrl ?? undefined }
  const ports: Ports = {
    store,
    commits: createCommits(store, clock),
    clock,
    ids: createRandomIds(clock),
    digests: sha256Digests,
    ...credentials(config, clock),
    live: hub,
    settings: coreSettings(
      config,
      () => address.url ?? urlOf(config.network.host, config.network.ports[0] ?? 0),
    ),
  }
  return {
    ports,
    core: createCore(ports),
    storage,
    hub,
    health,
    address,
    backup: (path) => storage.backup(path),
  }
}

function credentials(config: Config, clock: Ports['clock']): Pick<Ports, 'tokens' | 'passwords' | 'guesses'> {
  const { passwords, rates } = config
  const seconds = Math.ceil(rates.signInWindowMs / 1000)
  return {
    tokens: createJoseTokens({
      secret: deriveSecret(loadSecrets(config).master, 'access tokens'),
      issuer: 'hubbub',
      audience: 'hubbub',
      clock,
    }),
    passwords: createArgon2Passwords({
      cost: { memory: passwords.memoryKib, passes: passwords.passes, parallelism: passwords.lanes },
      queue: createHashQueue({ running: passwords.running, waiting: passwords.waiting }),
    }),
    guesses: createGuesses({
      account: { wrong: rates.signInsPerAccount, seconds },
      address: { wrong: rates.signInsPerAddress, seconds },
    }),
  }
}

/** What an operator chose for the older APIs, and the secrets of their tokens. */
function contractsOf(
  config: Config,
  clock: Ports['clock'],
): Pick<Doorway, 'settings' | 'exposureOf' | 'createLimiter' | 'tokensOf'> {
  const { master, chatrooms } = loadSecrets(config)
  const own = { chatrooms: { secret: chatrooms, algorithm: config.contracts.chatroomsAlgorithm } }
  return {
    settings: doorSettings(config),
    exposureOf: createExposure(config),
    createLimiter: createMemoryLimiter,
    tokensOf(name) {
      const given = Object.hasOwn(own, name) ? own[name as keyof typeof own] : undefined
      const secret = given?.secret ?? deriveSecret(master, `tokens of ${name}`)
      return createContractTokens({ ...given, secret, clock })
    },
  }
}

function hubBounds({ limits, rates }: Config) {
  return {
    feedsPerConnection: limits.feedsPerSocket,
    roomsPerAccount: limits.roomsPerAccount,
    signalDeliveriesPerSecond: rates.signalDeliveriesPerSecond,
  }
}

async function serveMetrics(
  { observability }: Config,
  metrics: Metrics,
  stops: StopList,
): Promise<string | undefined> {
  const { metricsPort } = observability
  if (metricsPort === null) return undefined
  const server = createMetricsServer(metrics.render)
  const host = '127.0.0.1'
  const listening = await listenOn(server, { host, ports: [metricsPort], chosen: true })
  stops.add('metrics port', () => endConnections(server, listening, 0))
  return `${urlOf(host, listening.ports[0] ?? 0)}/metrics`
}
