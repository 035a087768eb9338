/** Whether a text holds another one, literally but for the case of the letters A to Z, as every engine compares. */
export const holds = (text: string, wanted: string): boolean =>
  wanted === '' || smallAscii(text).includes(smallAscii(wanted))

const smallAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
