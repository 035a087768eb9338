import { pageWords } from '../words/page.ts'

/** In the place of a screen that could not be loaded. */
export function NotLoaded({ text, onRetry }: { text: string; onRetry: () => void }) {
  return (
    <div class="entry">
      <main class="entry-main" id="content">
        <section class="card">
          <p role="alert">{text}</p>
          <button type="button" class="button is-primary is-wide" onClick={onRetry}>
            {pageWords.value.retry}
          </button>
        </section>
      </main>
    </div>
  )
}
