import type { Session } from '@hubbub/protocol'
import { useEffect, useState } from 'preact/hooks'
import { sure } from '../../parts/question.tsx'
import { dialogWords } from '../../words/dialog.ts'
import { timeWords } from '../../words/times.ts'
import { useChat } from '../chat-context.ts'
import { act } from '../act.ts'

type StandingSession = Exclude<Session, { removed: true }>

/** Where I am signed in, and the ways to end it: one, all others, all. */
export function Devices() {
  const chat = useChat()
  const words = dialogWords.value.settings
  const [sessions, setSessions] = useState<readonly StandingSession[] | undefined>(undefined)
  const [own, setOwn] = useState<string | undefined>(undefined)
  const [failed, setFailed] = useState(false)
  const load = () => {
    setFailed(false)
    return Promise.all([chat.client.ask('session.list', {}), chat.client.sessionId()]).then(
      ([{ items }, id]) => {
        setOwn(id)
        setSessions(thisFirst(items, id))
      },
      () => setFailed(true),
    )
  }
  useEffect(() => void load(), [])
  const end = (what: Promise<unknown>) => act(what.then(load))

  async function endAll(): Promise<void> {
    if (await sure(words.endAllQuestion, words.endAll)) act(chat.client.ask('session.revokeAll', {}))
  }

  return (
    <section aria-labelledby="settings-devices">
      <h3 id="settings-devices">{words.devices}</h3>
      {failed && (
        <p class="notice is-danger" role="alert">
          {dialogWords.value.loadFailed}{' '}
          <button type="button" class="link-button" onClick={() => void load()}>
            {dialogWords.value.retry}
          </button>
        </p>
      )}
      <ul class="picks" aria-busy={sessions === undefined && !failed}>
        {sessions?.map((session) => (
          <li key={session.id} class="pick">
            <Device
              session={session}
              isThis={session.id === own}
              onEnd={() => end(chat.client.ask('session.revoke', { session: session.id }))}
            />
          </li>
        ))}
      </ul>
      {sessions !== undefined && sessions.length > 1 && (
        <button
          type="button"
          class="button is-wide"
          onClick={() => end(chat.client.ask('session.revokeAll', { keepThis: true }))}
        >
          {words.endOthers}
        </button>
      )}
      <button type="button" class="button is-wide is-danger" onClick={() => void endAll()}>
        {words.endAll}
      </button>
    </section>
  )
}

interface DeviceProps {
  session: StandingSession
  isThis: boolean
  onEnd: () => void
}

function Device({ session, isThis, onEnd }: DeviceProps) {
  const words = dialogWords.value.settings
  const { device, refreshedAt, address } = session
  const name = device === '' ? words.unknownDevice : device
  return (
    <>
      <span class="pick-words">
        <span class="pick-name" dir="auto">
          {name} {isThis && <span class="muted">({words.thisDevice})</span>}
        </span>
        <span class="muted">
          {words.lastSeen(timeWords(new Date(refreshedAt), 'full'))}
          {address !== '' && ` · ${address}`}
        </span>
      </span>
      <button type="button" class="button is-small" aria-label={`${words.end}: ${name}`} onClick={onEnd}>
        {words.end}
      </button>
    </>
  )
}

/** This device, then those seen last. */
function thisFirst(
  sessions: readonly StandingSession[],
  own: string | undefined,
): readonly StandingSession[] {
  return [...sessions].sort(
    (one, other) =>
      Number(other.id === own) - Number(one.id === own) || other.refreshedAt.localeCompare(one.refreshedAt),
  )
}
