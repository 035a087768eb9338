import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { serverName } from '../../page/server-facts.ts'
import { Mark } from '../../parts/brand.tsx'
import { IconButton } from '../../parts/icon-button.tsx'
import { chatWords } from '../../words/chat.ts'
import { useChat } from '../chat-context.ts'
import { openDialog } from '../dialogs/open-dialog.ts'
import type { RoomState } from '../model/room-state.ts'
import { roomName, sortedRooms } from '../room-names.ts'
import { MeMenu } from './me-menu.tsx'
import { RoomLink } from './room-link.tsx'
import { UnreadBelow } from './unread-below.tsx'
import { usePresenceOf } from '../use-presence.ts'

/** Fewer rooms are seen at once. */
const filterFrom = 13

/** The server's name, my rooms, and me. */
export function Sidebar() {
  const chat = useChat()
  const words = chatWords.value.rooms
  const filter = useSignal('')
  const lists = useRef<HTMLDivElement>(null)
  const { starred, rooms, direct } = sortedRooms(chat)
  usePresenceOf(
    'sidebar',
    direct.concat(starred).flatMap((room) => room.membership.value.with ?? []),
  )
  const shown = (list: RoomState[]) => {
    const wanted = filter.value.trim().toLocaleLowerCase()
    return wanted === ''
      ? list
      : list.filter((room) => roomName(chat, room).toLocaleLowerCase().includes(wanted))
  }
  const isGuest = chat.account.value?.role === 'guest'
  return (
    <nav class="sidebar" aria-label={words.heading}>
      <header class="sidebar-header">
        <Mark size={28} />
        <span class="server-name" dir="auto">
          {serverName}
        </span>
        <IconButton
          icon="search"
          label={chatWords.value.rooms.search}
          onClick={() => openDialog({ name: 'palette' })}
        />
      </header>
      {chat.rooms.value.size >= filterFrom && (
        <input
          class="sidebar-filter"
          type="search"
          placeholder={words.filter}
          aria-label={words.filter}
          value={filter}
          onInput={({ currentTarget }) => (filter.value = currentTarget.value)}
        />
      )}
      <div class="sidebar-lists" ref={lists}>
        {starred.length > 0 && <Section heading={words.starred} rooms={shown(starred)} />}
        <Section
          heading={words.heading}
          rooms={shown(rooms)}
          empty={words.none}
          actions={
            <>
              <IconButton
                icon="compass"
                label={words.browse}
                onClick={() => openDialog({ name: 'browse' })}
              />
              {!isGuest && (
                <IconButton icon="plus" label={words.create} onClick={() => openDialog({ name: 'create' })} />
              )}
            </>
          }
        />
        <Section
          heading={words.direct}
          rooms={shown(direct)}
          empty={words.noDirect}
          actions={
            <IconButton icon="plus" label={words.newDirect} onClick={() => openDialog({ name: 'direct' })} />
          }
        />
      </div>
      <div class="sidebar-edge">
        <UnreadBelow list={lists} />
      </div>
      <MeMenu />
    </nav>
  )
}

interface SectionProps {
  heading: string
  rooms: readonly RoomState[]
  empty?: string
  actions?: ComponentChildren
}

function Section({ heading, rooms, empty, actions }: SectionProps) {
  const id = useId()
  return (
    <section class="sidebar-section">
      <header>
        <h2 id={id}>{heading}</h2>
        <span class="sidebar-actions">{actions}</span>
      </header>
      {rooms.length === 0 && empty !== undefined && <p class="sidebar-empty">{empty}</p>}
      {rooms.length > 0 && (
        <ul aria-labelledby={id}>
          {rooms.map((room) => (
            <li key={room.id}>
              <RoomLink room={room} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
