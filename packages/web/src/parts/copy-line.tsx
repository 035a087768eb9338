import { useEffect, useState } from 'preact/hooks'
import { entryWords } from '../words/entry.ts'

/** A line to be typed elsewhere, with a button that copies it. */
export function CopyLine({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  const words = entryWords.value.link
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <div class="copy-line">
      <code tabIndex={0}>{text}</code>
      {'clipboard' in navigator && (
        <button
          type="button"
          class="button is-small"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? words.copied : words.copy}
        </button>
      )}
      <span class="sr-only" role="status">
        {copied ? words.copied : ''}
      </span>
    </div>
  )
}
