import type { AccountId } from '@hubbub/protocol'
import { ensureBot } from '../core/contracts/built-in-bot.ts'
import { createContractCommands } from '../core/contracts/contract-commands.ts'
import { createContractAccess, type ContractAccess } from '../core/contracts/contract-access.ts'
import { botCaller, callerOfAccount, type Contract } from '../core/contracts/contract-caller.ts'
import type { ExposureOf } from '../core/contracts/exposure.ts'
import { createFeedDoor } from '../core/contracts/feed-door.ts'
import { ensureOwnCollection } from '../core/contracts/own-collection.ts'
import type { Core } from '../core/index.ts'
import type { ContractDescription } from '../core/ports/contract-description.ts'
import type { ContractTokens } from '../core/ports/contract-tokens.ts'
import type { Door, DoorLog, DoorSettings, HttpDoor, SocketDoor } from '../core/ports/door.ts'
import type { Hub } from '../core/ports/hub.ts'
import type { CreateLimiter } from '../core/ports/limiter.ts'
import type { Ports } from '../core/ports/ports.ts'
import type { Dialect } from './door.ts'

/** What the doors are made of. */
export interface Doorway {
  ports: Ports
  core: Pick<Core, 'ask'>
  hub: Hub
  exposureOf: ExposureOf
  http: { of(access: ContractAccess, description: ContractDescription): HttpDoor }
  sockets: { of(access: ContractAccess): SocketDoor }
  settings: DoorSettings
  log: DoorLog
  createLimiter: CreateLimiter
  /** Signs with a secret of this contract alone. */
  tokensOf(name: string): ContractTokens
}

/** Mounts the dialects, each through a door of its own; answers how to stop them. */
export async function openDialects(dialects: readonly Dialect[], doorway: Doorway): Promise<() => void> {
  const stops: (() => void)[] = []
  for (const { name, description, mount } of dialects) {
    const bot = await ensureBot(doorway.ports, name)
    const stop = await mount(doorTo({ name, bot }, description, doorway))
    if (stop) stops.unshift(stop)
  }
  return () => {
    for (const stop of stops) stop()
  }
}

function doorTo(contract: Contract, description: ContractDescription, doorway: Doorway): Door {
  const { ports, core, hub, settings, createLimiter, tokensOf } = doorway
  const { name } = contract
  const access = createContractAccess(ports, contract, doorway.exposureOf)
  const log = namedLog(doorway.log, name)
  return {
    name,
    ask: (command, caller, input) => core.ask(command, caller, input),
    contract: createContractCommands(ports),
    clock: ports.clock,
    ids: ports.ids,
    log,
    settings,
    createLimiter: (limit) => createLimiter({ ...limit, name: `${name} ${limit.name}` }),
    tokens: tokensOf(name),
    http: doorway.http.of(access, description),
    sockets: doorway.sockets.of(access),
    feeds: createFeedDoor(hub, ports, log),
    bot: (from) => botCaller(contract, from),
    callerOf: (account: AccountId, from) => callerOfAccount(ports, name, account, from),
    async ensureCollection(collection, rules) {
      if (await ensureOwnCollection(ports, contract, collection, rules)) return
      log.warn({ collection }, 'the collection belongs to somebody else, so the contract has none')
    },
  }
}

function namedLog(log: DoorLog, contract: string): DoorLog {
  return {
    debug: (facts, words) => log.debug({ contract, ...facts }, words),
    info: (facts, words) => log.info({ contract, ...facts }, words),
    warn: (facts, words) => log.warn({ contract, ...facts }, words),
    error: (facts, words) => log.error({ contract, ...facts }, words),
  }
}
