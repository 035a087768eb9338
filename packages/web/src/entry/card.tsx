import type { ComponentChildren } from 'preact'
import { Mark } from '../parts/brand.tsx'
import { serverFacts } from '../page/server-facts.ts'
import { LanguageSelect, ThemeSelect } from '../parts/device-choices.tsx'
import { entryWords } from '../words/entry.ts'

/** One screen before signing in: the server's name, a card, and what can be chosen below. */
export function EntryPage({ children, wide = false }: { children: ComponentChildren; wide?: boolean }) {
  return (
    <div class="entry">
      <main class={wide ? 'entry-main is-wide' : 'entry-main'} id="content">
        {children}
      </main>
      <EntryFooter />
    </div>
  )
}

/** A card with a heading; the server's name above it tells where one is. */
export function Card({ heading, children }: { heading: string; children: ComponentChildren }) {
  const { product } = entryWords.value
  return (
    <section class="card" aria-labelledby="card-heading">
      <p class="card-place">
        <Mark size={28} />
        <span dir="auto">{serverFacts.value?.name ?? product}</span>
      </p>
      <h1 id="card-heading">{heading}</h1>
      {children}
    </section>
  )
}

function EntryFooter() {
  const words = entryWords.value.footer
  return (
    <footer class="entry-footer">
      <a href="/docs">{words.docs}</a>
      <label>
        <span class="sr-only">{words.theme}</span>
        <ThemeSelect names={words.themes} />
      </label>
      <label>
        <span class="sr-only">{words.language}</span>
        <LanguageSelect />
      </label>
    </footer>
  )
}
