import { readFile } from 'node:fs/promises'

/** Plugins of the bundler that leave away what the client does not use of a library, where it cannot see that itself. */
export const slim = [
  {
    // Of marked only the lexer is used: tokens become elements, never HTML. Its one file ends by making the part that
    // renders, which no bundler may drop; without it a fifth of the library stays away (3 kB of brotli).
    name: 'lexer-only',
    setup(build) {
      build.onLoad({ filter: /marked\.esm\.js$/ }, async ({ path }) => {
        const code = await readFile(path, 'utf8')
        const end = code.search(/var \w+=new \w+;function \w+\(\w+,\w+\)\{return \w+\.parse/)
        const [, lexer] = /(\w+) as Lexer\b/.exec(code) ?? []
        if (end < 0 || lexer === undefined)
          throw new Error('marked looks different: see packages/web/slim.mjs')
        return { contents: `${code.slice(0, end)}export{${lexer} as Lexer}` }
      })
    },
  },
  {
    // A line for each emoji, with the words that can be typed: a quarter less than the list as it comes.
    name: 'emoji-lines',
    setup(build) {
      build.onLoad({ filter: /emojilib[/\\]dist[/\\].*\.json$/ }, async ({ path }) => {
        const list = Object.entries(JSON.parse(await readFile(path, 'utf8')))
        const lines = list.map(([emoji, words]) => [emoji, ...words.filter(isTypeable)].join(' '))
        return { contents: lines.join('\n'), loader: 'text' }
      })
    },
  },
]

const isTypeable = (word) => /^[a-z0-9_+-]+$/.test(word)
