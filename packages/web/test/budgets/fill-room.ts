import type { Api } from '../web-world.ts'

const atOnce = 50

export const kindsOfText = [
  'Short.',
  'A line that is a little longer than the one before it, and that goes on for a while.',
  '- one\n- two\n- three',
  '> quoted\n\nand **answered** with `code` and https://example.org/address',
  'Two paragraphs.\n\nThis is the second of them, which wraps on most screens because it is long enough to do so.',
  '```\nconst room = client.room("long")\nawait room.send("hello")\n```',
]

/** A room with so many messages of all kinds; answers its id. */
export async function fillRoom(api: Api, members: string[], count: number): Promise<string> {
  const { room } = await api.ask('POST', '/v1/rooms', { type: 'private', name: 'Long', members })
  for (let n = 0; n < count; n += atOnce)
    await Promise.all(
      Array.from({ length: atOnce }, (_, place) =>
        api.send(room.id, `${kindsOfText[(n + place) % kindsOfText.length]}\n\nnumber ${n + place + 1}.`),
      ),
    )
  return room.id
}
