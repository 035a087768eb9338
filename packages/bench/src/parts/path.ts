import { pathOfAMessage } from '../path-of-a-message.ts'
import { type Part, resultOf } from './part.ts'

/** How much there is to read to follow one message from the wire to the disk and back. */
export const path: Part = {
  name: 'path',
  title: 'The path of one message',
  async run() {
    const { files, lines } = pathOfAMessage()
    const note = files.map(({ path: name, lines: own }) => `${name} ${own}`).join(', ')
    return resultOf({
      figures: [
        { name: 'files to read', value: files.length, unit: 'files', note },
        { name: 'lines in them', value: lines, unit: 'lines' },
      ],
    })
  },
}
