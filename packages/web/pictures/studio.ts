import type { Api, WebWorld } from '../test/web-world.ts'

/** A small made-up team and what it talks about: the same in all pictures. */
export interface Studio {
  ada: Api
  ben: Api
  cleo: Api
  dewi: Api
}

export async function openStudio(world: Pick<WebWorld, 'account'>): Promise<Studio> {
  const ada = await world.account('ada', 'Ada Lovelace')
  const ben = await world.account('ben', 'Ben Okri')
  const cleo = await world.account('cleo', 'Cleo Vega')
  const dewi = await world.account('dewi', 'Dewi Lestari')
  const members = [ben.id, cleo.id, dewi.id]
  const room = (name: string, handle: string, type: string, topic: string) =>
    ada.ask('POST', '/v1/rooms', { name, handle, type, topic, members })
  await room('Exhibition', 'exhibition', 'public', 'Hall 3, opening on 4 May')
  await room('Operations', 'operations', 'private', 'Servers, backups, power')
  await room('Reading list', 'reading-list', 'public', 'This month: Middlemarch')
  await ben.send('operations', 'Backup finished: 1.2 GB in 14 seconds, verified.')
  const { room: direct } = await ben.ask('POST', '/v1/direct-rooms', { accounts: [ada.id] })
  await ben.send(direct.id, 'Lunch at one?')
  await ada.ask('POST', '/v1/direct-rooms', { accounts: [cleo.id, dewi.id] })
  return { ada, ben, cleo, dewi }
}

export async function talk({ ada, ben, cleo, dewi }: Studio): Promise<void> {
  const here = 'exhibition'
  await cleo.send(here, 'The frames have arrived. All **twelve** of them, and one is even straight.')
  await ben.send(here, 'I can come by at four to hang them.')
  await ben.send(
    here,
    'What is left:\n\n1. Labels, in both languages\n2. The lamp above the `Atlas`\n3. Chairs',
  )
  await ada.send(
    here,
    '> Labels, in both languages\n\nThey are printed. I put the texts here: https://harbour.example/labels',
  )
  await dewi.send(here, 'Terima kasih! I read them tonight.')
  await ben.send(
    here,
    'The screen at the door counts visitors now:\n\n```js\nconst room = client.room("door")\nroom.on("message", ({ text }) => show(Number(text)))\n```',
  )
  await cleo.send(here, '@ada the door opens at nine, could you let the printers in?', {
    mentions: [ada.id],
  })
}

/** Names and words as long as people really have them, and longer. */
export async function writeLong({ ada, ben }: Studio, world: Pick<WebWorld, 'account'>): Promise<void> {
  const long = await world.account(
    'wolfeschlegelsteinhausenbergerdorff',
    'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Elder of Hamburg',
  )
  await ada.ask('POST', '/v1/rooms', {
    name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    handle: 'long',
    type: 'public',
    topic:
      'A topic that goes on and on, as topics do when nobody stops them, until there is no room left for anything else at all',
    members: [ben.id, long.id],
  })
  await long.send(
    'long',
    `Pneumonoultramicroscopicsilicovolcanoconiosis${'ab'.repeat(80)} and then some ordinary words.`,
  )
  await long.send(
    'long',
    'https://harbour.example/a/very/long/address/that/does/not/end/where/it/should/but/goes/on/and/on/and/on/and/on?with=questions&and=answers',
  )
  await ben.send(
    'long',
    '| Column | Another column | A third one, longer | And a fourth |\n|---|---|---|---|\n| one | two | three | four |',
  )
}
