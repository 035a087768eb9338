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
    // A line for each emoji: its name, and the first words of those that it has besides. All of them, in the form they
    // come in, are 41 kB of brotli; these are 24, and find nearly everything that is looked for.
    name: 'emoji-lines',
    setup(build) {
      build.onLoad({ filter: /emojilib[/\\]dist[/\\].*\.json$/ }, async ({ path }) => {
        const list = Object.entries(JSON.parse(await readFile(path, 'utf8')))
        const lines = list.map(([emoji, [written, ...words]]) => {
          const name = typeable(written)
          const isNew = (word) => isTypeable(word) && !`_${name}_`.includes(`_${word}_`)
          return [emoji, name, ...words.filter(isNew).slice(0, 3)].join(' ')
        })
        return { contents: lines.join('\n'), loader: 'text' }
      })
    },
  },
]

/** "Côte d’Ivoire" is typed cote_d_ivoire. */
const typeable = (name) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9+-]+/g, '_')

const isTypeable = (word) => /^[a-z0-9_+-]+$/.test(word)
