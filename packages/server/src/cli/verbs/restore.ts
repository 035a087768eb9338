import { resolve } from 'node:path'
import { restoreBackup } from '../../compose.ts'
import { readWords } from '../run-verb.ts'

/** Only while no server runs: it takes the folder's lock, and says so where it cannot. */
export const restore = {
  name: 'restore',
  usage: 'FILE [--replace]',
  summary: 'puts a backup in place; the server must be stopped',
  takes: [1, 1],
  options: { replace: { type: 'boolean', doc: 'in the place of the data that is there' } },
  async runHere(words: readonly string[]): Promise<string[]> {
    const { input, config } = readWords(restore, words)
    const file = resolve(input.args[0] ?? '')
    restoreBackup({ from: file, folder: config.server.folder, replace: input.options['replace'] === true })
    return [`Restored: ${file}`, 'Start the server again; its clients load everything anew.']
  },
} as const
