/** A first proposal made of somebody's name: "Ada Lovelace" gives "ada.lovelace". What can be had is the server's to say. */
export function usernameFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '.')
  return Array.from(plain.replace(/^\.+|\.+$/g, ''))
    .slice(0, 36)
    .join('')
}
