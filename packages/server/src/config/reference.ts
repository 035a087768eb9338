import { legacyLines } from './legacy.ts'
import { fileKeyOf, flagOf, type Setting } from './setting.ts'
import { allSettings, groupTitles, type settings } from './settings.ts'

/** docs/reference/configuration.md, whole. */
export function configurationPage(): string {
  const tables = groups().map(({ title, rows }) => `## ${title}\n\n${tableOf(rows)}`)
  return `${INTRODUCTION}\n${tables.join('\n\n')}\n`
}

/** .env.example, whole: every setting at its default, commented out. */
export function envExample(): string {
  const parts = groups().map(({ title, rows }) => {
    const lines = rows.map((row) => `# ${row.doc}\n# ${row.env}=${shown(row)}`)
    return `# ---- ${title} ----\n\n${lines.join('\n\n')}`
  })
  const legacy = `# ---- Variables of the older services ----\n\n${legacyLines.map((line) => `# ${line}`).join('\n')}`
  return `# Copy to .env and uncomment what you change. Nothing here has to be set.\n\n${[...parts, legacy].join('\n\n')}\n`
}

const INTRODUCTION = `# Configuration

Nothing has to be configured. This page is generated from the table of settings (\`npm run docs\`).

The first of these that names a setting decides:

1. a flag: \`npm start -- --port 4000\`
2. the environment: \`HUBBUB_PORT=4000\`
3. \`.env\` in the working folder
4. \`hubbub.config.json\` in the working folder: \`{"port": 4000}\`
5. the default

Secrets can also be read from a file: \`HUBBUB_TOKEN_SECRET_FILE=/run/secrets/hubbub\`. Times are written \`30s\`, \`15m\`, \`12h\`,
\`30d\`, sizes \`64KB\`, \`1MB\`, switches \`on\` and \`off\`. An unknown name or a value that will not do stops the start, with all faults
listed. The older services' \`MONGODB_URI\`, \`MONGODB_DBNAME\`, \`MONGO_URI\`, \`DB_URI\` and \`GUNICORN_…\` are recognised: the log says
what has become of them, and \`GUNICORN_BIND\` still sets host and port.
`

function groups(): { title: string; rows: Setting<unknown>[] }[] {
  return (Object.keys(groupTitles) as (keyof typeof settings)[]).map((group) => ({
    title: groupTitles[group],
    rows: allSettings.filter((entry) => entry.group === group).map(({ setting }) => setting),
  }))
}

function tableOf(rows: readonly Setting<unknown>[]): string {
  const head = '| variable | flag | in the file | default | meaning |\n|---|---|---|---|---|'
  return `${head}\n${rows.map(lineOf).join('\n')}`
}

function lineOf(row: Setting<unknown>): string {
  const names = [row.env, ...row.also].map((name) => `\`${name}\``).join(', ')
  const standard = shown(row) ? `\`${shown(row)}\`` : ''
  const expected = row.kind.expected === 'a text' ? '' : ` ${capital(row.kind.expected)}.`
  return `| ${names} | \`--${flagOf(row.env)}\` | \`${fileKeyOf(row.env)}\` | ${standard} | ${row.doc}${expected} |`
}

function shown(row: Setting<unknown>): string {
  return row.kind.show(row.default)
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
