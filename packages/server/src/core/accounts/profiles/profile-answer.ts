import type { Profile } from '@hubbub/protocol'
import { Encoded } from '../../encoded.ts'
import type { Committed } from '../../feeds/change-set.ts'
import { writtenRow } from '../../feeds/row-of-kind.ts'

/** The answer to a changed profile. Its row is all the news there is: rooms get their hint of it from the hub. */
export const profileAnswer = ({ rows }: Committed): Encoded<Profile> =>
  new Encoded(writtenRow('profile', rows).text)
