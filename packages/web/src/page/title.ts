import { useEffect } from 'preact/hooks'

/** The page's title while a screen is shown: what it is, then where. */
export function useTitle(...parts: (string | undefined)[]): void {
  const title = parts.filter((part) => part !== undefined && part !== '').join(' · ')
  useEffect(() => {
    document.title = title || 'Hubbub'
  }, [title])
}
