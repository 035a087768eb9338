import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DescribedContract } from '../documents/older/described-contract.ts'
import { sendPage } from './send-file.ts'
import { openPage, webFolder } from './web-files.ts'

/** The pages that speak an older contract, where the contract says; `folder` is for tests. */
export function mountDemos(
  app: FastifyInstance,
  contracts: readonly DescribedContract[],
  folder: string | null = webFolder() ?? null,
): void {
  for (const { name, description } of contracts) {
    const file = join(folder ?? '', 'older', `${name}.html`)
    if (!description.demo || folder === null || !existsSync(file)) continue
    const page = openPage(file)
    const { path } = description.demo
    for (const url of [path, `${path}/`]) {
      app.get(url, (request, reply) => sendPage(request, reply, page, demoPolicy))
    }
  }
}

/** Narrower than the web client's: two files of ours, this server, and no way from text to code. */
const demoPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
