import { resolve } from 'node:path'
import { firstArgument, type Verb } from '../verb.ts'

export const backup: Verb = {
  name: 'backup',
  usage: 'FILE',
  summary: 'writes everything into one file, also while the server runs',
  takes: [1, 1],
  // The server may have another working folder.
  prepare: async (input) => ({ ...input, args: input.args.map((path) => resolve(path)) }),
  async run(instance, input) {
    const path = firstArgument(input)
    await instance.backup(path)
    return [`Written: ${path}`]
  },
}
