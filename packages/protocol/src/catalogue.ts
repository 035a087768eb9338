import type { Command, Input, Output } from './command.ts'
import { addMember } from './commands/add-member.ts'
import { archiveRoom } from './commands/archive-room.ts'
import { banMember } from './commands/ban-member.ts'
import { browseRooms } from './commands/browse-rooms.ts'
import { changePassword } from './commands/change-password.ts'
import { checkLink } from './commands/check-link.ts'
import { checkUsername } from './commands/check-username.ts'
import { completeSetup } from './commands/complete-setup.ts'
import { countInbox } from './commands/count-inbox.ts'
import { createBot } from './commands/create-bot.ts'
import { createCollection } from './commands/create-collection.ts'
import { createDocument } from './commands/create-document.ts'
import { createGuest } from './commands/create-guest.ts'
import { createInvite } from './commands/create-invite.ts'
import { createKey } from './commands/create-key.ts'
import { createPasswordLink } from './commands/create-password-link.ts'
import { createRoom } from './commands/create-room.ts'
import { createSession } from './commands/create-session.ts'
import { deactivateAccount } from './commands/deactivate-account.ts'
import { deleteAccount } from './commands/delete-account.ts'
import { deleteCollection } from './commands/delete-collection.ts'
import { deleteDocument } from './commands/delete-document.ts'
import { deleteMessage } from './commands/delete-message.ts'
import { deleteRoom } from './commands/delete-room.ts'
import { editMessage } from './commands/edit-message.ts'
import { followFeed } from './commands/follow-feed.ts'
import { getAccount } from './commands/get-account.ts'
import { getCollection } from './commands/get-collection.ts'
import { getDocument } from './commands/get-document.ts'
import { getMessage } from './commands/get-message.ts'
import { getPresence } from './commands/get-presence.ts'
import { getProfiles } from './commands/get-profiles.ts'
import { getRoom } from './commands/get-room.ts'
import { getServer } from './commands/get-server.ts'
import { joinRoom } from './commands/join-room.ts'
import { leaveRoom } from './commands/leave-room.ts'
import { listBans } from './commands/list-bans.ts'
import { listCollections } from './commands/list-collections.ts'
import { listHeads } from './commands/list-heads.ts'
import { listInvites } from './commands/list-invites.ts'
import { listKeys } from './commands/list-keys.ts'
import { listMembers } from './commands/list-members.ts'
import { listMentions } from './commands/list-mentions.ts'
import { listMessages } from './commands/list-messages.ts'
import { listProfiles } from './commands/list-profiles.ts'
import { listRooms } from './commands/list-rooms.ts'
import { listSessions } from './commands/list-sessions.ts'
import { markRead } from './commands/mark-read.ts'
import { mergeDocument } from './commands/merge-document.ts'
import { openDirect } from './commands/open-direct.ts'
import { queryDocuments } from './commands/query-documents.ts'
import { reactivateAccount } from './commands/reactivate-account.ts'
import { refreshSession } from './commands/refresh-session.ts'
import { registerAccount } from './commands/register-account.ts'
import { removeAccount } from './commands/remove-account.ts'
import { removeMember } from './commands/remove-member.ts'
import { renewToken } from './commands/renew-token.ts'
import { replaceDocument } from './commands/replace-document.ts'
import { resetPassword } from './commands/reset-password.ts'
import { revokeInvite } from './commands/revoke-invite.ts'
import { revokeKey } from './commands/revoke-key.ts'
import { revokeSession } from './commands/revoke-session.ts'
import { revokeSessions } from './commands/revoke-sessions.ts'
import { sendMessage } from './commands/send-message.ts'
import { sendSignal } from './commands/send-signal.ts'
import { setMemberRole } from './commands/set-member-role.ts'
import { setPresence } from './commands/set-presence.ts'
import { setRole } from './commands/set-role.ts'
import { syncFeeds } from './commands/sync-feeds.ts'
import { typeSignal } from './commands/type-signal.ts'
import { unarchiveRoom } from './commands/unarchive-room.ts'
import { unbanMember } from './commands/unban-member.ts'
import { unfollowFeed } from './commands/unfollow-feed.ts'
import { updateAccount } from './commands/update-account.ts'
import { updateCollection } from './commands/update-collection.ts'
import { updateInbox } from './commands/update-inbox.ts'
import { updateProfile } from './commands/update-profile.ts'
import { updateRoom } from './commands/update-room.ts'
import { watchPresence } from './commands/watch-presence.ts'

/** Every command, by name. REST routes, socket events, validation, documents and the SDK's types come from it. */
export const commands = {
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
  'room.create': createRoom,
  'room.openDirect': openDirect,
  'room.get': getRoom,
  'room.update': updateRoom,
  'room.archive': archiveRoom,
  'room.unarchive': unarchiveRoom,
  'room.delete': deleteRoom,
  'room.list': listRooms,
  'room.browse': browseRooms,
  'room.join': joinRoom,
  'room.leave': leaveRoom,
  'member.list': listMembers,
  'member.add': addMember,
  'member.remove': removeMember,
  'member.setRole': setMemberRole,
  'member.ban': banMember,
  'member.unban': unbanMember,
  'ban.list': listBans,
  'message.send': sendMessage,
  'message.edit': editMessage,
  'message.delete': deleteMessage,
  'message.get': getMessage,
  'message.list': listMessages,
  'inbox.markRead': markRead,
  'inbox.update': updateInbox,
  'inbox.counts': countInbox,
  'mention.list': listMentions,
  'collection.create': createCollection,
  'collection.update': updateCollection,
  'collection.get': getCollection,
  'collection.list': listCollections,
  'collection.delete': deleteCollection,
  'document.create': createDocument,
  'document.get': getDocument,
  'document.replace': replaceDocument,
  'document.merge': mergeDocument,
  'document.delete': deleteDocument,
  'document.query': queryDocuments,
  'feed.sync': syncFeeds,
  'feed.follow': followFeed,
  'feed.unfollow': unfollowFeed,
  'feed.heads': listHeads,
  'presence.set': setPresence,
  'presence.watch': watchPresence,
  'presence.get': getPresence,
  'typing.start': typeSignal,
  'signal.send': sendSignal,
} as const satisfies Record<string, Command>

export type Commands = typeof commands
export type CommandName = keyof Commands
export type InputOf<N extends CommandName> = Input<Commands[N]>
export type OutputOf<N extends CommandName> = Output<Commands[N]>
