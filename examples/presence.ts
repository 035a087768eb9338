/**
 * Who of a room is here, as it changes.
 *
 *     npm exec -- node examples/presence.ts http://127.0.0.1:3000 "$TOKEN" general
 */
import { createClient } from '@hubbub/client'

const [url, token, name = 'general'] = process.argv.slice(2)
const chat = createClient({ url, token })
const room = chat.room(name)

const names = new Map<string, string>()
const here = new Set<string>()

chat.presence.on('change', ({ account, state }) => {
  if (state === 'offline') here.delete(account)
  else here.add(account)
  show()
})
room.on('member', ({ person }) => void watch([person]))
room.on('left', ({ person }) => {
  names.delete(person.id)
  here.delete(person.id)
  show()
})

const { items } = await room.members()
await watch(items.map(({ person }) => person))

/** Watches exactly the people that are shown. */
async function watch(people: { id: string; name: string }[]): Promise<void> {
  for (const { id, name } of people) names.set(id, name)
  await chat.presence.watch([...names.keys()])
}

function show(): void {
  const present = [...here].map((id) => names.get(id) ?? id)
  console.log(`here: ${present.sort().join(', ') || 'nobody'}`)
}
