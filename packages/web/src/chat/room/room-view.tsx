import { useEffect, useState } from 'preact/hooks'
import { serverName } from '../../page/server-facts.ts'
import { readSetting, writeSetting } from '../../page/settings.ts'
import { useTitle } from '../../page/title.ts'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import type { RoomState } from '../model/room-state.ts'
import { LaterFailed } from '../later-failed.tsx'
import { laterFailed, laterParts, loadLater } from '../load-later.ts'
import { mayWrite } from '../rights.ts'
import { roomName } from '../room-names.ts'
import { Announcer } from './announcer.tsx'
import { Composer } from './composer.tsx'
import { placeIn } from './kept-place.ts'
import { MessageList } from './message-list.tsx'
import { RoomHeader } from './room-header.tsx'
import { TypingLine } from './typing-line.tsx'
import { beginVisit, type Visit } from './visit.ts'

const panelKey = 'hubbub:panel'
/** With more unread messages than this a room opens where they begin, not at its end. */
const openAtUnreadFrom = 50

/** A room that I am in: its messages, and what I write. */
export function RoomView({ room }: { room: RoomState }) {
  const chat = useChat()
  const [visit] = useState(() => beginVisit(room))
  const [hasPanel, setPanel] = useState(() => readSetting(panelKey) === 'members' && innerWidth >= 1200)
  const unreadAll = [...chat.rooms.value.values()].reduce((sum, one) => sum + countFor(one), 0)
  useTitle(`${unreadAll > 0 ? `(${unreadAll}) ` : ''}${roomName(chat, room)}`, serverName.value)
  useEffect(() => comeBack(room), [room])
  // Again after a reset, and when what could not be loaded can be asked for once more.
  const isOnline = chat.status.value === 'online'
  useEffect(() => openTimeline(room, isOnline), [room, isOnline])
  useEffect(() => void room.members.load(), [room, isOnline, room.members.list.value === undefined])
  useTypingNews(room)
  useReturnLine(visit)

  function togglePanel(): void {
    writeSetting(panelKey, hasPanel ? undefined : 'members')
    setPanel(!hasPanel)
  }

  return (
    <>
      <main class="conversation" id="content">
        <RoomHeader room={room} hasPanel={hasPanel} onPanel={togglePanel} />
        <MessageList visit={visit} />
        <TypingLine room={room} />
        <Footer visit={visit} />
        <Announcer room={room} />
      </main>
      {hasPanel && <Panel room={room} onClose={togglePanel} />}
    </>
  )
}

/** Its place is kept while it is loaded. */
function Panel(props: { room: RoomState; onClose: () => void }) {
  useEffect(() => void loadLater(), [])
  const MembersPanel = laterParts.value?.MembersPanel
  if (MembersPanel) return <MembersPanel {...props} />
  return (
    <aside class="panel" aria-busy={!laterFailed.value}>
      {laterFailed.value && <LaterFailed />}
    </aside>
  )
}

/** What the title counts: what names me, and all of what is written to me directly. */
const countFor = (room: RoomState): number => (room.isDirect ? room.unread.value : room.mentions.value)

/** Who read further back and left without a place to come back to begins at the end again. */
function comeBack(room: RoomState): void {
  const { newer, phase } = room.timeline
  const isElsewhere = phase.value === 'ready' && newer.value !== 'none' && !isFarBehind(room)
  if (isElsewhere && !placeIn(room)) void room.timeline.open()
}

const isFarBehind = (room: RoomState): boolean => room.unread.value > openAtUnreadFrom

function openTimeline(room: RoomState, isOnline: boolean): void {
  const { timeline } = room
  if (timeline.phase.value === 'loading') return
  // Kept on this device, and there may be more by now.
  if (timeline.isKept) return void (isOnline && timeline.open())
  if (timeline.phase.value === 'ready') return timeline.again()
  void timeline.open(isFarBehind(room) ? room.inbox.value.readSeq : undefined)
}

/** Who leaves the window and comes back finds a line before what came meanwhile. */
function useReturnLine({ room, readUpTo }: Visit): void {
  useEffect(() => {
    const changed = () => {
      if (document.visibilityState === 'hidden' && room.unread.value === 0)
        readUpTo.value = room.lastSeq.value
    }
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  }, [room])
}

/** Notes who is writing, and forgets it when its time is over. */
function useTypingNews(room: RoomState): void {
  const { client } = useChat()
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const off = client.room(room.id).on('typing', ({ person, until }) => {
      room.typing.value = new Map(room.typing.value).set(person.id, until.getTime())
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          const still = [...room.typing.value].filter(([, end]) => end > Date.now())
          room.typing.value = new Map(still)
        },
        Math.max(0, until.getTime() - Date.now()) + 50,
      )
      timers.add(timer)
    })
    return () => {
      off()
      for (const timer of timers) clearTimeout(timer)
      room.typing.value = new Map()
    }
  }, [client, room])
}

/** Where one writes, or why one cannot. */
function Footer({ visit }: { visit: Visit }) {
  const words = chatWords.value.room
  const { room } = visit
  if (mayWrite(room)) return <Composer visit={visit} />
  return <p class="composer-closed">{room.room.value.archived ? words.archived : words.readOnly}</p>
}
