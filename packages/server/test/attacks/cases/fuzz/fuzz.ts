import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkJson, type Command, type CommandName, commands, type ErrorCode, limits } from '@hubbub/protocol'
import { createValidators } from '@hubbub/protocol/validate'
import { httpErrors } from '../../../../src/http/documents/catalogue-facts.ts'
import { type Answer, assertClean, assertRefused, describe } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { Fields } from '../../harness/json-text.ts'
import { hasRoute } from '../../harness/rest-client.ts'
import { commandNames, inputOf, isInAddress, isInPath } from '../../harness/schema-facts.ts'
import type { Person } from '../../harness/target.ts'
import { openWorld, type World } from '../../harness/world.ts'
import { arbitraryOf, type Pools } from './arbitrary-of.ts'
import { nearMisses } from './near-misses.ts'

const isLong = process.env.HUBBUB_TEST_LONG === '1'
/** Each is sent on both ways. */
const numRuns = isLong ? 250_000 : 1_000
/** What fits is carried out, and after so much of it little is left of a world. */
const runsInOneWorld = 250

const validators = createValidators()
const bounds = { depth: limits.jsonDepth, nodes: limits.jsonNodes, refuseKeys: new Set(['__proto__']) }

const isWrong = (name: CommandName, input: unknown): boolean =>
  checkJson(input, bounds) !== undefined || validators.input(name, input).length > 0

/** What can be named in this world. */
function poolsOf(world: World): Pools {
  const { ada, ben, dora, olga, guest, reader, tea, square, message, answer, note, card } = world
  const people = [ada, ben, dora, olga, guest, reader]
  const accounts = people.map(({ id }) => id)
  const feeds = [`room:${tea}`, `room:${square}`, `staff:${tea}`, `user:${ada.id}`, `user:${ben.id}`]
  const followed = [...feeds, 'directory', 'collection:board', 'collection:vault']
  return new Map([
    ['room', [tea, square, 'general', 'square']],
    ['rooms', [tea, square]],
    ['message', [message, answer]],
    ['document', [note, card]],
    ['collection', ['vault', 'board']],
    ['feed', followed],
    ['channel', followed],
    ['bot', [reader.id, ben.id]],
    ['session', people.map(({ session }) => session).filter((session) => session !== '')],
    ['identifier', people.map(({ username }) => username)],
    ['password', [ada.password, 'a long enough password', ada.username, 'password']],
    ['refreshToken', people.map(({ refreshToken }) => refreshToken).filter((token) => token !== '')],
    ...['account', 'accounts', 'ids', 'members', 'mentions'].map((field): [string, string[]] => [
      field,
      accounts,
    ]),
  ])
}

interface Shot {
  name: CommandName
  who: number
  input: unknown
}

