import { compose, type Running } from '../compose.ts'
import { resolveConfig } from '../config/config.ts'
import { isTerminal, readSources } from '../config/env.ts'
import type { Config } from '../config/config.ts'
import { createSetupLink, isSetUp } from '../core/accounts/signing-up/first-owner.ts'
import { createLogs, type Logs } from '../observe/logger.ts'
import { bannerLines } from './banner.ts'
import { CommandFault } from './command-fault.ts'
import { contractExposures } from './contract-words.ts'
import { startControlServer } from './control-server.ts'

/** Runs the server until somebody ends it. Answers the exit code. */
export async function start(args: readonly string[]): Promise<number> {
  const resolved = resolveConfig(readSources(args))
  if (!resolved.ok) {
    const list = resolved.faults.map((fault) => `- ${fault}`).join('\n')
    throw new CommandFault(78, `The configuration will not do:\n${list}`, 'config.invalid')
  }
  const { config, notes } = resolved
  const logs = createLogs(config.observability)
  for (const note of notes) logs.server.warn(note)
  const ending = watchForTheEnd(logs)
  const running = await compose(config, { logs, onFatal: () => ending.end(1) })
  const stopControl = await startControl(running, logs)
  await sayReady(config, running)

  const exitCode = await ending.asked
  await stopControl()
  await running.stop()
  logs.server.info('stopped cleanly')
  return exitCode
}

async function startControl(running: Running, { server }: Logs): Promise<() => Promise<void>> {
  try {
    return await startControlServer(running, running.folder, (err) => server.error({ err }, 'command failed'))
  } catch (err) {
    server.warn({ err }, 'the command line cannot reach this server: its socket file cannot be made')
    return async () => {}
  }
}

/** The set-up link is a key to everything: a terminal is read by who started us, a log by many. */
async function sayReady(config: Config, running: Running): Promise<void> {
  const readyMs = Math.round(performance.now())
  const isNew = !(await isSetUp(running.ports))
  if (!isTerminal() || config.observability.logFormat === 'json') {
    const { urls, folder, metricsUrl } = running
    const next = isNew ? { firstOwner: 'run: hubbub setup-link' } : {}
    const facts = { signup: config.accounts.signup, olderApis: contractExposures(config) }
    running.logs.server.info({ urls, metricsUrl, folder, readyMs, ...facts, ...next }, 'ready')
    return
  }
  const setup = isNew ? (await createSetupLink(running.ports)).url : undefined
  process.stdout.write(`${bannerLines(config, running, { setup, readyMs }).join('\n')}\n`)
}

interface Ending {
  /** The exit code, once somebody wants the end. */
  asked: Promise<number>
  end(exitCode: number): void
}

/** Ctrl-C and `kill` end it cleanly; a second one at once. What nobody expected is logged whole and ends it too. */
function watchForTheEnd({ server }: Logs): Ending {
  let asking = false
  let settle: (exitCode: number) => void = () => {}
  const asked = new Promise<number>((resolve) => (settle = resolve))
  const end = (exitCode: number) => {
    if (asking) process.exit(exitCode || 130)
    asking = true
    settle(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(0))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (err: unknown) => {
      server.fatal({ err }, event)
      process.exit(1)
    })
  }
  return { asked, end }
}
