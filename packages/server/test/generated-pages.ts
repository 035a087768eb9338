import { configurationPage, envExample } from '../src/config/reference.ts'

/** Files that are written from the code by `npm run docs`, with what they should hold. */
export const generatedPages: readonly { path: string; content: string }[] = [
  { path: 'docs/reference/configuration.md', content: configurationPage() },
  { path: '.env.example', content: envExample() },
]
