import type { UseCases } from '../use-case.ts'
import { createBot } from './bots/create-bot.ts'
import { createKey } from './bots/create-key.ts'
import { listKeys } from './bots/list-keys.ts'
import { revokeKey } from './bots/revoke-key.ts'
import { deactivateAccount } from './lifecycle/deactivate-account.ts'
import { deleteAccount } from './lifecycle/delete-account.ts'
import { reactivateAccount } from './lifecycle/reactivate-account.ts'
import { removeAccount } from './lifecycle/remove-account.ts'
import { setRole } from './lifecycle/set-role.ts'
import { checkLink } from './links/check-link.ts'
import { createInvite } from './links/create-invite.ts'
import { listInvites } from './links/list-invites.ts'
import { revokeInvite } from './links/revoke-invite.ts'
import { changePassword } from './passwords/change-password.ts'
import { createPasswordLink } from './passwords/create-password-link.ts'
import { resetPassword } from './passwords/reset-password.ts'
import { getAccount } from './profiles/get-account.ts'
import { getProfiles } from './profiles/get-profiles.ts'
import { listProfiles } from './profiles/list-profiles.ts'
import { updateAccount } from './profiles/update-account.ts'
import { updateProfile } from './profiles/update-profile.ts'
import { createSession } from './sessions/create-session.ts'
import { listSessions } from './sessions/list-sessions.ts'
import { refreshSession } from './sessions/refresh-session.ts'
import { renewToken } from './sessions/renew-token.ts'
import { revokeSession } from './sessions/revoke-session.ts'
import { revokeSessions } from './sessions/revoke-sessions.ts'
import { checkUsername } from './signing-up/check-username.ts'
import { completeSetup } from './signing-up/complete-setup.ts'
import { createGuest } from './signing-up/create-guest.ts'
import { getServer } from './signing-up/get-server.ts'
import { registerAccount } from './signing-up/register-account.ts'

export const accountUseCases = {
  'server.get': getServer,
  'setup.complete': completeSetup,
  'account.register': registerAccount,
  'username.check': checkUsername,
  'guest.create': createGuest,
  'session.create': createSession,
  'session.refresh': refreshSession,
  'session.list': listSessions,
  'session.revoke': revokeSession,
  'session.revokeAll': revokeSessions,
  'session.renew': renewToken,
  'account.get': getAccount,
  'account.update': updateAccount,
  'profile.update': updateProfile,
  'profile.get': getProfiles,
  'profile.list': listProfiles,
  'password.change': changePassword,
  'password.createLink': createPasswordLink,
  'password.reset': resetPassword,
  'link.check': checkLink,
  'account.invite': createInvite,
  'invite.list': listInvites,
  'invite.revoke': revokeInvite,
  'account.delete': deleteAccount,
  'account.remove': removeAccount,
  'account.deactivate': deactivateAccount,
  'account.reactivate': reactivateAccount,
  'account.setRole': setRole,
  'bot.create': createBot,
  'key.create': createKey,
  'key.list': listKeys,
  'key.revoke': revokeKey,
} satisfies Partial<UseCases>
