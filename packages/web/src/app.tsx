import { computed, signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { route } from './page/router.ts'
import { isSignedIn } from './page/signed-in.ts'
import { NotLoaded } from './parts/not-loaded.tsx'
import { pageWords } from './words/page.ts'
import { wordsLoaded } from './words/spoken.ts'

/** Each comes in files of its own: who signs in does without the chat, and who is in it without what leads there. */
const parts = {
  chat: async () => (await import('./chat/chat-screen.tsx')).ChatScreen,
  entry: async () => (await import('./entry/entry-screen.tsx')).EntryScreen,
}
type Part = keyof typeof parts

const part = computed<Part>(() => {
  const { name } = route.value
  return isSignedIn.value && (name === 'home' || name === 'room') ? 'chat' : 'entry'
})
const screens = signal<Partial<Record<Part, FunctionComponent | 'failed'>>>({})

/** The part of the page that we are in. */
export function App() {
  const Screen = screens.value[part.value]
  useEffect(() => {
    if (Screen === undefined) void loadPart()
  }, [part.value, Screen])
  if (Screen === 'failed')
    return <NotLoaded text={pageWords.value.unreachable} onRetry={() => location.reload()} />
  return Screen ? <Screen /> : null
}

/** Also before anything is drawn. */
export async function loadPart(): Promise<void> {
  const wanted = part.value
  const screen = await parts[wanted]().catch(() => 'failed' as const)
  await wordsLoaded()
  screens.value = { ...screens.value, [wanted]: screen }
}
