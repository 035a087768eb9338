import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface DataFiles {
  folder: string
  database: string
  /** Locked while a process uses the folder. Nobody may open and close it otherwise: that would give the lock back. */
  lock: string
  /** Who holds the lock, for people. */
  pid: string
}

export function dataFiles(folder: string): DataFiles {
  const full = resolve(folder)
  return {
    folder: full,
    database: join(full, 'hubbub.db'),
    lock: join(full, 'hubbub.lock'),
    pid: join(full, 'hubbub.pid'),
  }
}

/** Makes the folder, for its owner only: what is in it holds hashes of passwords. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  syncFolder(dirname(folder))
}

/** Makes an empty file for its owner only; the files SQLite puts beside a database have the rights of the database. */
export function makeFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A new or renamed file is only there after a power cut when its folder was synced. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
