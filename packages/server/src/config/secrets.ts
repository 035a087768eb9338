import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** What tokens are signed with. Every other secret is derived from `master`, one per purpose. */
export interface Secrets {
  master: Uint8Array
  /** Given by the operator for tokens of the chatrooms contract; used as it is. */
  chatrooms: Uint8Array | undefined
}

const BYTES = 32
const FILE = 'master.key'

/** Takes what was configured, and makes what is missing in the data folder, readable by its owner alone. */
export function loadSecrets({
  server,
  tokens,
  contracts,
}: Pick<Config, 'server' | 'tokens' | 'contracts'>): Secrets {
  const encoder = new TextEncoder()
  return {
    master: tokens.secret === null ? keptMaster(server.folder) : encoder.encode(tokens.secret),
    chatrooms: contracts.chatroomsSecret === null ? undefined : encoder.encode(contracts.chatroomsSecret),
  }
}

function keptMaster(folder: string): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, FILE)
  const kept = readKept(path)
  if (kept) return kept
  const made = randomBytes(BYTES)
  writeWhole(folder, path, made.toString('base64url'))
  return made
}

function readKept(path: string): Uint8Array | undefined {
  let written: string
  try {
    written = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const key = Buffer.from(written.trim(), 'base64url')
  if (key.length !== BYTES) {
    throw new Error(
      `${path} is damaged: it does not hold a key of ${BYTES} bytes. Bring it back from a backup, or delete it: ` +
        'then everybody has to sign in again.',
    )
  }
  chmodSync(path, 0o600)
  return key
}

/** A power cut leaves either no file or the whole one: half a key would end all sessions at the next start. */
function writeWhole(folder: string, path: string, text: string): void {
  const aside = `${path}.${process.pid}`
  const file = openSync(aside, 'w', 0o600)
  writeSync(file, `${text}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(aside, path)
  const directory = openSync(folder, 'r')
  fsyncSync(directory)
  closeSync(directory)
}
