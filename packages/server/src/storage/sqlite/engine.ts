import type { Engine } from '../../core/ports/engine.ts'
import { apply } from './apply.ts'
import type { Connection } from './connection.ts'
import { failureKind, WriterIsDead } from './failures.ts'
import { load } from './load.ts'
import { createRowCache } from './reads/row-cache.ts'

export interface SqliteEngine extends Engine {
  /** One transaction of upkeep. */
  change<T>(work: () => T): T
  /** Throws after a fatal failure. */
  checkAlive(): void
  died(failure: unknown): void
}

/** The writing half. Everything in it is synchronous, so that no other message of the thread can come between. */
export function createEngine(connection: Connection): SqliteEngine {
  const { db } = connection
  /** Nobody else writes, so what was read stays true until a commit of ours. */
  const cache = createRowCache()
  let dead: { failure: unknown } | undefined

  /** A failed statement may have ended the transaction already (a full disk does), or not. */
  function rollBack(): void {
    if (db.isTransaction) connection.prepare('rollback').run()
  }

  function guarded<T>(work: () => T): T {
    checkAlive()
    try {
      return work()
    } catch (failure) {
      rollBack()
      if (failureKind(failure) === 'fatal') died(failure)
      throw failure
    }
  }

  function checkAlive(): void {
    if (dead) throw new WriterIsDead(dead.failure)
  }

  function died(failure: unknown): void {
    dead ??= { failure }
  }

  const begin = () => connection.prepare('begin immediate').run()
  const commit = () => connection.prepare('commit').run()

  return {
    async load(wanted) {
      return guarded(() => {
        begin()
        return load(connection, cache, wanted)
      })
    },
    async apply(plan) {
      guarded(() => {
        apply(connection, plan)
        commit()
        cache.learn(plan.rows, plan.heads)
      })
    },
    async abandon() {
      rollBack()
    },
    /** With a full disk or a held lock there is no use in trying the sets alone either. */
    isFatal: (failure) => failureKind(failure) !== 'bug',
    change: (work) =>
      guarded(() => {
        begin()
        const result = work()
        commit()
        cache.clear()
        return result
      }),
    checkAlive,
    died,
  }
}
