/** What the screens before signing in say, in English: the catalogue that the others translate. */
export const entryEn = {
  product: 'Hubbub',
  loading: 'Loading…',

  landing: {
    title: (server: string) => server,
    pitch: 'Rooms, direct messages and live data, on a server of your own.',
    points: [
      'Talk in rooms, or with a few people directly.',
      'Lose the network and nothing is lost: messages wait, and missed ones arrive.',
      'Everything on this page goes over an open interface that your programs can use too.',
    ],
    docs: 'API reference',
    docsHint: 'REST and Socket.IO, with a first program',
    lobby: 'The lobby',
    lobbyHint: 'a public room, without an account',
  },

  signIn: {
    heading: 'Sign in',
    identifier: 'Username or e-mail',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Signing in…',
    wrong: 'Wrong username or password.',
    disabled: 'This account is deactivated. Ask the person who runs this server.',
    forgot: 'Forgot your password? Ask the person who runs this server for a password link.',
    noAccount: 'No account yet?',
    register: 'Create one',
    byInvitation: 'Accounts are made by invitation: ask an admin for a sign-up link.',
    closed: 'This server takes no new accounts at the moment.',
    ended: 'You were signed out. Sign in to go on.',
    tooMany: (seconds: string) => `Too many tries. You can try again in ${seconds}.`,
  },

  guest: {
    heading: 'Or look in as a guest',
    name: 'Your name',
    submit: 'Enter as a guest',
    busy: 'Entering…',
  },

  notSetUp: {
    heading: 'Not set up yet',
    text: 'Ask the person who runs this server.',
    owner:
      'Is that you? Open the link that the server printed when it started, or make a new one in the folder you started it from:',
  },

  setup: {
    title: 'Set up',
    heading: (server: string) => `Set up ${server}`,
    lead: 'You become the owner of this server. It takes one minute and works once.',
    submit: 'Set up and enter',
    busy: 'Setting up…',
    done: 'This server is set up already.',
  },

  join: {
    title: 'Create an account',
    heading: (server: string) => `Join ${server}`,
    invited: (person: string) => `${person} invites you. Choose how the others will see you.`,
    lead: 'Choose how the others will see you.',
    submit: 'Create account',
    busy: 'Creating the account…',
    haveOne: 'You have an account?',
    signIn: 'Sign in',
    closed: 'This server takes no new accounts.',
    needsLink: 'Accounts are made by invitation here: open the sign-up link that an admin gives you.',
  },

  password: {
    title: 'Choose a new password',
    heading: 'Choose a new password',
    lead: (username: string) => `For the account ${username}. All its devices are signed out.`,
    username: 'Username',
    submit: 'Save and sign in',
    busy: 'Saving…',
    saved: 'The password is saved. Sign in with it.',
  },

  link: {
    checking: 'Checking the link…',
    missingHeading: 'This page needs its link',
    missing:
      'The address ends before its secret part. Open the whole link, or copy it again from where you got it.',
    overHeading: 'This link does not work any more',
    over: 'It was used already, is too old, or a newer one took its place. Each link works once.',
    askInviter: 'Ask an admin for a new sign-up link. Who runs the server can make one with:',
    askAdmin: 'Ask an admin for a new password link. Who runs the server can make one with:',
    makeSetup: 'Who runs the server makes a new one, good for 30 minutes, with:',
    toStart: 'To the start page',
    copy: 'Copy',
    copied: 'Copied',
  },

  field: {
    displayName: 'Your name',
    displayNameHint: 'As the others see it. You can change it later.',
    username: 'Username',
    usernameHint: 'To sign in and to be mentioned: small letters and digits, with . _ or - between them.',
    email: 'E-mail',
    emailHint: 'Also good for signing in. Shown to nobody.',
    optional: 'optional',
    password: 'Password',
    newPassword: 'New password',
    passwordHint: 'At least 8 characters. A few words in a row are easy to keep and hard to guess.',
    show: 'Show',
    hide: 'Hide',
    showPassword: 'Show the password',
    hidePassword: 'Hide the password',
    needsName: 'Write your name.',
    needsUsername: 'Choose a username.',
    needsPassword: 'Choose a password.',
    givePassword: 'Type your password.',
    giveIdentifier: 'Type your username or e-mail.',
    tooShort: 'Use at least 8 characters.',
    checkingName: 'Checking…',
    free: (username: string) => `${username} is free.`,
    taken: 'This username is taken.',
    suggestions: 'Free:',
    takeSuggestion: (username: string) => `Take ${username}`,
  },

  problem: {
    one: 'One thing needs a look:',
    many: (count: number) => `${count} things need a look:`,
    emailTaken: 'This e-mail address belongs to another account.',
    emailInvalid: 'This is not an e-mail address.',
    weak: 'This password is too easy to guess. Choose another one.',
  },

  notFound: { heading: 'There is nothing here', text: 'The address may be mistyped, or the page is gone.' },

  footer: {
    docs: 'API reference',
    theme: 'Theme',
    themes: { system: 'Theme of the device', light: 'Light theme', dark: 'Dark theme' },
    language: 'Language',
  },
}

export type EntryWords = typeof entryEn
