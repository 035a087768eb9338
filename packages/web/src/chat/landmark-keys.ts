import { useEffect } from 'preact/hooks'

const places = '.sidebar, main, .panel'

/** F6 goes to the next part of the page, with Shift back, and there to where one was last. */
export function useLandmarkKeys(): void {
  useEffect(() => {
    const lastIn = new WeakMap<Element, HTMLElement>()
    const focused = ({ target }: FocusEvent) => {
      const part = target instanceof HTMLElement ? target.closest(places) : null
      if (part && target instanceof HTMLElement) lastIn.set(part, target)
    }
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.altKey || event.metaKey || document.querySelector('dialog[open]'))
        return
      event.preventDefault()
      const parts = [...document.querySelectorAll(places)].filter((part) => part.checkVisibility())
      const at = parts.findIndex((part) => part.contains(document.activeElement))
      const step = event.shiftKey ? parts.length - 1 : 1
      const next = parts[(Math.max(at, -1) + (at < 0 ? 1 : step)) % parts.length]
      if (next) (lastFocus(next, lastIn.get(next)) ?? firstFocus(next))?.focus()
    }
    addEventListener('focusin', focused)
    addEventListener('keydown', pressed)
    return () => {
      removeEventListener('focusin', focused)
      removeEventListener('keydown', pressed)
    }
  }, [])
}

const lastFocus = (part: Element, last: HTMLElement | undefined): HTMLElement | undefined =>
  last && part.contains(last) && last.checkVisibility() ? last : undefined

/** Where one writes, the room one is in, or whatever comes first. */
function firstFocus(part: Element): HTMLElement | undefined {
  const wanted = ['#composer', '[aria-current]', 'a[href], button:not(:disabled), input, textarea']
  for (const selector of wanted) {
    const found = part.querySelector<HTMLElement>(selector)
    if (found) return found
  }
  return undefined
}

/** From the first link of the page: past the rooms, to where one writes or to what stands there instead. */
export function skipToConversation(event: Event): void {
  event.preventDefault()
  const composer = document.getElementById('composer')
  if (composer) return composer.focus()
  const main = document.getElementById('content')
  main?.setAttribute('tabindex', '-1')
  main?.focus()
}
