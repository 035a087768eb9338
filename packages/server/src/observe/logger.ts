import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import type { Config } from '../config/config.ts'
import { isTerminal, wantsColour } from '../config/env.ts'
import { lineForPeople } from './line-format.ts'
import { redacted, redactedFields } from './redact.ts'

export type { Logger }

/** One logger per part of the server; every line says which. */
const AREAS = ['server', 'http', 'realtime', 'accounts', 'storage', 'fan-out', 'dialects', 'backups'] as const
export type Area = (typeof AREAS)[number]
export type Logs = Readonly<Record<Area, Logger>>

export interface Output {
  /** Gets finished lines. */
  write(line: string): void
  terminal: boolean
  colour: boolean
}

/** Ids, never message text, never secrets: `logs.realtime.info({ account, reason }, 'disconnected')`. */
export function createLogs(options: Config['observability'], output = standardOutput()): Logs {
  const asLines = options.logFormat === 'line' || (options.logFormat === 'auto' && output.terminal)
  const destination: DestinationStream = asLines
    ? { write: (json) => output.write(lineForPeople(json, output.colour)) }
    : { write: (json) => output.write(json) }
  const root = pino(
    {
      level: options.logLevel,
      base: null,
      formatters: { log: redactedFields },
      serializers: { err: (error) => redacted(stdSerializers.err(error)) },
    },
    destination,
  )
  return Object.fromEntries(AREAS.map((area) => [area, root.child({ area })])) as Record<Area, Logger>
}

/** Lines are written at once, so that the last ones before a crash are not lost. */
function standardOutput(): Output {
  const stream = pino.destination({ dest: 1, sync: true })
  // `npm start | head` closes the pipe; the server goes on.
  stream.on('error', () => {})
  return { write: (line) => stream.write(line), terminal: isTerminal(), colour: wantsColour() }
}
