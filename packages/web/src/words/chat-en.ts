const rules = new Intl.PluralRules('en')
const count = (n: number, one: string, other: string): string =>
  rules.select(n) === 'one' ? one : other.replace('#', n.toLocaleString('en'))

/** What the chat says, in English. */
export const chatEn = {
  skipToRoom: 'Skip to the conversation',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading…',
  loadFailed: 'This could not be loaded.',
  you: 'you',

  rooms: {
    heading: 'Rooms',
    starred: 'Starred',
    direct: 'Direct messages',
    browse: 'Browse rooms',
    create: 'Create a room',
    newDirect: 'New direct message',
    none: 'You are in no room yet.',
    noDirect: 'Write to somebody directly.',
    filter: 'Filter rooms',
    unread: (n: number) => count(n, '1 unread message', '# unread messages'),
    mentions: (n: number) => count(n, '1 mention', '# mentions'),
    draft: 'Draft',
    notSent: 'Not sent',
    just: (name: string) => `Notes to self (${name})`,
  },

  kinds: { public: 'Public', unlisted: 'Unlisted', private: 'Private', direct: 'Direct message' },
  presence: { online: 'Online', away: 'Away', offline: 'Offline' },
  roles: { owner: 'Owner', moderator: 'Moderator', member: 'Member' },

  room: {
    members: 'Members',
    memberCount: (n: number) => count(n, '1 member', '# members'),
    showMembers: 'Show members',
    hideMembers: 'Hide members',
    star: 'Star this room',
    unstar: 'Remove the star',
    leave: 'Leave the room',
    leaveQuestion: (room: string) => `Leave ${room}? You can come back while it is public.`,
    more: 'More about this room',
    level: 'Notify me about',
    levels: { all: 'Every message', mentions: 'Mentions', none: 'Nothing' },
    copyLink: 'Copy the link',
    linkCopied: 'The link is copied.',
    back: 'Back to the rooms',
    beginning: (room: string) => `This is the beginning of ${room}.`,
    beginningPublic: 'Everybody on this server can find it and join.',
    beginningUnlisted: 'Whoever knows its address can join.',
    beginningPrivate: 'Only who is invited can read it.',
    beginningDirect: 'Only the people named above can read it.',
    messages: (room: string) => `Messages in ${room}`,
    older: 'Loading older messages…',
    olderFailed: 'Older messages could not be loaded.',
    historyFailed: 'The messages could not be loaded.',
    unreadLine: 'New',
    latest: 'Latest',
    latestNew: (n: number) => count(n, '1 new message', '# new messages'),
    archived: 'This room is archived: it can be read, and nobody can write.',
    readOnly: 'Only moderators can write here.',
    notFound: 'There is no such room, or it is not open to you.',
    gone: 'You are not in this room any more.',
    toRooms: 'To the rooms',
    notJoined: (room: string) => `You are not in ${room}.`,
    join: 'Join',
    joining: 'Joining…',
    choose: 'Choose a room, or write to somebody.',
    typingOne: (name: string) => `${name} is writing…`,
    typingTwo: (one: string, other: string) => `${one} and ${other} are writing…`,
    typingMany: 'Several people are writing…',
    heard: (name: string, text: string) => `${name}: ${text}`,
    heardMany: (n: number) => count(n, '1 new message', '# new messages'),
  },

  message: {
    edited: 'edited',
    actions: 'Actions for this message',
    edit: 'Edit',
    delete: 'Delete',
    copy: 'Copy text',
    deleted: 'Message deleted.',
    undo: 'Undo',
    deleteFailed: 'The message could not be deleted.',
    waiting: 'Waiting to be sent',
    sending: 'Sending…',
    notSent: 'Not sent',
    retry: 'Retry',
    discard: 'Delete',
    editAgain: 'Edit',
    save: 'Save',
    editHint: 'Enter saves, Esc cancels',
  },

  composer: {
    label: (room: string) => `Message to ${room}`,
    placeholder: (room: string) => `Message ${room}`,
    send: 'Send',
    tooLong: (n: number) => count(n, '1 character too long', '# characters too long'),
    left: (n: number) => count(n, '1 character left', '# characters left'),
    notKept: 'The message could not be kept on this device and was not sent.',
    suggestions: 'People to mention',
    everybody: 'Everybody in this room',
    hint: 'Enter sends, Shift+Enter makes a new line. **bold**, _italic_, `code`.',
  },

  connection: {
    reconnecting: 'The connection is lost. Trying again…',
    waiting: (n: number) => count(n, '1 message will be sent then.', '# messages will be sent then.'),
    offline: 'You are offline. Messages are sent when you are back.',
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
    open: 'Search rooms, people and actions (Ctrl+K)',
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
    open: 'Room settings',
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
  },

  me: {
    menu: 'You and this device',
    signOut: 'Sign out',
    theme: 'Theme',
    language: 'Language',
    themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
    docs: 'API reference',
  },
}

export type ChatWords = typeof chatEn
