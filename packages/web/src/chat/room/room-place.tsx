import type { OutputOf } from '@hubbub/protocol'
import { useEffect, useState } from 'preact/hooks'
import { failureIn, wordsFor } from '../../page/problem.ts'
import { homePath } from '../../page/router.ts'
import { writeSetting } from '../../page/settings.ts'
import { Icon } from '../../parts/icon.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { findRoom } from '../room-names.ts'
import { RoomView } from './room-view.tsx'

/** What stands at a room's address: the room, a way into it, or why there is none. */
export function RoomPlace({ name }: { name: string }) {
  const chat = useChat()
  const room = findRoom(chat, name)
  const [wasThere, setWasThere] = useState(false)
  useEffect(() => {
    if (!room) return
    setWasThere(true)
    writeSetting('hubbub:last-room', name)
  }, [room, name])
  if (room) return <RoomView key={room.id} room={room} />
  return <Outside name={name} wasThere={wasThere} />
}

type Found = OutputOf<'room.get'>['room'] | 'looking' | 'none' | 'failed'

function Outside({ name, wasThere }: { name: string; wasThere: boolean }) {
  const chat = useChat()
  const words = chatWords.value.room
  const [found, setFound] = useState<Found>('looking')
  useEffect(() => {
    chat.client.ask('room.get', { room: name }).then(
      ({ room }) => setFound(room),
      (failure: unknown) => setFound(failureIn(failure)?.code === 'room.not-found' ? 'none' : 'failed'),
    )
  }, [name])
  if (found === 'looking') return <main class="conversation is-empty" id="content" />
  return (
    <main class="conversation is-empty" id="content">
      <div class="outside">
        {typeof found === 'object' ? (
          <Joinable room={found} />
        ) : (
          <>
            <span class="beginning-sign">
              <Icon name={found === 'failed' ? 'warning' : 'compass'} size={28} />
            </span>
            <div role="alert">
              <h1 class="outside-heading">
                {found === 'failed' ? words.historyFailed : wasThere ? words.gone : words.notFound}
              </h1>
            </div>
            <a class="button" href={homePath}>
              {words.toRooms}
            </a>
          </>
        )}
      </div>
    </main>
  )
}

function Joinable({ room }: { room: OutputOf<'room.get'>['room'] }) {
  const chat = useChat()
  const words = chatWords.value.room
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')

  async function join(): Promise<void> {
    setBusy(true)
    setFault('')
    try {
      await chat.client.room(room.id).join()
      await chat.enter(room.id)
    } catch (failure) {
      setFault(wordsFor(failure))
      setBusy(false)
    }
  }

  return (
    <>
      <span class="beginning-sign">
        <Icon name="hash" size={28} />
      </span>
      <h1 dir="auto">{room.name}</h1>
      {room.topic !== undefined && <p class="muted">{room.topic}</p>}
      <p>{words.notJoined(room.name ?? '')}</p>
      {fault !== '' && (
        <p class="notice is-danger" role="alert">
          {fault}
        </p>
      )}
      <button type="button" class="button is-primary" aria-disabled={busy} onClick={() => void join()}>
        {busy ? words.joining : words.join}
      </button>
    </>
  )
}
