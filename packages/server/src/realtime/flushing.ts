import type { Outbound } from './outbound.ts'

/**
 * After a flush that took long the next does not begin for as long again, within bounds: half of the time is left for
 * what is asked, and what comes meanwhile goes along. With nothing to do there is nothing to wait for.
 */
const rest = { fromMs: 1, toMs: 5 }

/** How long one turn of the event loop may go on writing; the other connections get theirs in the next. */
const sliceMs = 3

/** Connections written to between two looks at the clock. */
const perLook = 8

/** Decides when what waits for the connections is written: at the end of a turn, and of many connections in slices. */
export interface Flushing {
  /** Something waits for this connection, which is not in line yet. */
  touch(outbound: Outbound): void
  /** Resolves when everything that waits by now was given to the connections. */
  done(): Promise<void>
}

interface Line {
  outbounds: Outbound[]
  done?: PromiseWithResolvers<void>
}

/** `starts` is called at the beginning of each flush. */
export function createFlushing(now: () => number, starts: () => void): Flushing {
  let waiting: Line = { outbounds: [] }
  let underWay: Line | undefined
  let cost = 0
  let restsUntil = 0

  function plan(): void {
    const left = restsUntil - performance.now()
    if (left < rest.fromMs) setImmediate(flush)
    // Not in the timer itself: the next slice would come in the same turn.
    else setTimeout(setImmediate, left, flush)
  }

  function flush(): void {
    underWay = waiting
    waiting = { outbounds: [] }
    cost = 0
    starts()
    slice(underWay, 0)
  }

  function slice(line: Line, from: number): void {
    const { outbounds } = line
    const startedAt = performance.now()
    const at = now()
    let place = from
    while (place < outbounds.length) {
      outbounds[place++]?.flush(at)
      if (place % perLook === 0 && performance.now() - startedAt > sliceMs) break
    }
    cost += performance.now() - startedAt
    if (place < outbounds.length) setImmediate(slice, line, place)
    else finish(line)
  }

  function finish({ done }: Line): void {
    underWay = undefined
    restsUntil = performance.now() + Math.min(cost, rest.toMs)
    done?.resolve()
    if (waiting.outbounds.length > 0) plan()
  }

  return {
    touch(outbound) {
      if (waiting.outbounds.push(outbound) === 1 && !underWay) plan()
    },
    async done() {
      const line = waiting.outbounds.length > 0 ? waiting : underWay
      if (!line) return
      line.done ??= Promise.withResolvers<void>()
      await line.done.promise
    },
  }
}
