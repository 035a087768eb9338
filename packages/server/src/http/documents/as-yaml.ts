/** JSON data as YAML 1.2 in block form. Texts stand in JSON's quotes, which YAML reads the same way. */
export function asYaml(value: unknown): string {
  return `${block(value, '')}\n`.trimStart()
}

/** After a key or a dash: on the same line where it is one word, else on lines of its own. */
function block(value: unknown, indent: string): string {
  if (Array.isArray(value) && value.length > 0)
    return value.map((item) => `\n${indent}-${dashed(item, `${indent}  `)}`).join('')
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    if (entries.length > 0)
      return entries.map(([key, item]) => `\n${indent}${keyOf(key)}:${block(item, `${indent}  `)}`).join('')
  }
  return ` ${JSON.stringify(value)}`
}

/** The first line of a nested block stands beside its dash. */
const dashed = (item: unknown, indent: string): string => block(item, indent).replace(/^\n\s*/, ' ')

/** Without quotes only what no version of YAML takes for something else. */
const keyOf = (key: string): string =>
  /^[A-Za-z$/][\w$./{}-]*$/.test(key) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key)
    ? key
    : JSON.stringify(key)
