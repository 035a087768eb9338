import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { IconButton } from '../../parts/icon-button.tsx'
import { chatWords } from '../../words/chat.ts'
import { copy } from '../copy.ts'
import type { CodePart, partsOf } from './highlighter.ts'

/** Longer code stays plain: colouring it would hold up the page. */
const lengthMost = 10_000

const highlight = signal<typeof partsOf | undefined>(undefined)
let loading: Promise<void> | undefined

/** Colours come after the first painting, when the page has nothing else to do; where they cannot, it stays plain. */
function loadHighlighter(): void {
  loading ??= import('./highlighter.ts').then(
    (loaded) => {
      highlight.value = loaded.partsOf
    },
    () => {
      loading = undefined
    },
  )
}

export function CodeBlock({ text, language }: { text: string; language: string }) {
  const isNamed = language !== '' && text.length <= lengthMost
  useEffect(() => {
    if (!isNamed) return
    const timer = setTimeout(loadHighlighter, 0)
    return () => clearTimeout(timer)
  }, [isNamed])
  const partsIn = highlight.value
  const parts = useMemo(
    () => (isNamed ? partsIn?.(text, language) : undefined),
    [partsIn, text, language, isNamed],
  )
  return (
    <div class="code-block" dir="ltr">
      <pre tabIndex={0}>
        <code>{parts ? parts.map(element) : text}</code>
      </pre>
      <IconButton icon="copy" label={chatWords.value.message.copyCode} onClick={() => void copy(text)} />
    </div>
  )
}

const element = (part: CodePart): ComponentChildren =>
  typeof part === 'string' ? part : <span class={part.kind}>{part.parts.map(element)}</span>
