import { configurationPage, envExample } from '../src/config/reference.ts'
import { dialects } from '../src/dialects/index.ts'
import { fileName, markdownPage } from '../src/http/documents/reference/as-markdown.ts'
import { referencePages } from '../src/http/documents/reference/pages.ts'

/** Files that are written from the code by `npm run docs`, with what they should hold. */
export const generatedPages: readonly { path: string; content: string }[] = [
  { path: 'docs/reference/configuration.md', content: configurationPage() },
  { path: '.env.example', content: envExample() },
  ...referencePages(dialects).map((page) => ({
    path: `docs/reference/${fileName(page.path)}`,
    content: markdownPage(page),
  })),
]
