import { createSetupLink } from '../../core/accounts/signing-up/first-owner.ts'
import { linkLines } from '../link-lines.ts'
import type { Verb } from '../verb.ts'

export const setupLink: Verb = {
  name: 'setup-link',
  usage: '',
  summary: 'makes the link with which the first owner signs up',
  takes: [0, 0],
  run: async ({ ports }) => linkLines(await createSetupLink(ports)),
}
