import { componentSchemas, type JsonSchema } from '../named-schemas.ts'
import { type Block, heading, type Page } from './blocks.ts'
import { fieldRows, typeWords } from './type-words.ts'

export const typesPage: Page = {
  path: '/types',
  title: 'Types',
  lead: 'What commands take and answer and what events bring. Clients ignore fields they do not know.',
  blocks() {
    const schemas = Object.entries(componentSchemas())
    return schemas.sort(([one], [other]) => one.localeCompare(other, 'en')).flatMap(typeBlocks)
  },
}

function typeBlocks([name, schema]: [string, JsonSchema]): Block[] {
  const { description } = schema
  const rows = fieldRows(schema)
  return [
    heading(3, name, name),
    ...(description ? [{ text: `${description.charAt(0).toUpperCase()}${description.slice(1)}.` }] : []),
    rows.length > 0
      ? { head: ['Field', 'Type', 'Always', 'Meaning'], rows }
      : { text: `One of: ${typeWords(schema)}.` },
  ]
}
