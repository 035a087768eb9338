import { createPasswordLinkFor } from '../../core/accounts/passwords/create-password-link.ts'
import { linkLines } from '../link-lines.ts'
import { firstArgument, type Verb } from '../verb.ts'

export const adminResetLink: Verb = {
  name: 'admin reset-link',
  usage: 'NAME',
  summary: 'makes a link with which this person chooses a new password',
  takes: [1, 1],
  run: async ({ ports }, input) => linkLines(await createPasswordLinkFor(ports, firstArgument(input))),
}
