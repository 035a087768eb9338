import type { Reading } from '../loads/rounds.ts'
import type { Results } from './results.ts'

/** What the project wants to reach, and what it aims at beyond. */
export interface Goal {
  what: string
  part: string
  /** The beginning of a table's title, and the program beside which the server stands. */
  table?: string
  beside?: string
  field?: keyof Reading
  /** The beginning of a figure's name. */
  figure?: string
  atLeast?: number
  atMost?: number
  aim?: number
}

const SOCKET_IO = 'Socket.IO emit, not stored'
const CEILING = 'raw ws, coalesced, not stored'
const ECHO = 'Socket.IO echo, not stored'

const delayGoal = (what: string, atMost: number): Goal => {
  return {
    what: `ms of delay of the event loop, p99, while ${what}`,
    part: 'event-loop',
    figure: `p99 while ${what}`,
    atMost,
  }
}

const GOALS: readonly Goal[] = [
  {
    what: 'fan-out to 1,000, 16 in flight, against Socket.IO that stores nothing',
    part: 'fan-out',
    table: 'one room of 1000, 16 in flight',
    beside: SOCKET_IO,
    atLeast: 8,
    aim: 12,
  },
  {
    what: 'the same against coalesced raw WebSockets that store nothing',
    part: 'fan-out',
    table: 'one room of 1000, 16 in flight',
    beside: CEILING,
    atLeast: 0.45,
    aim: 0.7,
  },
  {
    what: 'fan-out to 1,000, 1 in flight, against Socket.IO that stores nothing',
    part: 'fan-out',
    table: 'one room of 1000, 1 in flight',
    beside: SOCKET_IO,
    atLeast: 1.2,
    aim: 1.3,
  },
  {
    what: 'sends of 50 in one room against an echo that stores nothing',
    part: 'sends',
    table: '50 senders in one room',
    beside: ECHO,
    atLeast: 0.5,
    aim: 0.7,
  },
  {
    what: 'sends of 50 over 50 rooms against the same echo',
    part: 'sends',
    table: '50 senders over 50 rooms',
    beside: ECHO,
    atLeast: 0.25,
    aim: 0.4,
  },
  {
    what: 'sends of 50 on a disk that takes 5 ms, against a commit for each message',
    part: 'slow-disk',
    table: '50 senders in one room, each sync 5 ms',
    beside: 'commit for each message',
    field: 'perSecond',
    atLeast: 20,
  },
  {
    what: 'GET /v1/me against bare Fastify',
    part: 'rest',
    table: 'GET /v1/me',
    beside: 'bare Fastify',
    atLeast: 0.6,
  },
  {
    what: 'a page of 50 messages against bare Fastify',
    part: 'rest',
    table: 'GET /v1/rooms',
    beside: 'bare Fastify',
    atLeast: 0.6,
  },
  {
    what: 'lobby-chat: a message to 1,000 sockets, against the native figure',
    part: 'dialects',
    table: 'lobby-chat: message to 1000, 16 in flight',
    beside: 'native',
    atLeast: 0.5,
  },
  {
    what: 'KiB of memory for an idle connection, of 10,000',
    part: 'memory',
    figure: 'after a collection',
    atMost: 24,
    aim: 16,
  },
  ...(
    [
      ['500 people send in one room', 20],
      ['500 people send over 50 rooms', 20],
      ['16 messages in flight to 1000', 20],
      ['50 people send during queries', 50],
      ['50 people send during a backup', 50],
      ['clients come back after a restart', 50],
    ] as const
  ).map(([what, atMost]) => delayGoal(what, atMost)),
  { what: 'ms from spawn to listening', part: 'start', figure: 'from spawn', atMost: 700 },
  { what: 'MB of memory when idle, workers included', part: 'start', figure: 'idle memory', atMost: 120 },
]

export interface Judged {
  goal: Goal
  value: number
  isMet: boolean
  aimIsMet: boolean | undefined
}

/** Goals whose part was measured, with what was found. */
export function judged({ parts }: Pick<Results, 'parts'>): Judged[] {
  return GOALS.flatMap((goal) => {
    const value = valueFor(goal, parts)
    if (value === undefined) return []
    const reaches = (bound: number) => (goal.atMost === undefined ? value >= bound : value <= bound)
    const bound = goal.atMost ?? goal.atLeast ?? 0
    return [
      {
        goal,
        value,
        isMet: reaches(bound),
        aimIsMet: goal.aim === undefined ? undefined : reaches(goal.aim),
      },
    ]
  })
}

function valueFor(goal: Goal, parts: Results['parts']): number | undefined {
  const part = parts[goal.part]
  const { figure, table: title, beside, field = 'perServerSecond' } = goal
  if (figure !== undefined) return part?.figures.find(({ name }) => name.startsWith(figure))?.value
  const table = part?.tables.find((one) => one.title.startsWith(title ?? ''))
  const ours = table?.outcomes[0]?.median[field]
  const theirs = table?.outcomes.find(({ name }) => name === beside)?.median[field]
  return ours === undefined || theirs === undefined ? undefined : ours / theirs
}
