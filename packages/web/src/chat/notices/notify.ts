import { effect } from '@preact/signals'
import { goTo } from '../../page/router.ts'
import { dialogWords } from '../../words/dialog.ts'
import type { NoticeData } from '../../worker/worker-scope.ts'
import type { Chat } from '../model/chat.ts'
import { namesMe, type RoomState } from '../model/room-state.ts'
import { pathOf, roomName } from '../room-names.ts'
import type { StandingMessage } from '../model/timeline.ts'
import { becomeNotifier, isLookedAt, tellLooking } from './looked-at.ts'
import { mayNotify, showsText } from './notice-settings.ts'

/** What is read at once, here or on another device, needs no notification. */
const pauseMs = 1_000
const textMost = 200

/** Tells of what is written to me while nobody looks. Answers the function that ends it. */
export function notify(chat: Chat): () => void {
  if (!('locks' in navigator)) return () => undefined
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let isNotifier = false
  const ends = [
    tellLooking(),
    becomeNotifier(() => {
      isNotifier = true
    }),
    takeBackRead(chat),
  ]
  chat.onNews = (room, message) => {
    if (!isNotifier || !mayNotify() || !isWanted(room, message, chat.me)) return
    // One for each room; the newest counts.
    clearTimeout(timers.get(room.id))
    timers.set(
      room.id,
      setTimeout(() => void show(chat, room, message), pauseMs),
    )
  }
  return () => {
    chat.onNews = undefined
    for (const timer of timers.values()) clearTimeout(timer)
    for (const end of ends) end()
  }
}

function isWanted(room: RoomState, message: StandingMessage, me: string): boolean {
  const { level } = room.inbox.value
  return level === 'all' || (level === 'mentions' && (room.isDirect || namesMe(message, me)))
}

async function show(chat: Chat, room: RoomState, message: StandingMessage): Promise<void> {
  if (message.seq <= room.inbox.value.readSeq || !mayNotify() || (await isLookedAt())) return
  const { name } = chat.people.get(message.author)
  const title = room.isDirect ? name : `${name} · ${roomName(chat, room)}`
  const words = dialogWords.value.notices
  await showNotice(title, {
    body: showsText.value ? message.text.slice(0, textMost) : words.hidden,
    tag: room.id,
    data: { path: pathOf(room) },
  })
}

interface Notice extends NotificationOptions {
  data: NoticeData
}

/** Through the service worker, whose notifications outlive the tab; by the page itself where there is none. */
export async function showNotice(title: string, notice: Notice): Promise<void> {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="apple-touch-icon"]')?.href
  const options: Notice = { ...notice, silent: true, ...(icon === undefined ? {} : { icon }) }
  const registration = await navigator.serviceWorker?.getRegistration('/c/')
  if (registration?.active) return registration.showNotification(title, options)
  const shown = new Notification(title, options)
  shown.onclick = () => {
    shown.close()
    window.focus()
    goTo(notice.data.path)
  }
}

/** What has been read meanwhile is not told any longer. */
function takeBackRead(chat: Chat): () => void {
  const read = new Map<string, number>()
  return effect(() => {
    for (const { id, inbox, unread } of chat.rooms.value.values()) {
      const { readSeq } = inbox.value
      const isNew = (read.get(id) ?? readSeq) < readSeq
      read.set(id, readSeq)
      if (isNew && unread.value === 0) void takeBack(id)
    }
  })
}

async function takeBack(tag: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/c/')
  for (const notice of (await registration?.getNotifications({ tag })) ?? []) notice.close()
}
