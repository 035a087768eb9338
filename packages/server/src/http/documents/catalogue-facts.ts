import { type Access, type Command, commands, type ErrorCode, errors } from '@hubbub/protocol'

/** Every command, in the order of the catalogue. */
export const allCommands: readonly Command[] = Object.values(commands)

/** `message.send` belongs to `message`. */
export const areaOf = ({ name }: Command): string => name.split('.', 1)[0] ?? name

export const areas: readonly string[] = [...new Set(allCommands.map(areaOf))]

export const accessWords: Readonly<Record<Access, string>> = {
  anyone: 'Anyone, without signing in.',
  account: 'Any account that is signed in.',
  person: 'Accounts, but no guests.',
  admin: 'Owners and admins of the server.',
}

/** What any command may be refused for, beside its own errors. */
const general: readonly ErrorCode[] = ['request.invalid', 'rate.limited', 'busy', 'unavailable', 'internal']
const signedIn: readonly ErrorCode[] = [
  'auth.required',
  'auth.invalid-token',
  'auth.expired-token',
  'auth.scope',
  'account.disabled',
]
/** What any request may be refused for before its command is known. */
const onHttp: readonly ErrorCode[] = [
  'request.malformed',
  'request.too-large',
  'request.media-type',
  'request.host',
  'request.origin',
]

export function generalErrors({ access }: Command): ErrorCode[] {
  const rights: ErrorCode[] = access === 'anyone' ? [] : [...signedIn]
  if (access === 'person' || access === 'admin') rights.push('access.denied')
  return [...general, ...rights]
}

export function httpErrors(command: Command): ErrorCode[] {
  return [...new Set([...command.errors, ...generalErrors(command), ...onHttp])]
}

/** Codes by their status, so that each status is one answer of the document. */
export function byStatus(codes: readonly ErrorCode[]): [number, ErrorCode[]][] {
  const groups = new Map<number, ErrorCode[]>()
  for (const code of codes)
    groups.set(errors[code].status, [...(groups.get(errors[code].status) ?? []), code])
  return [...groups].sort(([one], [other]) => one - other)
}

/** Names of the fields that stand in the path of a command's route. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].flatMap(([, name]) => (name ? [name] : []))
}
