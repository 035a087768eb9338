import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hubbubArena, plainArena } from '../programs/arena.ts'
import { baseline } from '../programs/baseline.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { makeSenders } from '../programs/people.ts'
import { withPrograms } from '../programs/program.ts'
import { makeSlowDisk } from '../programs/slow-disk.ts'
import { socketIoSpeech } from '../wire/speech.ts'
import { type Part, type PartResult, resultOf, type Setting, type Table } from './part.ts'
import { compareSends } from './sends.ts'

/** What an ordinary disk takes to sync; the disks of test machines often lie. */
const DELAYS_MS = [0, 5]
const SHAPE = { title: '50 senders in one room', rooms: 1, perRoom: 50 }

/**
 * Sends when each sync takes its time: a commit for each message against a commit for all that wait. Both sides answer
 * the sender and tell nobody.
 */
export const slowDisk: Part = {
  name: 'slow-disk',
  title: 'A commit for all that wait against a commit for each message',
  async run(setting) {
    const disk = makeSlowDisk()
    if (!disk) return resultOf({ skipped: ['slow disk: there is no C compiler (cc) to make the delay with'] })
    try {
      const tables: Table[] = []
      for (const delay of DELAYS_MS) tables.push(...(await onDisk(setting, disk.env(delay), delay)).tables)
      return resultOf({ tables })
    } finally {
      disk.clear()
    }
  },
}

async function onDisk(
  setting: Setting,
  env: Record<string, string>,
  delayMs: number,
): Promise<Pick<PartResult, 'tables'>> {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-store-'))
  try {
    return await withPrograms(async (keep) => {
      const hubbub = keep(await startHubbub({ ...setting, env }))
      const other = keep(
        await baseline({ ...setting, env }, 'commit for each message', 'stored-socket-io.ts', [
          'commits',
          folder,
        ]),
      )
      const arenas = [hubbubArena(hubbub, makeSenders), plainArena(other, socketIoSpeech)]
      const disk = delayMs === 0 ? 'the disk as it is' : `each sync ${delayMs} ms longer`
      const table = await compareSends(setting, arenas, { ...SHAPE, title: `${SHAPE.title}, ${disk}` })
      return { tables: [{ ...table, decidedBy: 'perSecond' as const }] }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
