import { once } from 'node:events'
import type { Server as HttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'

/** A port that cannot be had: what happened, why, and what to do. */
class PortFault extends Error {
  readonly code: 'port.in-use' | 'port.not-allowed' | 'address.unknown'

  constructor(code: PortFault['code'], message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'PortFault'
    this.code = code
  }
}

export interface Listening {
  ports: number[]
  /** Takes no new connections from now on; resolves when those that are open have ended. */
  stop(): Promise<void>
}

/** A port nobody chose may move this far. */
const triedPorts = 20

/** What Node's HTTP server asks of its own connections; without the first, small answers wait for each other. */
const likeHttp = { noDelay: true, allowHalfOpen: true }

/**
 * Listens on every port. Node's HTTP server listens once; the other ports hand their connections to it, so that
 * requests, sockets and limits are the same on all of them.
 */
export async function listenOn(
  http: HttpServer,
  { host, ports, chosen }: { host: string; ports: readonly number[]; chosen: boolean },
): Promise<Listening> {
  const others: Server[] = []
  const taken: number[] = []
  try {
    for (const port of ports) {
      const server =
        taken.length === 0 ? http : createServer(likeHttp, (socket) => http.emit('connection', socket))
      if (server !== http) others.push(server as Server)
      taken.push(chosen ? await listenAt(server, host, port) : await listenNear(server, host, port))
    }
  } catch (fault) {
    await Promise.all(others.map(closed))
    if (http.listening) await closed(http)
    throw fault
  }
  let ended: Promise<unknown> | undefined
  return {
    ports: taken,
    async stop() {
      ended ??= Promise.all([http, ...others].map(closed))
      await ended
    },
  }
}

async function listenNear(server: Server, host: string, first: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      return await listenAt(server, host, port)
    } catch (fault) {
      if (!(fault instanceof PortFault) || fault.code !== 'port.in-use' || port - first >= triedPorts)
        throw fault
    }
  }
}

async function listenAt(server: Server, host: string, port: number): Promise<number> {
  server.listen({ host, port, backlog: 1024 })
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw portFault(host, port, cause)
  }
  return (server.address() as AddressInfo).port
}

function portFault(host: string, port: number, cause: unknown): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new PortFault(
        'port.in-use',
        `Port ${port} on ${host} is taken by another program. Stop it, or choose another port with --port.`,
        cause,
      )
    case 'EACCES':
      return new PortFault(
        'port.not-allowed',
        `Port ${port} may not be opened by this user. Choose one above 1023 with --port.`,
        cause,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new PortFault(
        'address.unknown',
        `${host} is no address of this machine. Choose another one with --host.`,
        cause,
      )
    default:
      return cause
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

/** What a browser on this machine would open. */
export function urlOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

const idleCheckMs = 50

/** Requests under way may end within the bound; then their connections are cut. */
export async function endConnections(
  server: HttpServer,
  listening: Listening,
  boundMs: number,
): Promise<void> {
  // A connection that is kept alive counts as open until somebody says that it is idle.
  const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs)
  const bound = setTimeout(() => server.closeAllConnections(), boundMs)
  try {
    await listening.stop()
  } finally {
    clearInterval(idle)
    clearTimeout(bound)
  }
}
