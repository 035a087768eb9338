import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTurns } from '../loads/rounds.ts'
import { RequestsLoad } from '../loads/requests-load.ts'
import { baseline } from '../programs/baseline.ts'
import { startHubbub } from '../programs/hubbub.ts'
import { makeRoom, manyAtOnce } from '../programs/people.ts'
import { type Program, withPrograms } from '../programs/program.ts'
import { ask } from '../programs/rest.ts'
import { markedText } from '../wire/speech.ts'
import { type Part, resultOf, type Setting, type Table } from './part.ts'

const CONNECTIONS = 32
const MESSAGES = 200
const WARM_MS = 200

/** Two reads that everybody does all day, against a server that answers the same bytes from memory. */
export const rest: Part = {
  name: 'rest',
  title: 'REST against bare Fastify with the same bytes',
  run: (setting) =>
    withPrograms(async (keep) => {
      const hubbub = keep(await startHubbub(setting))
      const token = await hubbub.ownerToken()
      const room = await makeRoom(hubbub.url, token, 'History')
      await manyAtOnce(MESSAGES, () =>
        ask(hubbub.url, {
          method: 'POST',
          path: `/v1/rooms/${room}/messages`,
          token,
          body: { text: markedText(180) },
        }),
      )
      const paths = ['/v1/me', `/v1/rooms/${room}/messages?limit=50`]
      const fastify = keep(await startFastify(setting, hubbub, token, paths))
      const tables: Table[] = []
      for (const path of paths) {
        tables.push(await compare(setting, [hubbub, fastify], { path, token }))
      }
      return resultOf({ tables })
    }),
}

/** Answers from memory what the server has answered. */
async function startFastify(
  setting: Setting,
  { url }: Program,
  token: string,
  paths: string[],
): Promise<Program> {
  const bodies: Record<string, string> = {}
  for (const path of paths) {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })
    bodies[path.split('?')[0] ?? ''] = await answer.text()
  }
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-bodies-'))
  const file = join(folder, 'bodies.json')
  writeFileSync(file, JSON.stringify(bodies))
  try {
    return await baseline(setting, 'bare Fastify', 'bare-fastify.ts', [file])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare(
  setting: Setting,
  programs: readonly Program[],
  { path, token }: { path: string; token: string },
): Promise<Table> {
  const loads = programs.map(
    ({ port }) => new RequestsLoad({ port, paths: [path], token, connections: CONNECTIONS }),
  )
  try {
    const contestants = programs.flatMap(({ name, pid }, place) => {
      const load = loads[place]
      return load ? [{ name, pid, load }] : []
    })
    const outcomes = await inTurns(contestants, { ...setting, warmMs: WARM_MS })
    const title = `GET ${path.replace(/[0-9a-f]{24}/, ':room')}, ${CONNECTIONS} connections`
    return { title, counts: 'requests', outcomes }
  } finally {
    for (const load of loads) load.close()
  }
}
