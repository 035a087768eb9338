import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pageOf } from './page.ts'
import { pictureOf } from './picture.ts'
import { newestResults } from './results.ts'

const docs = new URL('../../../../docs/', import.meta.url)

const results = newestResults()
if (!results) throw new Error('There are no results: run `npm run bench` first.')
writeFileSync(fileURLToPath(new URL('performance.md', docs)), pageOf(results))
writeFileSync(fileURLToPath(new URL('performance.svg', docs)), pictureOf(results))
