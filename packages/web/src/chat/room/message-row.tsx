import type { Person } from '@hubbub/client'
import { useState } from 'preact/hooks'
import { Avatar } from '../../parts/avatar.tsx'
import { chatWords } from '../../words/chat.ts'
import { dayWords, timeWords } from '../../words/times.ts'
import { useChat } from '../chat-context.ts'
import type { Chat } from '../model/chat.ts'
import { Markdown, type NamedPeople } from '../text/markdown.tsx'
import { EditBox } from './edit-box.tsx'
import { MessageActions } from './message-actions.tsx'
import { PendingState } from './pending-state.tsx'
import type { Row } from './rows.ts'
import type { Visit } from './visit.ts'

interface MessageRowProps {
  visit: Visit
  row: Row
  /** The one row that the Tab key comes to. */
  isTabStop: boolean
}

/** One message with what stands above it: the day, the unread line, its author. */
export function MessageRow({ visit, row, isTabStop }: MessageRowProps) {
  const chat = useChat()
  const words = chatWords.value
  const { key, at, isFirst, newDay, newMark, message, pending } = row
  const author = chat.people.get(row.author)
  const isEditing = message !== undefined && visit.editing.value === message.id
  const [isNear, setNear] = useState(false)
  const namesMe = message?.all === true || message?.mentions?.includes(chat.me) === true
  return (
    <>
      {newDay && (
        <div class="day">
          <span>{dayWords(at)}</span>
        </div>
      )}
      {newMark && (
        <div class="new-mark" role="separator">
          <span>{words.room.unreadLine}</span>
        </div>
      )}
      <article
        class={`message${isFirst ? ' is-first' : ''}${namesMe ? ' names-me' : ''}${pending ? ` is-${pending.state}` : ''}`}
        data-row={key}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={labelOf(row, author)}
        onPointerEnter={() => setNear(true)}
        onPointerLeave={({ pointerType }) => setNear(pointerType !== 'mouse')}
        onFocus={() => {
          visit.active.value = key
        }}
      >
        <Gutter row={row} author={author} />
        <div class="message-main">
          {isFirst && <Heading row={row} author={author} />}
          {isEditing ? <EditBox visit={visit} message={message} /> : <Body row={row} />}
          {pending && <PendingState visit={visit} pending={pending} />}
        </div>
        {message && !isEditing && (isNear || isTabStop) && (
          <MessageActions visit={visit} message={message} isTabStop={isTabStop} />
        )}
      </article>
    </>
  )
}

function labelOf({ at, message, pending }: Row, author: Person): string {
  const { message: words } = chatWords.value
  const text = message?.text ?? pending?.text ?? ''
  const state = pending?.state === 'failed' ? words.notSent : message?.editedAt ? words.edited : ''
  return [author.name, timeWords(at, 'time'), text, state].filter((part) => part !== '').join(', ')
}

function Gutter({ row: { isFirst, at }, author }: { row: Row; author: Person }) {
  return (
    <div class="gutter">
      {isFirst ? (
        <Avatar person={author} />
      ) : (
        <time class="gutter-time" dateTime={at.toISOString()} title={timeWords(at, 'full')}>
          {timeWords(at, 'time')}
        </time>
      )}
    </div>
  )
}

function Heading({ row: { at }, author }: { row: Row; author: Person }) {
  return (
    <header class="message-heading">
      <span class="author" dir="auto" title={`@${author.username}`}>
        {author.name}
      </span>
      <time class="muted" dateTime={at.toISOString()} title={timeWords(at, 'full')}>
        {timeWords(at, 'time')}
      </time>
    </header>
  )
}

function Body({ row: { message, pending } }: { row: Row }) {
  const chat = useChat()
  const text = message?.text ?? pending?.text ?? ''
  const ids = message?.mentions ?? pending?.mentions ?? []
  const all = message?.all ?? pending?.all ?? false
  return (
    <div class={isOnlyEmoji(text) ? 'text is-emoji' : 'text'} dir="auto">
      <Markdown text={text} named={namedIn(chat, ids, all)} />
      {message?.editedAt !== undefined && (
        <span class="edited" title={timeWords(new Date(message.editedAt), 'full')}>
          {chatWords.value.message.edited}
        </span>
      )}
    </div>
  )
}

function namedIn(chat: Chat, ids: readonly string[], all: boolean): NamedPeople {
  const named = new Map(
    ids.map((id) => {
      const { username, name } = chat.people.get(id)
      return [username.toLowerCase(), { isMe: id === chat.me, title: name }] as const
    }),
  )
  if (all) named.set('all', { isMe: true, title: chatWords.value.composer.everybody })
  return named
}

const isOnlyEmoji = (text: string): boolean =>
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s){1,24}$/u.test(
    text,
  )
