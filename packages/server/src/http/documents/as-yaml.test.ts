import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asYaml } from './as-yaml.ts'

test('objects and lists stand in blocks, texts in quotes, and what is empty in a line', () => {
  const yaml = asYaml({
    openapi: '3.1.1',
    count: 2,
    none: null,
    empty: {},
    list: [],
    paths: { '/users/{id}': { get: { tags: ['a', 'b'], 200: 'x: "y" # z' } } },
    steps: [{ first: 1, after: [1, [2, 3]] }, 'no', true],
  })
  assert.equal(
    yaml,
    `openapi: "3.1.1"
count: 2
none: null
empty: {}
list: []
paths:
  /users/{id}:
    get:
      "200": "x: \\"y\\" # z"
      tags:
        - "a"
        - "b"
steps:
  - first: 1
    after:
      - 1
      - - 2
        - 3
  - "no"
  - true
`,
  )
})

test('keys that some YAML reads as something else are quoted', () => {
  assert.equal(
    asYaml({ no: 1, on: 2, '': 3, 'a b': 4, '#': 5 }),
    '"no": 1\n"on": 2\n"": 3\n"a b": 4\n"#": 5\n',
  )
})
