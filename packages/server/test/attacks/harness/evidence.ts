import assert from 'node:assert/strict'
import { createValidators } from '@hubbub/protocol/validate'
import type { ComposeOptions } from '../../../src/compose.ts'
import { createLogs } from '../../../src/observe/logger.ts'
import type { Config } from '../../../src/config/config.ts'
import { leaksIn } from './leaks.ts'

/** What a server said and wrote while it was attacked, and what became of the process it runs in. */
export interface Evidence {
  /** What `compose` is given, so that nothing the server tells goes unseen. */
  options(config: Config): ComposeOptions
  /** A secret that was planted: no log line and no metric may ever hold it. */
  plant(...secrets: string[]): void
  /** A reply, a close reason or a packet, as it came. Refusals are looked through for what they must not tell. */
  saw(text: string, isRefusal: boolean): void
  readonly lines: readonly string[]
  /** How many replies were seen so far. */
  readonly replies: number
  /** A text for operators, such as the metrics: nothing that was planted may stand in it. */
  checkText(what: string, text: string): void
  /** Fails with everything that should not be, since the last check. */
  check(): void
}

const validators = createValidators()
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const ownKeys = prototypes.map((one) => Reflect.ownKeys(one).length)

/** Shorter ones stand in honest words by chance. */
const shortestSecret = 8

export function gatherEvidence(): Evidence {
  const faults: string[] = []
  const lines: string[] = []
  const secrets = new Set<string>()
  let checked = 0
  let replies = 0
  watchProcess(faults)

  return {
    lines,
    get replies() {
      return replies
    },
    options: ({ observability }) => ({
      logs: createLogs(observability, {
        write: (line) => void lines.push(line),
        terminal: false,
        colour: false,
      }),
      onAnswer: (name, json) =>
        void faults.push(...wrong(`answer of ${name}`, validators.output(name, JSON.parse(json)))),
      onFrame: (name, json) =>
        void faults.push(...wrong(`event ${name}`, validators.event(name, JSON.parse(json)))),
      onFatal: (failure) => void faults.push(`fatal: ${String(failure)}`),
    }),
    plant(...planted) {
      for (const secret of planted) if (secret.length >= shortestSecret) secrets.add(secret)
    },
    saw(text, isRefusal) {
      replies += 1
      if (text.includes('"code":"internal"')) faults.push(`an internal error was told: ${text.slice(0, 300)}`)
      if (!isRefusal) return
      faults.push(...leaksIn(text).map((leak) => `${leak} in a refusal: ${text.slice(0, 300)}`))
    },
    checkText(what, text) {
      assert.deepEqual(held(text, secrets), [], what)
    },
    check() {
      for (; checked < lines.length; checked++) faults.push(...faultsOfLine(lines[checked] ?? '', secrets))
      faults.push(...pollution())
      assert.deepEqual(faults.splice(0), [])
    },
  }
}

function watchProcess(faults: string[]): void {
  process.on('uncaughtException', (error) => void faults.push(`uncaught: ${String(error)}`))
  process.on('unhandledRejection', (error) => void faults.push(`unhandled: ${String(error)}`))
}

function wrong(what: string, parts: readonly { pointer: string; detail: string }[]): string[] {
  return parts.map(({ pointer, detail }) => `${what}: ${pointer} ${detail}`)
}

/** One line is one JSON object, and nothing that was planted stands in it. An error line is a bug by itself. */
function faultsOfLine(line: string, secrets: ReadonlySet<string>): string[] {
  const faults = held(line, secrets).map((secret) => `${secret} was logged`)
  if (!line.endsWith('\n') || line.indexOf('\n') !== line.length - 1)
    faults.push('a log entry is not one line')
  try {
    const { level } = JSON.parse(line) as { level?: number }
    if (typeof level !== 'number' || level >= 50) faults.push(`the log says: ${line.slice(0, 1_000)}`)
  } catch {
    faults.push(`a log line is not JSON: ${line.slice(0, 200)}`)
  }
  return faults
}

const held = (text: string, secrets: ReadonlySet<string>): string[] =>
  [...secrets].filter((secret) => text.includes(secret))

/** Nothing that came from outside may have become a property of everything. */
function pollution(): string[] {
  const grown = prototypes.filter((one, place) => Reflect.ownKeys(one).length !== ownKeys[place])
  const polluted = ({} as Record<string, unknown>)['polluted'] !== undefined
  return grown.length > 0 || polluted ? ['a prototype was polluted'] : []
}
