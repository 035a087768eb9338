import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { repository } from '../guards/source-tree.ts'

export interface ComposeService {
  environment: Record<string, string>
  ports: string[]
  volumes: string[]
  env_file: { path: string; required: boolean }[]
  read_only: boolean
  cap_drop: string[]
  security_opt: string[]
}

/** The one service of compose.yaml. */
export function readCompose(): ComposeService {
  const { services } = readComposeFile()
  const [service] = Object.values(services)
  if (!service) throw new Error('compose.yaml has no service')
  return service
}

export interface ComposeFile {
  text: string
  services: Record<string, ComposeService>
  volumes: Record<string, unknown>
}

export function readComposeFile(): ComposeFile {
  const text = readFileSync(join(repository, 'compose.yaml'), 'utf8')
  return { text, ...(parse(text) as Omit<ComposeFile, 'text'>) }
}
