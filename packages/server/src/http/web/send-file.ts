import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptedEncoding } from './accepted-encoding.ts'
import type { WebFile, WebPage } from './web-files.ts'

/** Asked for again at every visit, and not sent again while it is the same. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: WebPage,
  policy: string,
): FastifyReply {
  addVary(reply, 'Accept-Encoding')
  void reply
    .header('content-security-policy', policy)
    .header('cache-control', 'no-cache')
    .header('etag', page.etag)
  if (reply.statusCode === 200 && request.headers['if-none-match'] === page.etag)
    return reply.code(304).send()
  return sendFile(request, reply, page)
}

export function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  const encoding = file.type.startsWith('image/png')
    ? 'identity'
    : acceptedEncoding(request.headers['accept-encoding'])
  if (encoding !== 'identity') void reply.header('content-encoding', encoding)
  return reply.type(file.type).send(file.body(encoding))
}

export function addVary(reply: FastifyReply, name: string): void {
  const known = reply.getHeader('vary')
  void reply.header('vary', known === undefined ? name : `${String(known)}, ${name}`)
}
