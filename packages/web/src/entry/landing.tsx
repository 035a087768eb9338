import { isUnreachable, loadServerFacts, type ServerFacts, serverFacts } from '../page/server-facts.ts'
import { wasSignedOut } from '../page/signed-in.ts'
import { useTitle } from '../page/title.ts'
import { Mark } from '../parts/brand.tsx'
import { CopyLine } from '../parts/copy-line.tsx'
import { entryWords } from '../words/entry.ts'
import { Card, EntryPage } from './card.tsx'
import { GuestForm } from './guest-form.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The first page of who is not signed in: what this server is, and the way in. */
export function Landing() {
  const words = entryWords.value
  const facts = serverFacts.value
  useTitle(facts?.setUp ? words.signIn.heading : undefined, facts?.name ?? words.product)
  if (isUnreachable.value) return <Unreachable />
  if (!facts) return null
  if (!facts.setUp) return <NotSetUp />
  return (
    <EntryPage wide>
      <Pitch name={facts.name} />
      <section class="card" aria-labelledby="sign-in-heading">
        <h2 id="sign-in-heading">{words.signIn.heading}</h2>
        {wasSignedOut.value && (
          <p class="notice" role="status">
            {words.signIn.ended}
          </p>
        )}
        <SignInForm />
        <WaysIn signup={facts.signup} />
        {facts.guests && <GuestForm />}
      </section>
    </EntryPage>
  )
}

function Pitch({ name }: { name: string }) {
  const { landing } = entryWords.value
  return (
    <section class="pitch">
      <Mark size={56} />
      <h1 dir="auto">{name}</h1>
      <p class="pitch-line">{landing.pitch}</p>
      <ul class="pitch-points">
        {landing.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <p>
        <a href="/docs">{landing.docs}</a> <span class="muted">{landing.docsHint}</span>
      </p>
      <p>
        <a href="/lobby">{landing.lobby}</a> <span class="muted">{landing.lobbyHint}</span>
      </p>
    </section>
  )
}

function WaysIn({ signup }: { signup: ServerFacts['signup'] }) {
  const words = entryWords.value.signIn
  return (
    <div class="card-aside">
      <p>
        {signup === 'invite' && words.byInvitation}
        {signup === 'closed' && words.closed}
        {signup === 'open' && (
          <>
            {words.noAccount} <a href="/c/register">{words.register}</a>
          </>
        )}
      </p>
      <p>{words.forgot}</p>
    </div>
  )
}

function NotSetUp() {
  const { notSetUp } = entryWords.value
  return (
    <EntryPage>
      <Card heading={notSetUp.heading}>
        <p class="lead">{notSetUp.text}</p>
        <p>{notSetUp.owner}</p>
        <CopyLine text="npm run hubbub -- setup-link" />
      </Card>
    </EntryPage>
  )
}

function Unreachable() {
  const { product, unreachable, retry } = entryWords.value
  return (
    <EntryPage>
      <Card heading={product}>
        <p role="alert">{unreachable}</p>
        <button type="button" class="button is-primary is-wide" onClick={() => void loadServerFacts()}>
          {retry}
        </button>
      </Card>
    </EntryPage>
  )
}
