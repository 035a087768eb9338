import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { listenAndSay } from './say-ready.ts'

/**
 * Socket.IO as it comes, storing nothing. `echo` answers each message and tells nobody; `emit` tells the room too.
 */
const tells = process.argv[2] === 'emit'
const http = createServer()
const io = new Server(http, { serveClient: false })
let count = 0

io.on('connection', (socket) => {
  const { room } = socket.handshake.auth as { room?: string }
  if (room !== undefined) void socket.join(room)
  socket.on('message', (sent: { room: string; text: string }, answer?: (said: object) => void) => {
    count += 1
    const message = {
      id: count.toString(16).padStart(24, '0'),
      room: sent.room,
      author: socket.id,
      text: sent.text,
      createdAt: new Date().toISOString(),
    }
    if (tells) io.to(sent.room).emit('message', message)
    answer?.({ ok: true, message })
  })
})
listenAndSay(http)
