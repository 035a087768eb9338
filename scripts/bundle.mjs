// `npm run bundle`: makes packages/server/dist without starting it; an image is made of it.
import { ensureBundled } from './workspace/bundle.mjs'

await ensureBundled()
