import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Client } from '@hubbub/client'
import type { OutputOf } from '@hubbub/protocol'

/** One stored message; a deleted one has no text. */
export interface StoredRow {
  id: string
  seq: number
  author: string
  born: number
  text: string | undefined
}

/** The word a message was sent with, whatever was added to it since. */
export const wordOf = (text: string): string => text.split(',')[0] ?? ''

/** Everything that is stored in a room, by history pages. */
export async function storedRows(client: Client, room: string): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: OutputOf<'message.list'> = await client.ask('message.list', { room, after, limit: 200 })
    for (const item of page.items) {
      const { id, seq, author, born } = item
      rows.push({ id, seq, author, born, text: 'text' in item ? item.text : undefined })
    }
    after = page.after
  }
  return rows
}

/** What stands in the file of a stopped server, and what SQLite says of the file. */
export function rowsInFile(folder: string, room: string): { rows: StoredRow[]; integrity: unknown } {
  const db = new DatabaseSync(join(folder, 'hubbub.db'), { readOnly: true })
  try {
    const texts = db.prepare('select "text" from "message" where "room" = ? order by "seq"').all(room)
    const rows = texts.map(({ text }) => {
      const { id, seq, author, born, text: words } = JSON.parse(String(text)) as StoredRow
      return { id, seq, author, born, text: words }
    })
    return { rows, integrity: db.prepare('pragma integrity_check').get()?.['integrity_check'] }
  } finally {
    db.close()
  }
}
