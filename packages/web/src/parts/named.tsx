import type { ComponentChildren } from 'preact'

/** A name, and below it what else is to be known of whom or what it names. */
export function Named({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  return (
    <span class="pick-words">
      <span class="pick-name" dir="auto">
        {name}
      </span>
      <span class="muted" dir="auto">
        {children}
      </span>
    </span>
  )
}
