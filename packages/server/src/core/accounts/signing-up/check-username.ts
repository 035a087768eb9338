import type { InputOf, OutputOf } from '@hubbub/protocol'
import type { Caller } from '../../caller.ts'
import type { Ports } from '../../ports/ports.ts'
import { usernameNames } from '../rows/names.ts'
import { usernameCandidates } from '../username-candidates.ts'
import { checkUsername as judge, type UsernameKeys } from '../username.ts'

const suggested = 3

/** Says whether a username is free. A hint: what counts is the claim in the change set that makes the account. */
export async function checkUsername(
  ports: Pick<Ports, 'store'>,
  _caller: Caller,
  { username }: InputOf<'username.check'>,
): Promise<OutputOf<'username.check'>> {
  const checked = judge(username)
  if (checked.ok && (await isFree(ports, checked))) return { available: true, suggestions: [] }
  const reason = checked.ok ? 'The username is taken.' : `The username ${checked.reason}.`
  return { available: false, reason, suggestions: await suggestions(ports, username) }
}

async function isFree(ports: Pick<Ports, 'store'>, keys: UsernameKeys): Promise<boolean> {
  const owners = await Promise.all(usernameNames(keys).map((name) => ports.store.read.owner(name)))
  return owners.every((owner) => owner === undefined)
}

async function suggestions(ports: Pick<Ports, 'store'>, wanted: string): Promise<string[]> {
  const free: string[] = []
  for (const candidate of usernameCandidates(wanted)) {
    if (free.length === suggested) break
    if (await isFree(ports, candidate)) free.push(candidate.username)
  }
  return free
}
