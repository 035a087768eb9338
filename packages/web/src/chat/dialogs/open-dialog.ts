import { signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import type { RoomState } from '../model/room-state.ts'

export type OpenDialog =
  | { name: 'create' | 'browse' | 'direct' | 'invite' | 'settings' | 'palette' }
  | { name: 'room-settings' | 'add-people'; room: RoomState }

/** The dialog that is open; one at a time. */
export const dialog = signal<OpenDialog | undefined>(undefined)
/** Dialogs come in a file of their own, soon after the first screen. */
export const dialogsView = signal<FunctionComponent | undefined>(undefined)

export function openDialog(opened: OpenDialog): void {
  dialog.value = opened
  void loadDialogs()
}

export function closeDialog(): void {
  dialog.value = undefined
}

export async function loadDialogs(): Promise<void> {
  if (dialogsView.value) return
  const { Dialogs } = await import('./dialogs.tsx').catch(() => ({ Dialogs: undefined }))
  dialogsView.value = Dialogs
}
