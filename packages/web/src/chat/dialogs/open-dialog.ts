import { signal } from '@preact/signals'

export type DialogName = 'create' | 'browse' | 'direct' | 'invite'

/** The dialog that is open; one at a time. */
export const dialog = signal<DialogName | undefined>(undefined)

export function openDialog(name: DialogName): void {
  dialog.value = name
}

export function closeDialog(): void {
  dialog.value = undefined
}
