import { keepVisitor, keptVisitor } from './kept-visitor.ts'
import { login, type Visitor } from './lobby-api.ts'
import { Room } from './room.ts'
import { signInView } from './sign-in.ts'

const place = document.querySelector('#page') ?? document.body

function askName(given: { name?: string; words?: string } = {}): void {
  keepVisitor(undefined)
  place.replaceChildren(signInView(given, enter))
  document.querySelector('input')?.focus()
}

function enter(visitor: Visitor): void {
  keepVisitor(visitor)
  const { name } = visitor
  const room = new Room(visitor, {
    renewed: keepVisitor,
    left: () => askName({ name }),
    ended: (words) => askName({ name, words }),
  })
  place.replaceChildren(room.root)
  document.querySelector<HTMLElement>('#composer')?.focus()
}

const kept = keptVisitor()
if (kept) {
  login(kept.name, kept.token).then(enter, () => askName({ name: kept.name }))
} else {
  askName()
}
