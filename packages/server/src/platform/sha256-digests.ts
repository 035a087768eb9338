import { hash } from 'node:crypto'
import type { Digests } from '../core/ports/digests.ts'

export const sha256Digests: Digests = {
  digest: (secret) => hash('sha256', secret, 'hex'),
}
