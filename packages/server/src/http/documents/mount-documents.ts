import type { FastifyInstance, FastifyReply } from 'fastify'
import { pagePolicy } from '../guards/security-headers.ts'
import { asyncApiDocument } from './asyncapi.ts'
import { openApiDocument } from './openapi.ts'
import { htmlPage } from './reference/as-html.ts'
import { referencePages } from './reference/pages.ts'
import { referenceStyle } from './reference/style.ts'

/** The contract, for programs and for people. Everything is made at first asking and kept. */
export function mountDocuments(
  app: FastifyInstance,
  { version, publicUrl }: { version: string; publicUrl: () => string },
): void {
  const openApi = kept(() => JSON.stringify(openApiDocument(version)))
  const asyncApi = kept(() => JSON.stringify(asyncApiDocument(version, publicUrl())))
  app.get('/v1/openapi.json', (_request, reply) => sendKept(reply, 'application/json', openApi()))
  app.get('/v1/asyncapi.json', (_request, reply) => sendKept(reply, 'application/json', asyncApi()))
  app.get('/docs/style.css', (_request, reply) => sendKept(reply, 'text/css', referenceStyle))
  for (const page of referencePages) {
    const html = kept(() => htmlPage(page, referencePages))
    app.get(`/docs${page.path}`, (_request, reply) =>
      sendKept(reply.header('content-security-policy', pagePolicy), 'text/html', html()),
    )
  }
}

/** The same for everybody, and new with every version: a browser asks again after a minute. */
function sendKept(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply.header('cache-control', 'public, max-age=60').type(`${type}; charset=utf-8`).send(text)
}

function kept(make: () => string): () => string {
  let text: string | undefined
  return () => {
    text ??= make()
    return text
  }
}
