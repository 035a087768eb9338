import type { ContentBounds } from '../settings.ts'
import { isModerator, isMuted, type MemberRow, type RoomRow } from '../access.ts'
import { refuse } from '../refusal.ts'

/** Refuses who may not post here now. */
export function checkPosting(room: RoomRow, member: MemberRow, now: number): void {
  if (room.columns.archived) throw refuse('room.archived')
  if (room.columns.posting === 'moderators' && !isModerator(member)) throw refuse('room.read-only')
  if (isMuted(member, now)) throw refuse('member.muted')
}

/** Refuses text that is blank or too long in UTF-8: 16 KB, where the operator did not choose less. */
export function checkText(text: string, { messageBytes }: ContentBounds): void {
  if (text.trim() === '') throw refuse('message.empty')
  // A UTF-16 unit is at most 3 bytes, so most texts need no count.
  if (text.length * 3 > messageBytes && utf8Length(text) > messageBytes) {
    throw refuse('request.too-large', { detail: `A message holds ${messageBytes} bytes at most.` })
  }
}

/** Bytes of a well-formed string in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place)
    if (unit > 0x7f) bytes++
    if (unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff)) bytes++
  }
  return bytes
}
