import { type ChatMessage, type Client, createClient, memoryStorage, type SendOptions } from '@hubbub/client'
import { Device, type Heard, type Place } from './device.ts'
import { type Line, openLine } from './line.ts'

/** Somebody, on one device. */
export interface Person {
  readonly name: string
  readonly id: string
  readonly chat: Client
  readonly line: Line
  say(place: Place, text: string, options?: SendOptions): Promise<ChatMessage>
  /** The messages that were handed over, in order. */
  heardIn(place: Place): ChatMessage[]
  /** Everything that was handed over, in order. */
  eventsIn(place: Place): Heard[]
  /** Comes in and listens. */
  join(place: Place): Promise<void>
  listenTo(place: Place): void
  leaveNetwork(): Promise<void>
  /** Comes back and catches up. */
  returnToNetwork(): Promise<void>
  /** Waits until everything that the server has for this device was handed over. */
  quiet(): Promise<void>
  until(isSo: () => boolean): Promise<void>
  /** The same person on another device. */
  device(): Promise<Person>
  close(): Promise<void>
}

export const password = 'a long walk to the harbour'

export interface Signing {
  name: string
  portOf: () => number
  /** Told of everybody who is there. */
  entered: (person: Person) => void
  /** How they come in: by signing up or in, as a guest, or with a token of their own. */
  enter: (chat: Client) => Promise<{ account: { id: string } }>
  token?: string
}

export async function openPerson(signing: Signing): Promise<Person> {
  const line = await openLine(signing.portOf)
  const { token } = signing
  const chat = createClient({
    url: line.url,
    storage: memoryStorage(),
    transports: ['websocket'],
    ...(token && { token }),
  })
  try {
    const { account } = await signing.enter(chat)
    const device = new Device(chat)
    await device.begin()
    const person = personOf(signing, account.id, line, device)
    signing.entered(person)
    return person
  } catch (failure) {
    chat.close()
    await line.close()
    throw failure
  }
}

function personOf(signing: Signing, id: string, line: Line, device: Device): Person {
  const { chat } = device
  return {
    name: signing.name,
    id,
    chat,
    line,
    say: (place, text, options) => chat.room(place.id).send(text, options),
    heardIn: (place) => device.messagesIn(place),
    eventsIn: (place) => device.eventsIn(place),
    async join(place) {
      device.listenTo(place)
      await chat.room(place.id).join()
      await device.quiet()
    },
    listenTo: (place) => device.listenTo(place),
    async leaveNetwork() {
      line.cut()
      await device.until(() => chat.status !== 'online')
    },
    async returnToNetwork() {
      line.mend()
      chat.retryNow()
      await device.quiet()
    },
    quiet: () => device.quiet(),
    until: (isSo) => device.until(isSo),
    device: () =>
      openPerson({
        ...signing,
        enter: (another) => another.signIn({ identifier: signing.name, password }),
      }),
    async close() {
      chat.close()
      await line.close()
    },
  }
}
