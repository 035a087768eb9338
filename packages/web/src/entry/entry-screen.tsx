import { route } from '../page/router.ts'
import { Join, Register } from './join.tsx'
import { Landing } from './landing.tsx'
import { NotFound } from './not-found.tsx'
import { Password } from './password.tsx'
import { Setup } from './setup.tsx'

/** The screen of where we are, for who is not signed in. */
export function EntryScreen() {
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
      return <Landing />
  }
}
