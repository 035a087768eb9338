import { useTitle } from '../page/title.ts'
import { entryWords } from '../words/entry.ts'
import { Card, EntryPage } from './card.tsx'

export function NotFound() {
  const { notFound, link } = entryWords.value
  useTitle(notFound.heading)
  return (
    <EntryPage>
      <Card heading={notFound.heading}>
        <p>{notFound.text}</p>
        <a class="button is-primary is-wide" href="/">
          {link.toStart}
        </a>
      </Card>
    </EntryPage>
  )
}
