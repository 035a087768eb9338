import { openConnection, valueOf } from './connection.ts'
import { StorageFault } from './fault.ts'
import { makeFile, syncFile } from './files.ts'
import { checkOurs, schemaOf } from './migrations/migrate.ts'

/**
 * Writes one snapshot into a new file, in one step: it ends however fast others write meanwhile, and what was deleted
 * is not in it. The copy is read back whole before it counts.
 */
export function copyInto(from: string, to: string): void {
  makeFile(to)
  const source = openConnection(from, { readOnly: true, cacheKiB: 8_192 })
  try {
    source.db.prepare('vacuum into ?').run(to)
  } finally {
    source.close()
  }
  verify(to)
  syncFile(to)
}

/** Throws where a file is not a whole database of ours; `name` is what people know it by. */
export function verify(path: string, name = path): void {
  try {
    readWhole(path, name)
  } catch (failure) {
    if (failure instanceof StorageFault) throw failure
    throw damaged(name, failure instanceof Error ? failure.message : String(failure), failure)
  }
}

function readWhole(path: string, name: string): void {
  const copy = openConnection(path, { readOnly: true, cacheKiB: 8_192 })
  try {
    checkOurs(copy)
    if (schemaOf(copy) === 0) throw damaged(name, 'it is empty')
    const found = valueOf(copy, 'pragma integrity_check')
    if (found !== 'ok') throw damaged(name, String(found))
  } finally {
    copy.close()
  }
}

function damaged(path: string, why: string, cause?: unknown): StorageFault {
  return new StorageFault(
    'storage.damaged',
    `${path} is not a whole Hubbub database: ${why}. Use another backup.`,
    cause,
  )
}
