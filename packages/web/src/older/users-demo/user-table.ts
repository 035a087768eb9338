import { element } from '../parts/element.ts'
import type { User } from './users-api.ts'

export interface RowActions {
  edit(user: User): void
  remove(user: User): void
}

/** The list as the server tells it, by id: what is new comes last, what changed stays where it is. */
export class UserTable {
  readonly root: HTMLElement
  readonly #rows = new Map<string, HTMLTableRowElement>()
  readonly #body = element('tbody')
  readonly #empty = element(
    'p',
    { class: 'empty', hidden: true },
    'Nobody is in the list yet. Add the first user above.',
  )
  readonly #table: HTMLElement
  readonly #count = element('caption')
  readonly #actions: RowActions

  constructor(actions: RowActions) {
    this.#actions = actions
    const head = ['Name', 'E-mail', 'Actions'].map((words) => element('th', { scope: 'col' }, words))
    this.#table = element(
      'table',
      { hidden: true },
      this.#count,
      element('thead', {}, element('tr', {}, ...head)),
      this.#body,
    )
    this.root = element('div', { class: 'users' }, this.#empty, this.#table)
  }

  has(id: string): boolean {
    return this.#rows.has(id)
  }

  replaceAll(users: readonly User[]): void {
    const known = new Set(users.map(({ id }) => id))
    for (const id of this.#rows.keys()) if (!known.has(id)) this.#drop(id)
    for (const user of users) this.#put(user)
    this.#show()
  }

  put(user: User): void {
    this.#put(user)
    this.#show()
  }

  /** Answers the name of who is gone. */
  remove(id: string): string | undefined {
    const row = this.#rows.get(id)
    const hadFocus = row?.contains(document.activeElement) === true
    const name = row?.cells[0]?.textContent ?? undefined
    const next = row?.nextElementSibling ?? row?.previousElementSibling
    this.#drop(id)
    this.#show()
    if (hadFocus) (next?.querySelector('button') ?? document.querySelector<HTMLElement>('#add-name'))?.focus()
    return name
  }

  #drop(id: string): void {
    this.#rows.get(id)?.remove()
    this.#rows.delete(id)
  }

  #put(user: User): void {
    const { id, name, email } = user
    const known = this.#rows.get(id)
    const row =
      known ??
      element(
        'tr',
        {},
        element('th', { scope: 'row' }),
        element('td'),
        element('td', { class: 'row-actions' }),
      )
    const [nameCell, emailCell, actions] = [...row.cells]
    if (nameCell) nameCell.textContent = name
    if (emailCell) emailCell.textContent = email
    const focused = [...(actions?.children ?? [])].indexOf(document.activeElement as Element)
    actions?.replaceChildren(
      this.#button('Change', name, () => this.#actions.edit(user)),
      this.#button('Delete', name, () => this.#actions.remove(user)),
    )
    if (focused >= 0) (actions?.children[focused] as HTMLElement | undefined)?.focus()
    if (!known) this.#body.append(row)
    this.#rows.set(id, row)
  }

  #button(words: string, name: string, act: () => void): HTMLElement {
    return element(
      'button',
      { type: 'button', class: 'button is-small', 'aria-label': `${words} ${name}`, onclick: act },
      words,
    )
  }

  #show(): void {
    const count = this.#rows.size
    this.#table.hidden = count === 0
    this.#empty.hidden = count > 0
    this.#count.textContent = count === 1 ? '1 user' : `${count} users`
  }
}
