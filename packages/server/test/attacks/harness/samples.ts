import type { CommandName } from '@hubbub/protocol'
import type { Fields } from './json-text.ts'
import { fieldsOf, isRequired } from './schema-facts.ts'
import type { World } from './world.ts'

const link = `${'0'.repeat(24)}.${'A'.repeat(43)}`

/** Fields that mean the same wherever they stand. */
const usual = (world: World): Fields => ({
  account: world.ben.id,
  accounts: [world.ben.id],
  bot: world.reader.id,
  channel: `room:${world.tea}`,
  collection: 'board',
  current: 'not the password at all',
  data: { a: 1 },
  displayName: 'Somebody',
  document: world.card,
  email: 'somebody@example.org',
  feed: 'directory',
  feeds: [{ feed: 'directory' }],
  identifier: 'nobody-here',
  ids: [world.ben.id],
  invite: '0'.repeat(24),
  key: '0'.repeat(24),
  message: world.message,
  name: 'Somewhere',
  password: 'not the password at all',
  patch: { a: 1 },
  refreshToken: link,
  role: 'member',
  room: world.tea,
  rooms: [world.tea],
  rules: { read: 'anyone', create: 'anyone', update: 'anyone', delete: 'anyone' },
  scopes: ['rooms.read'],
  seq: 1,
  session: '0'.repeat(24),
  state: 'away',
  text: 'hello',
  token: link,
  type: 'private',
  username: 'new-person',
})

/** An input that fits the schema of a command: every field that must be there. */
export function sampleInput(world: World, name: CommandName): Record<string, unknown> {
  const values = usual(world)
  const needed = fieldsOf(name).filter(([field]) => isRequired(name, field))
  return Object.fromEntries(
    needed.map(([field]) => {
      if (!(field in values)) throw new Error(`no sample for ${field} of ${name}`)
      return [field, values[field]]
    }),
  )
}
