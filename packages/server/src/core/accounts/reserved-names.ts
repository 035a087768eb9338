import { skeletonOf } from './confusables.ts'

/** They mean something else in a mention, an address or a program, or pretend to be the server or one of its contracts. */
const NOBODY = words(`
  all anonymous api bot channel deleted everybody everyone false guest here hubbub lobby me myself nobody none null
  online room self server system true undefined unknown user users you
  users-crud event-bus lobby-chat user-accounts chatrooms contract
`)

/** They promise authority: an owner may give them away, nobody takes them by signing up. */
const STAFF = words(`
  abuse admin administrator administration helpdesk hostmaster mod moderation moderator moderators official operator
  owner postmaster root security staff superuser support sysadmin sysop team webmaster
`)

const ID = /^[0-9a-f]{24}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export type Reservation = 'nobody' | 'staff'

/** Also for look-alikes: "аdmin", "ad.min", "adm1n" and "ádmin" are all read as "admin". */
export function reservationOf(name: string): Reservation | undefined {
  const skeleton = skeletonOf(name)
  if (ID.test(skeleton) || UUID.test(skeleton)) return 'nobody'
  const readings = readingsOf(skeleton)
  if (readings.some((it) => NOBODY.has(it))) return 'nobody'
  // "admin2" promises as much as "admin".
  const unnumbered = readingsOf(skeleton.replace(/[\d_.-]+$/, ''))
  return [...readings, ...unnumbered].some((it) => STAFF.has(it)) ? 'staff' : undefined
}

/** Without separators and accents, and each digit as the letter it may stand for. */
function readingsOf(skeleton: string): string[] {
  const plain = skeleton
    .normalize('NFD')
    .replace(/[\p{M}_.-]/gu, '')
    .replaceAll('0', 'o')
  return [plain.replaceAll('1', 'l'), plain.replaceAll('1', 'i')]
}

function words(text: string): ReadonlySet<string> {
  return new Set(
    text
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll('-', '')),
  )
}
