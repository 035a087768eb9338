import type { Rules } from '@hubbub/protocol'
import { createCollection } from '../documents/collections.ts'
import type { Ports } from '../ports/ports.ts'
import { Refusal } from '../refusal.ts'
import { botCaller, type Contract } from './contract-caller.ts'

type Needs = Pick<Ports, 'store' | 'commits' | 'clock' | 'ids' | 'digests'>

const admins = { role: 'admin' } as const

/** Only those who stand above rules (admins, API keys) and the contract that made it reach the collection. */
const closedRules: Rules = { read: admins, create: admins, update: admins, delete: admins }

/** Makes a contract's collection where there is none. False: one of that name belongs to somebody else. */
export async function ensureOwnCollection(
  ports: Needs,
  contract: Contract,
  collection: string,
  rules: Rules = closedRules,
): Promise<boolean> {
  const { read } = ports.store
  if (!(await read.row('collection', collection))) {
    try {
      await createCollection(ports, botCaller(contract, { address: '' }), { collection, rules })
    } catch (error) {
      // Another node was faster, or an earlier one of that name is still being erased.
      if (!(error instanceof Refusal && error.code === 'collection.taken')) throw error
    }
  }
  return (await read.row('collection', collection))?.columns.madeBy === contract.name
}
