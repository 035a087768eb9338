import type { Ports } from '../../../ports/ports.ts'
import { refuse } from '../../../refusal.ts'
import type { AccountCaller } from '../../../caller.ts'
import { contractUsername } from '../../contract-username.ts'
import { reservationOf } from '../../reserved-names.ts'
import { usernameNames } from '../../rows/names.ts'
import type { UsernameKeys } from '../../username.ts'
import { contractOf } from '../contract-of.ts'
import { claimOf, isHeld } from './claim-rows.ts'

/** A name that a guest of the lobby may have, unless somebody has it (decision 4). */
export function checkedLobbyName(typed: string): UsernameKeys {
  const checked = contractUsername(typed)
  if (!checked.ok) throw refuse('username.invalid', { detail: `Username ${checked.reason}` })
  return checked
}

/** What is reserved, or names a registered account or looks like one, is never a guest's. */
export async function isNeverFree(
  { store }: Pick<Ports, 'store'>,
  typed: string,
  keys: UsernameKeys,
): Promise<boolean> {
  if (reservationOf(typed) !== undefined) return true
  const names = [...usernameNames(keys), { space: 'contract-username', name: keys.key } as const]
  const owners = await Promise.all(names.map((name) => store.read.owner(name)))
  return owners.some((owner) => owner !== undefined)
}

type Needs = Pick<Ports, 'store' | 'clock' | 'ids'>

/** A hint: what counts is the claim of the sign-in. */
export async function checkLobbyName(
  ports: Needs,
  caller: AccountCaller,
  { name }: { name: string },
): Promise<{ available: boolean; suggestions: string[] }> {
  checkedLobbyName(name)
  const contract = contractOf(caller)
  if (await isFree(ports, contract, name)) return { available: true, suggestions: [] }
  const suggestions: string[] = []
  for (const candidate of candidatesFor(ports, name)) {
    if (suggestions.length === mostSuggested) break
    if (await isFree(ports, contract, candidate)) suggestions.push(candidate)
  }
  return { available: false, suggestions }
}

async function isFree(ports: Needs, contract: string, name: string): Promise<boolean> {
  const keys = contractUsername(name)
  if (!keys.ok || (await isNeverFree(ports, name, keys))) return false
  const { row } = await claimOf(ports, contract, name)
  return row === undefined || !isHeld(row, ports.clock.now())
}

const mostSuggested = 3

function* candidatesFor({ ids }: Pick<Ports, 'ids'>, name: string): Generator<string> {
  for (const number of [1, 2, 3]) yield `${name}${number}`
  for (let tries = 0; tries < 2; tries++) yield `${name}_${twoLetters(ids.next())}`
}

/** The last digits of an id are random: each gives a letter. */
const twoLetters = (id: string): string =>
  [id.slice(-4, -2), id.slice(-2)]
    .map((digits) => String.fromCharCode(97 + (Number.parseInt(digits, 16) % 26)))
    .join('')
