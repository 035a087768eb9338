import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { refuse } from '../../refusal.ts'
import { isoTime } from '../../time.ts'
import { accountFacts, isActive, profileFacts } from '../rows/account-rows.ts'
import { isSetUp } from '../signing-up/first-owner.ts'
import { linkFacts, type LinkRow, openLink, type Purpose } from './link-rows.ts'

type Needs = Pick<Ports, 'store' | 'clock' | 'digests'>
type Answer = OutputOf<'link.check'>

/** Says what a link is for without using it up. */
export async function checkLink(
  ports: Needs,
  _caller: Caller,
  { token }: InputOf<'link.check'>,
): Promise<Answer> {
  const link = await openLink(ports, token)
  const purpose = link.columns.purpose as Purpose
  const answer: Answer = { purpose, expiresAt: isoTime(link.columns.expiresAt) }
  switch (purpose) {
    case 'setup':
      if (await isSetUp(ports)) throw refuse('link.invalid')
      return answer
    case 'signup':
      return { ...answer, invitedBy: await invitedBy(ports, link) }
    case 'password':
      return { ...answer, username: await usernameOf(ports, link) }
  }
}

async function invitedBy(ports: Needs, link: LinkRow): Promise<string | undefined> {
  const { createdBy } = linkFacts(link)
  const profile = createdBy === undefined ? undefined : await ports.store.read.row('profile', createdBy)
  return profile && profileFacts(profile).displayName
}

async function usernameOf(ports: Needs, link: LinkRow): Promise<string> {
  const account = await ports.store.read.row('account', link.columns.account ?? '')
  if (!isActive(account)) throw refuse('link.invalid')
  return accountFacts(account).username
}
