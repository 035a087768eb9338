import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../core/refusal.ts'
import { prefersHtml } from './prefers-html.ts'
import { addVary, sendFile, sendPage } from './send-file.ts'
import { openWebClient, type WebClient, type WebFile, webFolder } from './web-files.ts'

/** Screens of the client. Each is the same page; which one is shown is decided in the browser. */
const screens = ['/c/', '/c/setup', '/c/join', '/c/password', '/c/register', '/c/rooms/:room']

/**
 * The web client at `/` and below `/c/`. Where it was not built, the address says so, and everything else works.
 * `folder` is for tests; in use it is found.
 */
export function mountWeb(app: FastifyInstance, folder: string | null = webFolder() ?? null): void {
  if (folder === null) {
    mountRoot(app, (_request, reply) => reply.type('text/plain; charset=utf-8').send(notBuilt))
    return
  }
  const client = openWebClient(folder)
  const policy = pagePolicyOf(client)
  mountRoot(app, (request, reply) => sendPage(request, reply, client.page, policy))
  for (const screen of screens)
    app.get(screen, (request, reply) => sendPage(request, reply, client.page, policy))
  // The client itself says that there is nothing, in the words of the person's language.
  app.get('/c/*', (request, reply) => sendPage(request, reply.code(404), client.page, policy))
  app.get('/c/assets/:name', (request, reply) => sendAsset(request, reply, client))
  const { worker } = client
  if (worker) app.get('/c/worker.js', (request, reply) => sendWorker(request, reply, worker))
}

type SendPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** People get the page; clients of the older services ask here whether the server is there. */
function mountRoot(app: FastifyInstance, sendRootPage: SendPage): void {
  app.get('/', (request, reply) => {
    addVary(reply, 'Accept')
    if (prefersHtml(request.headers.accept)) return sendRootPage(request, reply)
    return reply.type('application/json; charset=utf-8').send('{"Message":"Server is working"}')
  })
}

const notBuilt = `This is a Hubbub server. Its web client was not built: npm start builds it.
The interface is described at /docs.
`

/**
 * Only our own files, and the one inline script by its hash. Trusted Types close the ways by which text becomes
 * code, so that a mistake in showing a message stays a mistake in showing it.
 */
function pagePolicyOf({ page }: WebClient): string {
  const hashes = page.scriptHashes.map((hash) => ` 'sha256-${hash}'`).join('')
  return [
    "default-src 'none'",
    `script-src 'self'${hashes}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    // The client's one policy lets the address of its service worker through, and nothing else.
    'trusted-types hubbub',
  ].join('; ')
}

/** The name holds a hash of the content, so what is behind it never changes. */
function sendAsset(request: FastifyRequest, reply: FastifyReply, client: WebClient): FastifyReply {
  const { name } = request.params as { name: string }
  const file = client.asset(name)
  if (!file) throw refuse('request.not-found')
  addVary(reply, 'Accept-Encoding')
  return sendFile(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), file)
}

/** Its address bounds it to `/c/`: it never stands before the root, the interface or an older service. */
function sendWorker(request: FastifyRequest, reply: FastifyReply, worker: WebFile): FastifyReply {
  addVary(reply, 'Accept-Encoding')
  void reply.header('content-security-policy', workerPolicy).header('cache-control', 'no-cache')
  return sendFile(request, reply, worker)
}

const workerPolicy = "default-src 'none'; connect-src 'self'"
