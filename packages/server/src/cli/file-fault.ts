/** What the system says of files, in words for who runs the server, with what to do. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES:
    'may not be used by this user. Run this as the user of the server, or give that user the file or its folder.',
  EPERM: 'may not be changed by this user. Run this as the user of the server, or give that user the file.',
  ENOENT: 'is not there. Make the folder first, or name another place.',
  ENOTDIR: 'lies below something that is no folder. Name another place.',
  EEXIST: 'is something else already. Name another place.',
  EISDIR: 'is a folder, where a file is wanted. Name a file.',
  ENOSPC: 'cannot be written: the disk is full. Make room, or name a place on another disk.',
  EDQUOT: 'cannot be written: this user has no more room on the disk. Make room, or name another place.',
  EROFS: 'cannot be written: the disk is only for reading. Name a place on another disk.',
  EIO: 'cannot be read or written: the disk fails. Keep a copy of what can be read, and replace the disk.',
}

/** In words, where somebody can do something about it; undefined where it is none of these. */
export function fileFaultWords(error: Error): string | undefined {
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string }
  const words = code === undefined ? undefined : WORDS[code]
  if (words === undefined || path === undefined) return undefined
  if (dest === undefined) return `${path} ${words}`
  // Of a copy the system does not say which end is meant; where there is no room it is the far one.
  return words.startsWith('cannot be written') ? `${dest} ${words}` : `${path} or ${dest} ${words}`
}
