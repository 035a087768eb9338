import type { OutputOf } from '@hubbub/protocol'
import { useEffect, useState } from 'preact/hooks'
import { sdk } from '../page/sdk.ts'
import { serverFacts } from '../page/server-facts.ts'
import { signOut } from '../page/signed-in.ts'
import { useTitle } from '../page/title.ts'
import { Card, EntryPage } from './card.tsx'

/** Who is signed in on this device. */
export function SignedIn() {
  const [account, setAccount] = useState<OutputOf<'account.get'> | undefined>(undefined)
  useTitle(serverFacts.value?.name)
  useEffect(() => {
    void sdk().then(async (client) => setAccount(await client.ask('account.get', {})))
  }, [])
  return (
    <EntryPage>
      <Card heading={account ? account.displayName : '…'}>
        <button type="button" class="button is-wide" onClick={() => void signOut()}>
          Sign out
        </button>
      </Card>
    </EntryPage>
  )
}
