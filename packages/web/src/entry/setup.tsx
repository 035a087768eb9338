import { deviceName } from '../page/device.ts'
import { enter } from '../page/signed-in.ts'
import { sdk } from '../page/sdk.ts'
import { serverFacts } from '../page/server-facts.ts'
import { useTitle } from '../page/title.ts'
import { entryWords } from '../words/entry.ts'
import { AccountForm, type ChosenAccount } from './account-form.tsx'
import { Card, EntryPage } from './card.tsx'
import { LinkGate } from './link-gate.tsx'

/** The first owner, by the one-time link. */
export function Setup() {
  const words = entryWords.value
  const server = serverFacts.value?.name ?? words.product
  useTitle(words.setup.title, server)

  async function setUp(token: string, account: ChosenAccount): Promise<void> {
    const client = await sdk()
    await client.setUp({ token, ...account, device: deviceName() })
    enter()
  }

  return (
    <EntryPage>
      <LinkGate purpose="setup">
        {(token) => (
          <Card heading={words.setup.heading(server)}>
            <p class="lead">{words.setup.lead}</p>
            <AccountForm
              send={(account) => setUp(token, account)}
              submit={words.setup.submit}
              busy={words.setup.busy}
              checksUsername={false}
            />
          </Card>
        )}
      </LinkGate>
    </EntryPage>
  )
}
