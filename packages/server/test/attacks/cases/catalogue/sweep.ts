import { type Command, type CommandName, commands, type ErrorCode } from '@hubbub/protocol'
import { type Answer, assertRefused, describe } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import { type Fields, nested } from '../../harness/json-text.ts'
import { hasRoute } from '../../harness/rest-client.ts'
import { commandNames, inputOf, isInAddress, isInPath } from '../../harness/schema-facts.ts'
import { sampleInput } from '../../harness/samples.ts'
import type { World } from '../../harness/world.ts'
import { badNumberTexts, wrongInputs } from './wrong-inputs.ts'

/** Cases of the catalogue that ask the same of every route and every event. */
const everywhere = [
  'PRO-01',
  'PRO-02',
  'PRO-05',
  'PRO-09',
  'SIZ-01',
  'SIZ-02',
  'SIZ-08',
  'UNI-05',
  'UNI-06',
  'SEM-08',
]

/** Several at once: a round trip each would take minutes. */
const atOnce = 24

async function all(tries: readonly (() => Promise<void>)[]): Promise<void> {
  for (let place = 0; place < tries.length; place += atOnce)
    await Promise.all(tries.slice(place, place + atOnce).map((one) => one()))
}

function assertRefusedAs(answer: Answer, what: string, codes: readonly ErrorCode[]): void {
  try {
    assertRefused(answer, ...codes)
  } catch (fault) {
    throw new Error(`${what}: ${describe(answer)}`, { cause: fault })
  }
}

/** One command, every wrong input, both ways. Asked by the owner of the server, who may do everything. */
const wrongInputsOf = (name: CommandName): Attack<World> => ({
  ids: everywhere,
  what: `${name} takes nothing but what its schema says`,
  async run(world) {
    const { target, olga } = world
    const client = await target.socketOf(olga)
    const sample = sampleInput(world, name)
    const overSocket = wrongInputs(name, 'socket', sample).map(({ what, fields }) => async () => {
      assertRefusedAs(await client.ask(name, fields), what, ['request.invalid'])
    })
    const overRest = hasRoute(name) ? wrongInputs(name, 'rest', sample) : []
    await all([
      ...overSocket,
      ...overRest.map(({ what, fields }) => async () => {
        const answer = await target.rest.ask(name, fields, { token: olga.token })
        assertRefusedAs(answer, what, isOddAddress(name, fields) ? noSuchAddress : ['request.invalid'])
      }),
    ])
  },
})

/** An address that names nothing is no route of the command, and one that is too long is no address. */
const noSuchAddress: ErrorCode[] = ['request.invalid', 'request.not-found', 'request.too-large']

const isOddAddress = (name: CommandName, fields: Fields): boolean =>
  Object.keys(fields).some((field) => isInAddress(name, field))

const notObjects = ['null', '[]', '"x"', '1', 'true', '[{}]', '-0', '1e400', nested(10_000).raw]

/** The whole input is not an object, or is not there although something must be. */
const wrongWholes = (name: CommandName): Attack<World> => ({
  ids: ['PRO-10', 'SIZ-02', 'SEM-08'],
  what: `${name} takes one object`,
  async run(world) {
    const { target, olga } = world
    const client = await target.socketOf(olga)
    const sample = sampleInput(world, name)
    const needs = Object.keys(sample).some((field) => !isInPath(name, field))
    const two = ['{},{}', 'null,{}', '{},1', '{},null']
    await all([
      ...[...notObjects, ...two].map((text) => async () => {
        assertRefusedAs(await client.askText(`["${name}",${text}]`), text, ['request.invalid'])
      }),
      ...(Object.keys(sample).length > 0
        ? ['', ',{}'].map((text) => async () => {
            assertRefusedAs(await client.askText(`["${name}"${text}]`), `[${text}]`, ['request.invalid'])
          })
        : []),
      ...bodies(needs).map((body) => () => wrongBody(world, name, body)),
    ])
  },
})

const bodies = (needs: boolean): string[] => (needs ? [...notObjects, '', '{}'] : notObjects)

async function wrongBody(world: World, name: CommandName, body: string): Promise<void> {
  const { http } = commands[name] as Command
  if (!http || http.method === 'GET') return
  const { target, olga } = world
  const headers = { authorization: `Bearer ${olga.token}`, 'content-type': 'application/json' }
  const path = pathOf(http.path, sampleInput(world, name))
  const answer = await target.rest.send({ method: http.method, path, headers, body })
  assertRefusedAs(answer, `body ${body.slice(0, 40)}`, ['request.invalid'])
}

const pathOf = (path: string, sample: Fields): string =>
  path.replace(/:(\w+)/g, (_whole, field: string) => String(sample[field]))

/** Numbers of an address, where everything is text. */
const numbersInAddresses: Attack<World> = {
  ids: ['SEM-06', 'SQL-04', 'SIZ-08'],
  what: 'a number in an address is written exactly, or it is none',
  async run(world) {
    const { target, olga } = world
    const tries = commandNames.flatMap((name) => {
      const http = (commands[name] as Command).http
      if (http?.method !== 'GET' && http?.method !== 'DELETE') return []
      const numbers = Object.entries(inputOf(name).properties ?? {}).filter(
        ([, { type }]) => type === 'integer',
      )
      return numbers.flatMap(([field]) =>
        [...badNumberTexts, '0', '201', '1000000000'].map((text) => async () => {
          if (field !== 'limit' && /^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return
          const fields = { ...sampleInput(world, name), [field]: text }
          const answer = await target.rest.ask(name, fields, { token: olga.token })
          assertRefusedAs(answer, `${name} ${field}=${text}`, ['request.invalid'])
        }),
      )
    })
    await all(tries)
  },
}

export const inputSweep: readonly Attack<World>[] = [
  ...commandNames.map(wrongInputsOf),
  ...commandNames.map(wrongWholes),
  numbersInAddresses,
]
