import { deviceName } from '../page/device.ts'
import { enter } from '../page/signed-in.ts'
import { sdk } from '../page/sdk.ts'
import { serverFacts } from '../page/server-facts.ts'
import { useTitle } from '../page/title.ts'
import { entryWords } from '../words/entry.ts'
import { AccountForm, type ChosenAccount } from './account-form.tsx'
import { Card, EntryPage } from './card.tsx'
import { LinkGate } from './link-gate.tsx'

/** A new account by a sign-up link. */
export function Join() {
  return (
    <EntryPage>
      <LinkGate purpose="signup">
        {(token, { invitedBy }) => <JoinCard invite={token} invitedBy={invitedBy} />}
      </LinkGate>
    </EntryPage>
  )
}

/** A new account without a link, where sign-up is open. */
export function Register() {
  const words = entryWords.value
  const signup = serverFacts.value?.signup
  if (signup === undefined) return null
  return (
    <EntryPage>
      {signup === 'open' ? (
        <JoinCard />
      ) : (
        <Card heading={words.join.title}>
          <p>{signup === 'closed' ? words.join.closed : words.join.needsLink}</p>
          <p>
            <a href="/">{words.link.toStart}</a>
          </p>
        </Card>
      )}
    </EntryPage>
  )
}

function JoinCard({ invite, invitedBy }: { invite?: string; invitedBy?: string | undefined }) {
  const words = entryWords.value
  const server = serverFacts.value?.name ?? words.product
  useTitle(words.join.title, server)

  async function register(account: ChosenAccount): Promise<void> {
    const client = await sdk()
    await client.register({ ...account, ...(invite === undefined ? {} : { invite }), device: deviceName() })
    enter()
  }

  return (
    <Card heading={words.join.heading(server)}>
      <p class="lead">{invitedBy === undefined ? words.join.lead : words.join.invited(invitedBy)}</p>
      <AccountForm send={register} submit={words.join.submit} busy={words.join.busy} checksUsername />
      <p class="card-aside">
        {words.join.haveOne} <a href="/">{words.join.signIn}</a>
      </p>
    </Card>
  )
}
