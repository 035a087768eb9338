import { openTarget, type Target, type Variables } from './target.ts'
import { startWitness, type Witness } from './witness.ts'

/** A server with nobody but the witness in it; started with open doors, which close then as the group wants them. */
export interface Fresh {
  target: Target
  witness: Witness
}

export async function openFresh(variables: Variables = {}): Promise<Fresh> {
  const target = await openTarget()
  const witness = await startWitness(target)
  await target.restart(variables)
  return { target, witness }
}
