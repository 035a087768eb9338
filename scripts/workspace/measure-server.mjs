import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findNode } from './node.mjs'
import { serverDist } from './paths.mjs'
import { serverFlags } from './server-flags.mjs'

const STARTS = 5
const SETTLE_MS = 10_000

/** Starts the bundle on a data folder that exists already, as a second start does. */
export async function measureServer() {
  const data = mkdtempSync(join(tmpdir(), 'hubbub-budget-'))
  try {
    await startOnce(data)
    const times = []
    for (let n = 0; n < STARTS; n += 1) times.push((await startOnce(data)).startMs)
    const { idleMb } = await startOnce(data, SETTLE_MS)
    return { startMs: Math.round(times.sort((a, b) => a - b)[Math.floor(STARTS / 2)]), idleMb }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

async function startOnce(data, settleMs = 0) {
  const port = await freePort()
  const own = ['--port', String(port), '--data', data, '--log-format', 'json']
  const args = [...serverFlags, join(serverDist, 'main.js'), ...own]
  const startedAt = performance.now()
  const child = spawn(findNode(), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const ended = once(child, 'exit')
  try {
    while (!(await isListening(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said}`)
      if (performance.now() - startedAt > 30_000) throw new Error('the server did not listen within 30 s')
      await pause(2)
    }
    const startMs = performance.now() - startedAt
    if (settleMs > 0) await pause(settleMs)
    return { startMs, idleMb: residentMb(child.pid) }
  } finally {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(late)
  }
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (listening) => {
      socket.destroy()
      resolve(listening)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

// Linux alone tells another process's memory without a tool.
function residentMb(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
