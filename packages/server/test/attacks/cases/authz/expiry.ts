import assert from 'node:assert/strict'
import { assertRefused } from '../../harness/answer.ts'
import type { Attack } from '../../harness/attack.ts'
import type { Fresh } from '../../harness/fresh.ts'

/** On a server whose access tokens live for a second. */
export const expiry: readonly Attack<Fresh>[] = [
  {
    ids: ['AZ-08'],
    what: 'a connection ends when its token does, and the token is good for nothing after that',
    writes: true,
    async run({ target }) {
      const ada = await target.person('ada')
      const client = await target.socketOf(ada)
      const { payload } = (await client.saw('goodbye')) ?? {}
      assert.equal(payload?.['reason'], 'auth.expired-token')
      await client.hand.closed
      assertRefused(await target.ask('rest', ada, 'account.get'), 'auth.expired-token')
      const again = await target.enter(ada.token)
      assert.ok('refused' in again)
      assertRefused(again.refused, 'auth.expired-token')
      const { accessToken } = await target.must(undefined, 'session.refresh', {
        refreshToken: ada.refreshToken,
      })
      assert.ok('client' in (await target.enter(accessToken)))
    },
  },
]
