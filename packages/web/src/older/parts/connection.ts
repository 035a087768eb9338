import type { Socket } from 'socket.io-client'
import { element } from './element.ts'

export type State = 'connecting' | 'connected' | 'lost'

const words: Readonly<Record<State, string>> = {
  connecting: 'Connecting…',
  connected: 'Live',
  lost: 'No connection. Trying again…',
}

/** Says how it stands with the socket, to eyes and to screen readers. */
export function connectionState(socket: Socket): HTMLElement {
  const state = element('p', { class: 'connection', role: 'status' })
  const show = (now: State): void => {
    state.dataset['state'] = now
    state.textContent = words[now]
  }
  show('connecting')
  socket.on('connect', () => show('connected'))
  socket.on('disconnect', () => show('lost'))
  socket.on('connect_error', () => show('lost'))
  return state
}
