import type { ErrorCode } from '@hubbub/protocol'
import { assertRefused } from '../../harness/answer.ts'
import type { World } from '../../harness/world.ts'

/** Nobody is let in with these: not on REST in either header, not on the socket. */
export async function refusedEverywhere(
  { target }: World,
  credentials: readonly string[],
  codes: readonly ErrorCode[] = ['auth.invalid-token'],
): Promise<void> {
  for (const credential of credentials) {
    const written: Record<string, string>[] = [
      { authorization: `Bearer ${credential}` },
      { 'x-api-key': credential },
    ]
    for (const headers of written)
      assertRefused(await target.rest.send({ path: '/v1/me', headers }), ...codes)
    const entered = await target.enter(credential)
    if ('client' in entered) throw new Error(`let in with ${credential.slice(0, 200)}`)
    assertRefused(entered.refused, ...codes)
  }
}
