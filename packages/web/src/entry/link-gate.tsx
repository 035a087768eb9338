import type { OutputOf } from '@hubbub/protocol'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { askLink } from '../page/ask.ts'
import { failureIn } from '../page/problem.ts'
import { serverFacts } from '../page/server-facts.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { entryWords } from '../words/entry.ts'
import { Card } from './card.tsx'

type Facts = OutputOf<'link.check'>
type Purpose = Facts['purpose']
type State = 'checking' | 'missing' | 'over' | 'unreachable' | Facts

/** What whoever runs the server types to make another link. */
const commands: Record<Purpose, string> = {
  setup: 'npm run hubbub -- setup-link',
  signup: 'npm run hubbub -- invite',
  password: 'npm run hubbub -- admin reset-link NAME',
}

interface LinkGateProps {
  purpose: Purpose
  /** What the link opens; it gets the secret from the address and what the server says of it. */
  children: (token: string, facts: Facts) => ComponentChildren
}

/** Lets through who holds a link that is good; tells everybody else what is wrong with it and how to get another. */
export function LinkGate({ purpose, children }: LinkGateProps) {
  const [token] = useState(() => location.hash.slice(1))
  const [state, setState] = useState<State>('checking')
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isStale = false
    setState('checking')
    void check(token, purpose).then((found) => {
      if (!isStale) setState(found)
    })
    return () => {
      isStale = true
    }
  }, [token, purpose, tries])

  if (typeof state === 'object') return children(token, state)
  if (state === 'checking') return <Checking />
  return <BadLink purpose={purpose} state={state} onRetry={() => setTries(tries + 1)} />
}

async function check(token: string, purpose: Purpose): Promise<State> {
  if (token === '') return 'missing'
  try {
    const facts = await askLink(token)
    return facts.purpose === purpose ? facts : 'over'
  } catch (failure) {
    const code = failureIn(failure)?.code
    return code === 'link.invalid' || code === 'request.invalid' ? 'over' : 'unreachable'
  }
}

function Checking() {
  return (
    <p class="late" role="status">
      {entryWords.value.link.checking}
    </p>
  )
}

interface BadLinkProps {
  purpose: Purpose
  state: 'missing' | 'over' | 'unreachable'
  onRetry: () => void
}

function BadLink({ purpose, state, onRetry }: BadLinkProps) {
  const { link, setup, signIn, unreachable, retry } = entryWords.value
  if (purpose === 'setup' && state !== 'unreachable' && serverFacts.value?.setUp) {
    return (
      <Card heading={setup.done}>
        <a class="button is-primary is-wide" href="/">
          {signIn.submit}
        </a>
      </Card>
    )
  }
  if (state === 'unreachable') {
    return (
      <Card heading={link.missingHeading}>
        <p role="alert">{unreachable}</p>
        <button type="button" class="button is-primary is-wide" onClick={onRetry}>
          {retry}
        </button>
      </Card>
    )
  }
  const how = { setup: link.makeSetup, signup: link.askInviter, password: link.askAdmin }
  return (
    <Card heading={state === 'missing' ? link.missingHeading : link.overHeading}>
      <p role="alert">{state === 'missing' ? link.missing : link.over}</p>
      <p>{how[purpose]}</p>
      <CopyLine text={commands[purpose]} />
      <p>
        <a href="/">{link.toStart}</a>
      </p>
    </Card>
  )
}
