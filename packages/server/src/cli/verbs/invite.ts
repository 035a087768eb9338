import { createInviteLink } from '../../core/accounts/links/create-invite.ts'
import { linkLines } from '../link-lines.ts'
import type { Verb } from '../verb.ts'

export const invite: Verb = {
  name: 'invite',
  usage: '',
  summary: 'makes a link with which one person signs up',
  takes: [0, 0],
  run: async ({ ports }) => linkLines(await createInviteLink(ports)),
}
