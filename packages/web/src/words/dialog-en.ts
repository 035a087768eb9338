/** What dialogs and panels say, in English; loaded after the first screen. */
export const dialogEn = {
  newer: {
    text: 'There is a newer version of this page.',
    load: 'Load it',
  },

  create: {
    heading: 'Create a room',
    name: 'Name',
    kind: 'Who can come in',
    publicHint: 'Listed; everybody on this server can join.',
    unlistedHint: 'Not listed; who knows its address can join.',
    privateHint: 'Only people who are brought in.',
    topic: 'Topic',
    submit: 'Create room',
    busy: 'Creating…',
    needsName: 'Give the room a name.',
  },

  browse: {
    heading: 'Browse rooms',
    search: 'Search public rooms',
    none: 'No public room is called like that.',
    empty: 'There are no public rooms yet.',
    joined: 'Open',
    join: 'Join',
  },

  direct: {
    heading: 'New direct message',
    search: 'Search people',
    none: 'Nobody is called like that.',
    chosen: 'Chosen',
    remove: (name: string) => `Remove ${name}`,
    submit: 'Start talking',
    most: 'Seven people at most.',
  },

  invite: {
    heading: 'Invite people',
    text: 'Whoever opens this link can make one account. It is good for seven days.',
    submit: 'Make a link',
  },

  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved.',

  palette: {
    heading: 'Go to',
    label: 'Rooms, people, actions',
    none: 'Nothing is called like that.',
  },

  people: {
    addOpen: 'Add people',
    addTo: (room: string) => `Add people to ${room}`,
    add: 'Add',
    actions: 'Actions',
    make: { owner: 'Make owner', moderator: 'Make moderator', member: 'Make member' },
    remove: 'Remove',
    removeQuestion: (name: string, room: string) =>
      `Remove ${name} from ${room}? They see nothing more of it at once.`,
    ban: 'Ban',
    banQuestion: (name: string, room: string) =>
      `Ban ${name} from ${room}? They are removed and cannot come back.`,
  },

  roomSettings: {
    heading: (room: string) => `Settings of ${room}`,
    moderatorsOnly: 'Only moderators and owners write here',
    archive: 'Archive the room',
    archiveQuestion: (room: string) =>
      `Archive ${room}? It can still be read, and nobody can write. You can open it again.`,
    unarchive: 'Open the room again',
  },

  settings: {
    heading: 'Settings',
    profile: 'Profile',
    password: 'Password',
    currentPassword: 'Present password',
    changePassword: 'Change password',
    passwordChanged: 'The password is changed. Your other devices are signed out.',
    wrongPassword: 'This is not your present password.',
    devices: 'Where you are signed in',
    unknownDevice: 'Unknown device',
    lastSeen: (time: string) => `Last seen ${time}`,
    end: 'Sign out',
    endOthers: 'Sign out everywhere else',
    endAll: 'Sign out everywhere',
    endAllQuestion: 'Sign out on all devices, this one too?',
    thisDevice: 'this device',
  },
}

export type DialogWords = typeof dialogEn
