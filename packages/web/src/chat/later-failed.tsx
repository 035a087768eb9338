import { isOutdated } from '../page/freshness.ts'
import { chatWords } from '../words/chat.ts'
import { laterFailed, loadLater } from './load-later.ts'

/** In the place of a part of the page that could not be loaded: why, and the way on. */
export function LaterFailed() {
  const words = chatWords.value
  const again = () => {
    laterFailed.value = false
    void loadLater()
  }
  return (
    <div class="list-failed" role="alert">
      <p>{isOutdated.value ? words.newer.text : words.unreachable}</p>
      {isOutdated.value ? (
        <button type="button" class="button is-primary" onClick={() => location.reload()}>
          {words.newer.load}
        </button>
      ) : (
        <button type="button" class="button" onClick={again}>
          {words.retry}
        </button>
      )}
    </div>
  )
}
