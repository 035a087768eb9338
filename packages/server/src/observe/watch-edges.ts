import type { ErrorCode, Problem } from '@hubbub/protocol'
import type { Logs } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** Ids, routes and reasons; never what somebody wrote. */
type Facts = object

/** What the HTTP edge tells: to the log who was refused and what failed, to the metrics how much of it. */
export function watchHttp({ http }: Logs, metrics: Metrics) {
  return {
    answered: metrics.ackSeconds,
    requestAnswered: metrics.requestAnswered,
    rateLimited: metrics.rateLimited,
    refused(facts: Facts, { code, status }: Problem) {
      metrics.commandRefused(code)
      http[status === 401 || status === 403 || status === 421 ? 'info' : 'debug'](
        { ...facts, code },
        'refused',
      )
    },
    failed(facts: Facts, err: unknown) {
      metrics.failed('http')
      http.error({ ...facts, err }, 'failed')
    },
  }
}

/** What the sockets tell: who came and went, who was refused, and what failed. */
export function watchSockets({ realtime }: Logs, metrics: Metrics) {
  return {
    connected(facts: Facts) {
      metrics.socketConnected()
      realtime.info(facts, 'connected')
    },
    disconnected(facts: Facts, reason: string) {
      metrics.socketDisconnected(reason)
      realtime.info({ ...facts, reason }, 'disconnected')
    },
    refused(facts: Facts, code: ErrorCode) {
      metrics.socketRefused(code)
      realtime.info({ ...facts, code }, 'refused')
    },
    answered: metrics.ackSeconds,
    commandRefused(facts: Facts, code: ErrorCode) {
      metrics.commandRefused(code)
      realtime.debug({ ...facts, code }, 'command refused')
    },
    eventRefused(facts: Facts, { code }: Problem) {
      metrics.commandRefused(code)
      realtime.debug({ ...facts, code }, 'event refused')
    },
    rateLimited: metrics.rateLimited,
    slowReaderTold: metrics.slowReaderTold,
    failed(facts: Facts, err: unknown) {
      metrics.failed('realtime')
      realtime.error({ ...facts, err }, 'failed')
    },
  }
}
