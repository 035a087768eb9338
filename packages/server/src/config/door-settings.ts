import type { Config } from './config.ts'

/** What of the configuration the older contracts depend on; never their secrets. */
export const doorSettings = ({ accounts, contracts, rates }: Config) => ({
  signup: accounts.signup,
  guests: accounts.guests,
  registrationsPerAddress: rates.registrationsPerAddress,
  lobbyGraceMs: contracts.lobbyGraceMs,
  lobbyNamesPerAddress: contracts.lobbyNamesPerAddress,
  broadcastsPerSocket: contracts.broadcastsPerSocket,
  broadcastsInAll: contracts.broadcastsInAll,
  userAccountsLimited: contracts.userAccountsLimited,
  userAccountsHeaders: contracts.userAccountsHeaders,
})
