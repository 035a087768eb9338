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
  /** Rows and bytes an open contract may hold (contracts.md, section 7, 16). */
  contractQuota: { rows: number; bytes: number }
}
