type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>

/** An element with attributes, listeners (`onclick`) and children. Strings become text, whatever is in them. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.slice(2), value)
    else if (typeof value === 'boolean') made.toggleAttribute(key, value)
    else made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

/** A labelled field with a place for what is wrong with it. */
export interface Field {
  row: HTMLElement
  input: HTMLInputElement
  /** Empty words take them away. */
  complain(words: string): void
}

export function field(id: string, label: string, attributes: Attributes = {}): Field {
  const wrong = element('p', { id: `${id}-wrong`, class: 'wrong', role: 'alert' })
  const input = element('input', { id, name: id, 'aria-describedby': wrong.id, ...attributes })
  return {
    row: element('div', { class: 'field' }, element('label', { for: id }, label), input, wrong),
    input,
    complain(words) {
      wrong.textContent = words
      input.toggleAttribute('aria-invalid', words !== '')
      if (words !== '') input.setAttribute('aria-invalid', 'true')
    },
  }
}

/** A form of the page's own: the browser neither checks nor sends it. */
export const form = (
  name: string,
  submit: () => void,
  ...children: readonly HTMLElement[]
): HTMLFormElement =>
  element(
    'form',
    {
      class: name,
      novalidate: true,
      onsubmit(event) {
        event.preventDefault()
        submit()
      },
    },
    ...children,
  )

/** A button that is busy while its work goes on, so that nothing is done twice. */
export async function whileBusy(button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') return
  button.setAttribute('aria-disabled', 'true')
  try {
    await work()
  } finally {
    button.removeAttribute('aria-disabled')
  }
}
