import { useSignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { route, goTo } from '../page/router.ts'
import { sdk } from '../page/sdk.ts'
import { forgetSession, wasSignedOut } from '../page/signed-in.ts'
import { readSetting } from '../page/settings.ts'
import { NotLoaded } from '../parts/not-loaded.tsx'
import { QuestionPlace } from '../parts/question.tsx'
import { Toasts } from '../parts/toasts.tsx'
import { chatWords } from '../words/chat.ts'
import { ChatContext } from './chat-context.ts'
import { ConnectionBar } from './connection-bar.tsx'
import { DialogPlace } from './dialogs/dialog-place.tsx'
import { Chat } from './model/chat.ts'
import { skipToConversation, useLandmarkKeys } from './landmark-keys.ts'
import { findRoom, pathOf } from './room-names.ts'
import { RoomPlace } from './room/room-place.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { useRoomKeys } from './room-keys.ts'

/** The chat of who is signed in: rooms on one side, the conversation beside them. */
export function ChatScreen() {
  const [chat, setChat] = useState<Chat | undefined>(undefined)
  useEffect(() => {
    let started: Chat | undefined
    let isOver = false
    void sdk().then((client) => {
      if (isOver) return
      started = new Chat(client, signedOut)
      setChat(started)
      void started.load()
      started.showKeptSoon()
    })
    return () => {
      isOver = true
      started?.stop()
    }
  }, [])
  return chat ? <Shell chat={chat} /> : <Skeleton />
}

function Shell({ chat }: { chat: Chat }) {
  const words = chatWords.value
  useRoomKeys(chat)
  useLandmarkKeys()
  if (chat.phase.value === 'loading') return <Skeleton />
  if (chat.phase.value === 'failed')
    return <NotLoaded text={words.loadFailed} onRetry={() => void chat.load()} />
  const place = route.value
  return (
    <ChatContext.Provider value={chat}>
      <div class={place.name === 'room' ? 'chat is-in-room' : 'chat'}>
        <a class="skip" href="#content" onClick={skipToConversation}>
          {words.skipToRoom}
        </a>
        <Sidebar />
        <ConnectionBar />
        {place.name === 'room' ? <RoomPlace key={place.room} name={place.room} /> : <Start chat={chat} />}
        <DialogPlace />
        <QuestionPlace />
        <Toasts />
      </div>
    </ChatContext.Provider>
  )
}

/** Where no room is named, a wide screen shows the last one; a narrow one shows the list. */
function Start({ chat }: { chat: Chat }) {
  const isNarrow = useSignal(matchMedia('(max-width: 639px)').matches)
  useEffect(() => {
    if (isNarrow.value) return
    const last = readSetting('hubbub:last-room')
    const rooms = [...chat.rooms.value.values()]
    const room = (last && findRoom(chat, last)) || findRoom(chat, 'general') || rooms[0]
    if (room) goTo(pathOf(room), { replace: true })
  }, [chat])
  return (
    <main class="conversation is-empty" id="content">
      <p class="muted late">{chatWords.value.room.choose}</p>
    </main>
  )
}

/** A session that ended elsewhere ends here: nothing is left to show. */
function signedOut(): void {
  forgetSession()
  wasSignedOut.value = true
}

/** The frame of the page before there is anything in it; it appears only where loading takes a while. */
function Skeleton() {
  return (
    <div class="chat late" aria-busy="true">
      <div class="sidebar" />
      <main class="conversation" id="content">
        <p class="sr-only" role="status">
          {chatWords.value.loading}
        </p>
      </main>
    </div>
  )
}
