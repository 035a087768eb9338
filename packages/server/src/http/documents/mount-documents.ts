import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pagePolicy } from '../guards/security-headers.ts'
import { asYaml } from './as-yaml.ts'
import { asyncApiDocument } from './asyncapi.ts'
import { openApiDocument } from './openapi.ts'
import { contractDocument } from './older/contract-openapi.ts'
import type { DescribedContract } from './older/described-contract.ts'
import { htmlPage } from './reference/as-html.ts'
import type { Page } from './reference/blocks.ts'
import { referencePages } from './reference/pages.ts'
import { referenceStyle } from './reference/style.ts'

export interface DocumentsOptions {
  version: string
  publicUrl: () => string
  contracts: readonly DescribedContract[]
}

/** The contract, for programs and for people. Everything is made at first asking and kept. */
export function mountDocuments(app: FastifyInstance, options: DocumentsOptions): void {
  const { version, publicUrl, contracts } = options
  const openApi = kept(() => JSON.stringify(openApiDocument(version, contracts)))
  const asyncApi = kept(() => JSON.stringify(asyncApiDocument(version, publicUrl(), contracts)))
  app.get('/v1/openapi.json', (_request, reply) => sendKept(reply, 'application/json', openApi()))
  app.get('/v1/asyncapi.json', (_request, reply) => sendKept(reply, 'application/json', asyncApi()))
  app.get('/docs/style.css', (_request, reply) => sendKept(reply, 'text/css', referenceStyle))
  const pages = referencePages(contracts)
  const send = new Map(pages.map((page) => [page.path, pageSender(page, pages, contracts)]))
  for (const [path, sendPage] of send) app.get(`/docs${path}`, sendPage)
  for (const contract of contracts) mountOlderPlaces(app, version, contract, send.get(`/${contract.name}`))
}

type Send = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** The same for everybody whom the older contracts meet alike. */
function pageSender(page: Page, pages: readonly Page[], contracts: readonly DescribedContract[]): Send {
  const made = new Map<string, string>()
  return ({ headers }, reply) => {
    const exposures = new Map(
      contracts.flatMap(({ name, exposure }) => (exposure ? [[name, exposure(headers)]] : [])),
    )
    const key = [...exposures.values()].join()
    const html = made.get(key) ?? htmlPage(page, pages, exposures)
    made.set(key, html)
    return sendKept(reply.header('content-security-policy', pagePolicy), 'text/html', html)
  }
}

/** Where clients of an older contract look for its documents. */
function mountOlderPlaces(
  app: FastifyInstance,
  version: string,
  contract: DescribedContract,
  sendPage: Send | undefined,
): void {
  const { page, openApi } = contract.description.documents ?? {}
  const to =
    (url: string): Send =>
    (_request, reply) =>
      reply.redirect(url, 307)
  if (page && sendPage) {
    const send = page.is === 'here' ? sendPage : to('/docs')
    for (const url of [page.path, `${page.path}/`]) app.get(url, send)
  }
  if (openApi) {
    const yaml = kept(() => asYaml(contractDocument(version, contract)))
    const sendYaml: Send = (_request, reply) => sendKept(reply, 'application/yaml', yaml())
    app.get(openApi.path, openApi.is === 'here' ? sendYaml : to('/v1/openapi.json'))
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
