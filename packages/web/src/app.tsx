import { Join, Register } from './entry/join.tsx'
import { Landing } from './entry/landing.tsx'
import { NotFound } from './entry/not-found.tsx'
import { Password } from './entry/password.tsx'
import { Setup } from './entry/setup.tsx'
import { SignedIn } from './entry/signed-in.tsx'
import { route } from './page/router.ts'
import { isSignedIn } from './page/signed-in.ts'

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
      return <Home />
  }
}

function Home() {
  return isSignedIn.value ? <SignedIn /> : <Landing />
}
