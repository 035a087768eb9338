import type { Page } from 'playwright-core'

/** Something that opens over the chat. */
export interface Overlay {
  name: string
  /** The source that draws it: a test holds that none is missing here. */
  file: string
  open(page: Page): Promise<void>
  /** There when it is complete. */
  ready: string
}

const press = (name: string | RegExp) => async (page: Page) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()

/** One after the other: a menu, then what is in it. */
const pressEach =
  (...names: (string | RegExp)[]) =>
  async (page: Page) => {
    for (const name of names) await press(name)(page)
  }

const write = (text: string) => async (page: Page) => {
  await page.locator('#composer').fill('')
  await page.locator('#composer').pressSequentially(text)
}

/** Everything that can open over a room, for who may do everything in it. The members are shown beside it. */
export const overlays: readonly Overlay[] = [
  {
    name: 'dialog-palette',
    file: 'chat/dialogs/palette.tsx',
    open: (page) => page.keyboard.press('Control+k'),
    ready: 'dialog [role=option]',
  },
  {
    name: 'dialog-create-room',
    file: 'chat/dialogs/create-room.tsx',
    open: press('Create a room'),
    ready: 'dialog .choice',
  },
  {
    name: 'dialog-browse-rooms',
    file: 'chat/dialogs/browse-rooms.tsx',
    open: press('Browse rooms'),
    ready: 'dialog .pick',
  },
  {
    name: 'dialog-new-direct',
    file: 'chat/dialogs/choose-people.tsx',
    open: press('New direct message'),
    ready: 'dialog .pick',
  },
  {
    name: 'dialog-add-people',
    file: 'chat/dialogs/choose-people.tsx',
    open: press('Add people'),
    ready: 'dialog .pick',
  },
  {
    name: 'dialog-bans',
    file: 'chat/dialogs/bans.tsx',
    open: press('Banned people'),
    ready: 'dialog .pick',
  },
  {
    name: 'menu-room-settings',
    file: 'chat/room/room-menu.tsx',
    open: press('More about this room'),
    ready: '.menu:popover-open',
  },
  {
    name: 'dialog-room-settings',
    file: 'chat/dialogs/room-settings.tsx',
    open: pressEach('More about this room', 'Room settings'),
    ready: 'dialog .choice',
  },
  {
    name: 'dialog-question',
    file: 'parts/question.tsx',
    open: pressEach('More about this room', 'Leave the room'),
    ready: 'dialog .dialog-foot',
  },
  {
    name: 'menu-member',
    file: 'chat/panel/member-menu.tsx',
    open: press(/^Actions: /),
    ready: '.menu:popover-open',
  },
  {
    name: 'menu-settings',
    file: 'chat/sidebar/me-menu.tsx',
    open: press(/You and this device/),
    ready: '.menu:popover-open',
  },
  {
    name: 'dialog-settings',
    file: 'chat/settings/settings.tsx',
    open: pressEach(/You and this device/, 'Settings'),
    ready: 'dialog :text("Last seen")',
  },
  {
    name: 'dialog-invite',
    file: 'chat/dialogs/invite-people.tsx',
    open: pressEach(/You and this device/, 'Invite people', 'Make a link'),
    ready: 'dialog .copy-line',
  },
  {
    name: 'suggested-people',
    file: 'chat/room/suggestion-list.tsx',
    open: write('@'),
    ready: '[role=option]',
  },
  {
    name: 'suggested-emoji',
    file: 'chat/room/suggestion-list.tsx',
    open: write(':tada'),
    ready: '[role=option]',
  },
]
