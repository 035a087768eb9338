import type { Config } from './config.ts'
import { version } from './version.ts'

/** What the core's rules depend on, of all that an operator can choose. */
export function coreSettings(config: Config, publicUrl: () => string) {
  const { accounts, contracts, limits, server, tokens } = config
  return {
    serverName: server.name,
    version,
    signup: accounts.signup,
    guests: accounts.guests,
    publicUrl,
    accessTokenSeconds: tokens.accessSeconds,
    refreshTokenSeconds: tokens.refreshSeconds,
    roomsPerAccount: limits.roomsPerAccount,
    membersPerRoom: limits.membersPerRoom,
    content: {
      messageBytes: limits.messageBytes,
      documentBytes: limits.documentBytes,
      filter: { depth: limits.filterDepth, nodes: limits.filterNodes, list: limits.filterList },
    },
    linkLifeMs: {
      setup: accounts.setupLinkMs,
      signup: accounts.inviteMs,
      password: accounts.passwordLinkMs,
    },
    contractQuota: { rows: contracts.rows, bytes: contracts.bytes },
  }
}
