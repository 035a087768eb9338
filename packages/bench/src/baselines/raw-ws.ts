import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { listenAndSay } from './say-ready.ts'

/**
 * Bare WebSockets, storing nothing and asking nobody. Three ways to tell a room: `send` for each socket, the `frame`
 * built once for all, and `coalesced`, everything of one turn in one write for each socket.
 */
const way = process.argv[2] ?? 'send'
const http = createServer()
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
const rooms = new Map<string, Set<Socket>>()
const sockets = new Map<string, Set<WebSocket>>()
const waiting = new Map<string, Buffer[]>()
let count = 0

server.on('connection', (socket, request) => {
  socket.on('message', (data) => {
    const said = JSON.parse(String(data)) as { join?: string; room: string; text: string }
    if (said.join === undefined) tell(said.room, newsOf(said))
    else {
      memberOf(sockets, said.join).add(socket)
      memberOf(rooms, said.join).add(request.socket)
      socket.send('{"joined":true}')
    }
  })
})
listenAndSay(http)

function memberOf<T>(all: Map<string, Set<T>>, room: string): Set<T> {
  const members = all.get(room) ?? new Set<T>()
  all.set(room, members)
  return members
}

function newsOf({ room, text }: { room: string; text: string }): string {
  count += 1
  const id = count.toString(16).padStart(24, '0')
  return JSON.stringify({ id, room, author: 'somebody', text, createdAt: new Date().toISOString() })
}

function tell(room: string, news: string): void {
  if (way === 'send') {
    for (const socket of memberOf(sockets, room)) socket.send(news)
  } else if (way === 'frame') {
    const frame = frameOf(news)
    for (const socket of memberOf(rooms, room)) socket.write(frame)
  } else coalesce(room, frameOf(news))
}

function coalesce(room: string, frame: Buffer): void {
  if (waiting.size === 0) setImmediate(flush)
  const frames = waiting.get(room)
  if (frames) frames.push(frame)
  else waiting.set(room, [frame])
}

function flush(): void {
  for (const [room, frames] of waiting) {
    const all = Buffer.concat(frames)
    for (const socket of memberOf(rooms, room)) socket.write(all)
  }
  waiting.clear()
}

function frameOf(text: string): Buffer {
  const payload = Buffer.from(text)
  const small = payload.length < 126
  const head = small
    ? Buffer.from([0x81, payload.length])
    : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff])
  return Buffer.concat([head, payload])
}
