/**
 * A to-do list that several people change at once. An admin makes the collection once:
 *
 *     curl http://127.0.0.1:3000/v1/collections -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
 *       -d '{"collection": "todos", "rules": {"read": "anyone", "create": "anyone", "update": "anyone", "delete": "owner"}}'
 *
 * Then type `buy milk` to add, `done buy milk` to tick, `drop buy milk` to delete your own.
 *
 *     npm exec -- node examples/shared-list.ts http://127.0.0.1:3000 "$TOKEN"
 */
import { createInterface } from 'node:readline'
import { type ApiError, createClient } from '@hubbub/client'

interface Todo {
  title: string
  done: boolean
}

const [url, token] = process.argv.slice(2)
const chat = createClient({ url, token })
const todos = chat.collection<Todo>('todos')

let list: Parameters<Parameters<typeof todos.on<'documents'>>[1]>[0] = new Map()
todos.on('documents', (documents) => {
  list = documents
  console.log(
    [...list.values()].map(({ data }) => `${data.done ? '☑' : '☐'} ${data.title}`).join('  ') || '(empty)',
  )
})
await todos.open()

for await (const line of createInterface({ input: process.stdin })) {
  await carryOut(line.trim()).catch((failure: ApiError) => console.error(failure.title))
}
chat.close()

async function carryOut(line: string): Promise<void> {
  const [verb = '', ...rest] = line.split(' ')
  const title = rest.join(' ')
  const found = [...list.values()].find(({ data }) => data.title === title)
  if (verb === 'done' && found) await todos.merge(found.id, { done: true }, { version: found.version })
  else if (verb === 'drop' && found) await todos.delete(found.id)
  else if (line !== '') await todos.create({ title: line, done: false })
}
