import { signal } from '@preact/signals'
import { loadLater } from '../load-later.ts'
import type { RoomState } from '../model/room-state.ts'

export type OpenDialog =
  | { name: 'create' | 'browse' | 'direct' | 'invite' | 'settings' | 'palette' }
  | { name: 'room-settings' | 'add-people' | 'bans'; room: RoomState }

/** The dialog that is open; one at a time. */
export const dialog = signal<OpenDialog | undefined>(undefined)

export function openDialog(opened: OpenDialog): void {
  dialog.value = opened
  void loadLater()
}

export function closeDialog(): void {
  dialog.value = undefined
}
