import { signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { Card, EntryPage } from './entry/card.tsx'
import { Join, Register } from './entry/join.tsx'
import { Landing } from './entry/landing.tsx'
import { NotFound } from './entry/not-found.tsx'
import { Password } from './entry/password.tsx'
import { Setup } from './entry/setup.tsx'
import { route } from './page/router.ts'
import { isSignedIn } from './page/signed-in.ts'
import { entryWords } from './words/language.ts'

/** The screen of where we are. */
export function App() {
  switch (route.value.name) {
    case 'setup':
      return <Setup />
    case 'join':
      return <Join />
    case 'password':
      return <Password />
    case 'register':
      return <Register />
    case 'not-found':
      return <NotFound />
    case 'home':
    case 'room':
      return isSignedIn.value ? <LoadedChat /> : <Landing />
  }
}

const chatScreen = signal<FunctionComponent | 'failed' | undefined>(undefined)

/** The chat comes in a file of its own, so that the sign-in page stays light. */
export async function loadChat(): Promise<void> {
  try {
    const { ChatScreen } = await import('./chat/chat-screen.tsx')
    chatScreen.value = ChatScreen
  } catch {
    chatScreen.value = 'failed'
  }
}

function LoadedChat() {
  const Screen = chatScreen.value
  useEffect(() => {
    if (Screen === undefined) void loadChat()
  }, [Screen])
  if (Screen === 'failed') return <NotLoaded />
  return Screen ? <Screen /> : null
}

function NotLoaded() {
  const { link, product } = entryWords.value
  return (
    <EntryPage>
      <Card heading={product}>
        <p role="alert">{link.unreachable}</p>
        <button type="button" class="button is-primary is-wide" onClick={() => location.reload()}>
          {link.retry}
        </button>
      </Card>
    </EntryPage>
  )
}
