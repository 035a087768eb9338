import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type CommandName, commands } from '@hubbub/protocol'
import { createSetupLink } from '../../src/core/accounts/signing-up/first-owner.ts'
import { startServer } from '../server-world.ts'
import { overRest, overSocket, type Way } from '../two-ways.ts'
import { password } from '../world.ts'
import { type Memory, overRestAlone, overSocketsAlone, type Step, story, type Who } from './every-command.ts'

/** One story, told once over REST and once over sockets, each on a server of its own: the answers are the same. */

/** What is another one each time, or depends on who is connected, in words that do not. */
const other = new Set([
  'accessToken',
  'refreshToken',
  'secret',
  'token',
  'url',
  'epoch',
  'next',
  'reached',
  'state',
  'until',
])

/** Lists whose order is that of ids, and so another one each time. */
const listedById = new Set(['items', 'profiles', 'heads', 'with'])

function sorted(list: unknown[]): unknown[] {
  // These come in an order of their own, which must be the same.
  if (list.some((one) => ['message', 'document'].includes((one as { kind: string }).kind))) return list
  const withoutIds = (one: unknown): string =>
    JSON.stringify(one).replaceAll(/[0-9a-f]{24}|\d{4}-[\d:.T-]+Z/g, '')
  return list.toSorted((one, two) => (withoutIds(one) < withoutIds(two) ? -1 : 1))
}

function comparable(transcript: readonly Told[]): Told[] {
  const ids: string[] = []
  const text = JSON.stringify(transcript, (key, value: unknown) => {
    if (other.has(key)) return `some ${key}`
    return Array.isArray(value) && listedById.has(key) ? sorted(value) : value
  })
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'some time')
    .replaceAll(/guest-[0-9a-f]{10}/g, 'some guest')
    .replaceAll(/[0-9a-f]{24}/g, (id) => {
      if (!ids.includes(id)) ids.push(id)
      return `id ${ids.indexOf(id)}`
    })
  return JSON.parse(text) as Told[]
}

type Told = [who: Who, command: CommandName, answer: unknown]

async function tell(t: TestContext, over: 'REST' | 'sockets', steps: readonly Step[]): Promise<Told[]> {
  const server = await startServer(t, { HUBBUB_GUESTS: 'on' })
  const enter = async (token: string): Promise<Way> =>
    over === 'REST' ? overRest(server, { token }) : overSocket(t, server, { token })
  const bensToken = (await server.person('ben')).token
  const [ada, ben] = [await enter((await server.person('ada')).token), await enter(bensToken)]
  const { token } = await createSetupLink(server.running.ports)
  const setUp = await ada.ask('setup.complete', {
    token,
    username: 'olga',
    password: `${password}, at night`,
  })
  const ways = { ada, ben, olga: await enter(setUp.tokens.accessToken) }
  const memory: Memory = { bensToken }
  const transcript: Told[] = [['ada', 'setup.complete', setUp]]
  for (const { who, command, input, keep } of steps) {
    const answer = await ways[who].tell(command, input(memory))
    if (answer.ok) keep(answer.result as never, memory)
    transcript.push([who, command, answer.ok ? answer.result : `refused: ${answer.error.code}`])
  }
  return transcript
}

test('every command has the same outcome over REST and over sockets, and is answered in the story', async (t) => {
  const rest = await tell(t, 'REST', [...story, ...overRestAlone])
  const sockets = await tell(t, 'sockets', [...story, ...overSocketsAlone])
  const [once, twice] = [rest, sockets].map((told) => comparable(told.slice(0, story.length + 1)))
  assert.equal(once?.length, story.length + 1)
  for (const [place, answered] of once.entries()) assert.deepEqual(answered, twice?.[place])

  // Refusals alone would be the same on both ways too.
  const answered = new Set<string>(
    [...rest, ...sockets].flatMap(([, command, answer]) => (typeof answer === 'string' ? [] : [command])),
  )
  assert.deepEqual(
    Object.keys(commands).filter((command) => !answered.has(command)),
    [],
  )
})
