import type { UseCases } from '../use-case.ts'
import { deleteMessage } from './delete-message.ts'
import { editMessage } from './edit-message.ts'
import { getMessage } from './get-message.ts'
import { countInbox } from './inbox/count-inbox.ts'
import { listMentions } from './inbox/list-mentions.ts'
import { markRead } from './inbox/mark-read.ts'
import { updateInbox } from './inbox/update-inbox.ts'
import { listMessages } from './list-messages.ts'
import { sendMessage } from './send-message.ts'

export const messageUseCases = {
  'message.send': sendMessage,
  'message.edit': editMessage,
  'message.delete': deleteMessage,
  'message.get': getMessage,
  'message.list': listMessages,
  'inbox.markRead': markRead,
  'inbox.update': updateInbox,
  'inbox.counts': countInbox,
  'mention.list': listMentions,
} satisfies Partial<UseCases>
