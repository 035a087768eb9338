/** What every part of the page may have to say, in English. */
export const pageEn = {
  retry: 'Try again',
  unreachable: 'The server could not be reached. Check the connection and try again.',

  failure: {
    network: 'The server could not be reached. Nothing was lost: try again.',
    busy: 'The server is busy. Try again in a moment.',
    unknown: 'Something went wrong on the server. Try again; if it stays so, tell the person who runs it.',
  },
}

export type PageWords = typeof pageEn
