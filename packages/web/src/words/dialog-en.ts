/** What dialogs and panels say, in English; loaded after the first screen. */
export const dialogEn = {
  notices: {
    heading: 'Notifications',
    offer: 'Shall this browser tell you when somebody writes to you or mentions you?',
    explained:
      'This device can tell you when somebody writes to you or mentions you, while you look elsewhere.',
    turnOn: 'Turn on notifications',
    notNow: 'Not now',
    denied:
      'This browser was told to show none from this page. The sign beside the address lets you change that.',
    missing:
      'This browser shows no notifications here. They need a secure address (https), and on phones the page has to be added to the home screen first.',
    onThisDevice: 'Notify me on this device',
    withText: 'Show what was written',
    test: 'Show one now',
    testTitle: 'Hubbub',
    testText: 'This is what a notification looks like.',
    hidden: 'A new message',
    perRoom: 'What a room tells you about is chosen in the room’s own menu.',
  },

  announced: {
    heading: 'Screen reader',
    label: 'Read out new messages',
    choices: { all: 'Every message', mentions: 'Mentions and direct messages', none: 'Nothing' },
    hint: 'Of the room that is open. What you write yourself is never read out.',
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
    bannedOpen: 'Banned people',
    banned: (room: string) => `Banned from ${room}`,
    noneBanned: 'Nobody is banned.',
    bannedBy: (name: string, time: string) => `By ${name}, ${time}`,
    unban: 'Lift the ban',
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
    delete: 'Delete the room',
    deleteQuestion: (room: string) =>
      `Delete ${room} with everything that was said in it? This cannot be undone.`,
    deleted: (room: string) => `${room} is deleted.`,
  },

  settings: {
    heading: 'Settings',
    profile: 'Profile',
    emailAddress: 'E-mail address',
    proof: 'Your password, to confirm it is you',
    changeEmail: 'Change e-mail address',
    sameEmail: 'This is your address already.',
    emailChanged: 'Your e-mail address is changed.',
    emailRemoved: 'Your e-mail address is removed.',
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