const shots = (pools: Pools, change: (values: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>) =>
  fc.constantFrom(...commandNames).chain((name) =>
    fc.record<Shot>({
      name: fc.constant(name),
      who: fc.nat({ max: 3 }),
      input: change(arbitraryOf(inputOf(name), pools)),
    }),
  )

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whatever was sent, in the place of the one object of an event. */
const overSocket = async ({ target }: World, person: Person, { name, input }: Shot): Promise<Answer> =>
  (await target.socketOf(person)).askText(`["${name}",${JSON.stringify(input)}]`)

/** In an address a number is text and null is a word: what is wrong as JSON may be right there. */
const isSameInAddress = ({ name, input }: Shot): boolean =>
  isObject(input) &&
  Object.keys({ ...input, ...inputOf(name).properties }).every(
    (field) => !isInAddress(name, field) || (isInPath(name, field) && typeof input[field] === 'string'),
  )

const overRest = async (
  { target }: World,
  person: Person,
  { name, input }: Shot,
): Promise<Answer | undefined> =>
  hasRoute(name) && isObject(input) ? target.rest.ask(name, input, { token: person.token }) : undefined

/** What an input that is no input may be told, where its parts stand in an address. */
const oddAddress: ErrorCode[] = [
  'request.invalid',
  'request.not-found',
  'request.too-large',
  'request.method',
]

export const nearMissFuzz: Attack<World> = {
  ids: ['PRO-10', 'SEM-08', 'SIZ-08'],
  what: `${numRuns} inputs that almost fit their schema are refused on both ways, and change nothing`,
  async run(world) {
    const { target, olga } = world
    await fc.assert(
      fc.asyncProperty(shots(poolsOf(world), nearMisses), async (shot) => {
        fc.pre(isWrong(shot.name, shot.input))
        assertRefused(await overSocket(world, olga, shot), 'request.invalid')
        const answer = isSameInAddress(shot) ? await overRest(world, olga, shot) : undefined
        if (answer) assertRefused(answer, ...oddAddress)
      }),
      { numRuns, ...(isLong ? {} : { seed: 20_261_121 }) },
    )
    target.evidence.check()
  },
}

export const fittingFuzz: Attack<World>[] = Array.from({ length: numRuns / runsInOneWorld }, (_, round) => ({
  ids: ['PRO-01', 'SQL-01', 'SIZ-08'],
  what: `${runsInOneWorld} inputs that fit are done or refused with a code that is documented, round ${round + 1}`,
  writes: true,
  async run({ target }) {
    const world = await openWorld()
    const actors = new Actors(world)
    const seed = isLong ? Date.now() : 20_261_122 + round
    const property = fc.asyncProperty(
      shots(poolsOf(world), (values) => values),
      (shot) => carriedOut(world, actors, shot),
    )
    try {
      await fc.assert(property, { numRuns: runsInOneWorld, seed })
      await world.witness.talks()
      world.target.evidence.check()
    } finally {
      await world.target.stop()
    }
    target.evidence.check()
  },
}))

async function carriedOut(world: World, actors: Actors, shot: Shot): Promise<void> {
  if (isWrong(shot.name, shot.input)) return
  for (const send of [overRest, overSocket]) {
    const person = await actors.take(shot.who)
    const answer = await send(world, person, shot)
    if (answer === undefined) continue
    // Somebody signed out, was deactivated or deleted: that is what they asked for.
    if (answer.status === 0 || answer.status === 401 || answer.code === undefined) actors.mayHaveGone()
    if (answer.status !== 0) assertDocumented(shot.name, answer)
  }
}

function assertDocumented(name: CommandName, answer: Answer): void {
  assertClean(answer)
  if (answer.code === undefined) return
  const documented = [...httpErrors(commands[name] as Command), 'request.not-found']
  assert.ok(documented.includes(answer.code), `${name} does not say so: ${describe(answer)}`)
}

/** An owner, a member, a guest and a bot; made anew where they have done away with themselves. */
class Actors {
  readonly #world: World
  readonly #people: (Person | undefined)[]
  #made = 0
  #checked = true

  constructor(world: World) {
    this.#world = world
    this.#people = [world.olga, world.ada, world.guest, world.reader]
  }

  mayHaveGone(): void {
    this.#checked = false
  }

  async take(which: number): Promise<Person> {
    if (!this.#checked) await this.#renew()
    return this.#people[which] ?? this.#world.ada
  }

  async #renew(): Promise<void> {
    this.#checked = true
    for (const [which, person] of this.#people.entries()) {
      if (
        person &&
        (await this.#world.target.rest.ask('room.list', {}, { token: person.token })).code === undefined
      )
        continue
      this.#people[which] = await this.#make(which)
    }
  }

  async #make(which: number): Promise<Person> {
    const { target } = this.#world
    const letters = String.fromCharCode(97 + (this.#made % 26), 97 + (Math.floor(this.#made / 26) % 26))
    this.#made += 1
    switch (which) {
      case 0:
        return target.admin(`owner-${letters}`)
      case 1:
        return target.person(`member-${letters}`)
      case 2:
        return target.guest('Gus')
      default:
        return target.bot(await this.take(0), `robot-${letters}`, ['admin'])
    }
  }
}
