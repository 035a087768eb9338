import type { IncomingMessage, Server } from 'node:http'
import { createHostCheck, namesOneHost } from './guards/host-check.ts'
import { securityHeaders } from './guards/security-headers.ts'

/** Imported, node:http gives all its names, WebSocket among them, and that loads a whole HTTP client: 14 MB. */
const { createServer } = process.getBuiltinModule('node:http')

/** /metrics on a port of its own, for loopback only: who visits whom is nobody else's business. */
export function createMetricsServer(render: () => string): Server {
  const isServed = createHostCheck({
    loopbackOnly: true,
    publicUrl: null,
    allowedHosts: [],
    allowedOrigins: [],
  })
  const headers = { ...securityHeaders(null), 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const status = statusOf(request)
    response.writeHead(status, headers)
    response.end(status === 200 ? render() : '')
  })
  server.maxConnections = 50
  return server

  function statusOf(request: IncomingMessage): number {
    if (!namesOneHost(request)) return 400
    if (!isServed(request.headers.host)) return 421
    if (request.headers.origin !== undefined) return 403
    if (request.url !== '/metrics') return 404
    return request.method === 'GET' ? 200 : 405
  }
}
