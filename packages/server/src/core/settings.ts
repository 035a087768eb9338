import { filterLimits, limits } from '@hubbub/protocol'

/** What an operator chose, as far as the core's rules depend on it. */
export interface CoreSettings {
  serverName: string
  version: string
  signup: 'open' | 'invite' | 'closed'
  guests: boolean
  /** Where people reach the server; one-time links begin with it. */
  publicUrl: () => string
  accessTokenSeconds: number
  refreshTokenSeconds: number
  roomsPerAccount: number
  membersPerRoom: number
  content: ContentBounds
  linkLifeMs: LinkLives
  /** Rows and bytes an open contract may hold (decision 16). */
  contractQuota: { rows: number; bytes: number }
}

/** How large what people write may be. The contract's bounds, or lower ones. */
export interface ContentBounds {
  messageBytes: number
  documentBytes: number
  filter: FilterBounds
}

export interface FilterBounds {
  depth: number
  nodes: number
  list: number
}

/** How long one-time links are good for. */
export interface LinkLives {
  setup: number
  signup: number
  password: number
}

const minuteMs = 60_000

/** Where nobody chose otherwise. */
export const standardSettings: Pick<CoreSettings, 'content' | 'linkLifeMs'> = {
  content: {
    messageBytes: limits.messageBytes,
    documentBytes: limits.documentBytes,
    filter: { depth: filterLimits.depth, nodes: filterLimits.nodes, list: filterLimits.list },
  },
  linkLifeMs: { setup: 30 * minuteMs, signup: 7 * 24 * 60 * minuteMs, password: 30 * minuteMs },
}
