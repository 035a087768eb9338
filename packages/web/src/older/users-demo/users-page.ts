import { io, type Socket } from 'socket.io-client'
import { connectionState } from '../parts/connection.ts'
import { confirmed } from '../parts/dialog.ts'
import { element } from '../parts/element.ts'
import { editDialog, userForm } from './user-form.ts'
import { UserTable } from './user-table.ts'
import { addUser, deleteUser, type Key, KeyNeeded, listUsers, replaceUser, type User } from './users-api.ts'

/** The list, live: it loads what is there and hears what changes. */
export class UsersPage {
  readonly root: HTMLElement
  readonly #key: Key
  readonly #keyNeeded: (words: string) => void
  readonly #socket: Socket
  readonly #table: UserTable
  readonly #trouble = element('div', { class: 'trouble', role: 'alert', hidden: true })
  readonly #news = element('p', { class: 'sr-only', role: 'status' })
  readonly #loading = element('p', { class: 'empty' }, 'Loading…')

  constructor(key: Key, keyNeeded: (words: string) => void) {
    this.#key = key
    this.#keyNeeded = keyNeeded
    this.#socket = io({ autoConnect: false, ...(key === undefined ? {} : { auth: { token: key } }) })
    this.#table = new UserTable({
      edit: (user) => this.#edit(user),
      remove: (user) => void this.#remove(user),
    })
    const { form } = userForm({ id: 'add', button: 'Add user' }, (fields) =>
      this.#written(() => addUser(this.#key, fields)),
    )
    this.root = element(
      'main',
      { class: 'users-page' },
      element('header', { class: 'bar' }, element('h1', {}, 'Users'), connectionState(this.#socket)),
      element(
        'section',
        { class: 'panel', 'aria-labelledby': 'add-title' },
        element('h2', { id: 'add-title' }, 'Add a user'),
        form,
      ),
      this.#trouble,
      this.#news,
      this.#loading,
      this.#table.root,
    )
    this.#table.root.hidden = true
    this.#listen()
    this.#socket.connect()
    // Without a socket the list is there all the same.
    void this.#load()
  }

  close(): void {
    this.#socket.disconnect()
  }

  #listen(): void {
    const socket = this.#socket
    let hasBeen = false
    socket.on('connect', () => {
      if (hasBeen) void this.#load()
      hasBeen = true
    })
    socket.on('new_user', (user: User) => this.#hear(user, 'added'))
    socket.on('updated_user', (user: User) => this.#hear(user, 'changed'))
    socket.on('deleted_user', ({ id }: { id: string }) => {
      const name = this.#table.remove(id)
      if (name !== undefined) this.#news.textContent = `${name} was deleted.`
    })
  }

  #hear(user: User, what: string): void {
    this.#table.put(user)
    this.#news.textContent = `${user.name} was ${what}.`
  }

  async #load(): Promise<void> {
    const complaint = await this.#complaintOf(async () => this.#table.replaceAll(await listUsers(this.#key)))
    this.#loading.hidden = true
    this.#table.root.hidden = complaint !== undefined && this.#table.root.hidden
    this.#trouble.hidden = complaint === undefined
    if (complaint === undefined) return this.#trouble.replaceChildren()
    const again = element(
      'button',
      { type: 'button', class: 'button', onclick: () => void this.#load() },
      'Try again',
    )
    this.#trouble.replaceChildren(element('p', {}, complaint), again)
  }

  #edit(user: User): void {
    editDialog(user, (fields) => this.#written(() => replaceUser(this.#key, user.id, fields)))
  }

  async #remove({ id, name, email }: User): Promise<void> {
    if (!(await confirmed('Delete this user?', `${name}, ${email}`, 'Delete'))) return
    const complaint = await this.#written(() => deleteUser(this.#key, id))
    if (complaint !== undefined) this.#say(complaint)
  }

  /** The events tell what became of it; where none arrive the list is asked for again. */
  async #written(write: () => Promise<unknown>): Promise<string | undefined> {
    const complaint = await this.#complaintOf(async () => void (await write()))
    if (complaint === undefined && !this.#socket.connected) await this.#load()
    return complaint
  }

  async #complaintOf(work: () => Promise<void>): Promise<string | undefined> {
    try {
      await work()
      return undefined
    } catch (error) {
      const words = (error as Error).message
      if (error instanceof KeyNeeded) this.#keyNeeded(words)
      return words
    }
  }

  #say(words: string): void {
    this.#trouble.hidden = false
    this.#trouble.replaceChildren(element('p', {}, words))
  }
}
