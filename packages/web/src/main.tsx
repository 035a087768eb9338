import { render } from 'preact'
import { App, loadPart } from './app.tsx'
import { followLinks, goTo, homePath } from './page/router.ts'
import { loadServerFacts } from './page/server-facts.ts'
import { sdk } from './page/sdk.ts'
import { isSignedIn } from './page/signed-in.ts'
import { startLanguage } from './words/language.ts'

const place = document.getElementById('app')
if (!place) throw new Error('the page has no place for the app')

followLinks()
startLanguage()
void loadServerFacts()
if (isSignedIn.value) {
  void sdk()
  if (location.pathname === '/') goTo(homePath, { replace: true })
  // Who signs in needs the SDK next; it comes while they type.
} else addEventListener('load', () => setTimeout(() => void sdk(), 1_000))
void loadPart()
render(<App />, place)
