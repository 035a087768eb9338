import { keyForm } from './key-form.ts'
import type { Key } from './users-api.ts'
import { UsersPage } from './users-page.ts'

const place = document.querySelector('#page') ?? document.body

function open(key: Key): void {
  const page = new UsersPage(key, (words) => {
    page.close()
    place.replaceChildren(keyForm(key === undefined ? '' : words, open))
    document.querySelector('input')?.focus()
  })
  place.replaceChildren(page.root)
}

open(undefined)
