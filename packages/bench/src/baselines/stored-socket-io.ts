import { createServer } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { Server } from 'socket.io'
import { listenAndSay } from './say-ready.ts'

/**
 * The chat of the tutorials: each message is inserted by itself, then told. `tutorial` leaves SQLite as it comes
 * (rollback journal) and tells the room; `commits` uses WAL with synchronous=FULL and answers the sender only, so that
 * nothing but the commit for each message is seen.
 */
const [way, folder = '.'] = process.argv.slice(2)
const store = new DatabaseSync(join(folder, 'chat.db'))
if (way === 'commits') store.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
store.exec(
  'CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT, author TEXT, text TEXT, at TEXT)',
)
const insert = store.prepare('INSERT INTO messages (room, author, text, at) VALUES (?, ?, ?, ?)')
const http = createServer()
const io = new Server(http, { serveClient: false })

io.on('connection', (socket) => {
  const { room } = socket.handshake.auth as { room?: string }
  if (room !== undefined) void socket.join(room)
  socket.on('message', (sent: { room: string; text: string }, answer?: (said: object) => void) => {
    const createdAt = new Date().toISOString()
    const { lastInsertRowid } = insert.run(sent.room, socket.id, sent.text, createdAt)
    const message = { id: Number(lastInsertRowid), ...sent, author: socket.id, createdAt }
    if (way === 'tutorial') io.to(sent.room).emit('message', message)
    answer?.({ ok: true, message })
  })
})
listenAndSay(http)
