/**
 * A chat in the terminal: what you type is sent, what others say is printed, also what was said while you were away.
 *
 *     npm exec -- node examples/room.ts http://127.0.0.1:3000 "$TOKEN" general
 */
import { createInterface } from 'node:readline'
import { createClient } from '@hubbub/client'

const [url, token, name = 'general'] = process.argv.slice(2)
const chat = createClient({ url, token })
const room = chat.room(name)

chat.on('status', (status) => console.error(`· ${status}`))
room.on('message', ({ author, text }) => console.log(`${author.name}: ${text}`))
room.on('edit', ({ author, text }) => console.log(`${author.name} corrected: ${text}`))
room.on('typing', ({ person }) => console.error(`· ${person.name} is writing`))
room.on('gap', () => console.error('· a lot was said meanwhile; ask for history'))

const { items } = await room.history({ limit: 10 })
for (const { author, text } of items) console.log(`${author.name}: ${text}`)

for await (const line of createInterface({ input: process.stdin })) {
  // Resolves when it is stored for good, whatever happens to the connection in between.
  if (line.trim() !== '') await room.send(line)
}
await room.markRead()
chat.close()
