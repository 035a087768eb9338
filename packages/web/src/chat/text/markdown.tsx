import type { Token, Tokens } from 'marked'
import type { ComponentChildren } from 'preact'
import { CodeBlock } from './code-block.tsx'
import { cutAtMentions } from './mentions.ts'
import { safeLink } from './safe-link.ts'
import { tokensOf } from './tokens.ts'

/** Usernames that a message names: whether it is me. */
export type NamedPeople = ReadonlyMap<string, { isMe: boolean; title: string }>

interface MarkdownProps {
  text: string
  named: NamedPeople
}

/** Somebody's Markdown as elements. Only text, and links to harmless addresses, ever come of it. */
export function Markdown({ text, named }: MarkdownProps) {
  return <>{blocks(tokensOf(text), named)}</>
}

const blocks = (tokens: readonly Token[], named: NamedPeople): ComponentChildren[] =>
  tokens.map((token) => block(token, named))

function block(token: Token, named: NamedPeople): ComponentChildren {
  switch (token.type) {
    case 'space':
      return null
    case 'hr':
      return <hr />
    case 'paragraph':
      return <p>{children(token, named)}</p>
    case 'heading':
      return <p class="md-heading">{children(token, named)}</p>
    case 'blockquote':
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens, named)}</blockquote>
    case 'code':
      return code(token as Tokens.Code)
    case 'list':
      return list(token as Tokens.List, named)
    case 'table':
      return table(token as Tokens.Table, named)
    default:
      return inline(token, named)
  }
}

function list({ ordered, start, items }: Tokens.List, named: NamedPeople): ComponentChildren {
  const entries = items.map((item) => (
    <li class={item.task ? 'md-task' : undefined}>
      {item.task && <input type="checkbox" checked={item.checked === true} disabled aria-hidden="true" />}
      {blocks(
        item.tokens.filter(({ type }) => type !== 'checkbox'),
        named,
      )}
    </li>
  ))
  return ordered ? <ol start={Number(start) || 1}>{entries}</ol> : <ul>{entries}</ul>
}

function table({ header, rows }: Tokens.Table, named: NamedPeople): ComponentChildren {
  return (
    <div class="md-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map((cell) => (
              <th scope="col">{inlines(cell.tokens, named)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{inlines(cell.tokens, named)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** After the fence stands the language, and whatever else one likes. */
const code = ({ text, lang = '' }: Tokens.Code): ComponentChildren => (
  <CodeBlock text={text} language={lang.split(/[\s,{]/)[0]?.toLowerCase() ?? ''} />
)

const inlines = (tokens: readonly Token[], named: NamedPeople): ComponentChildren[] =>
  tokens.map((token) => inline(token, named))

function inline(token: Token, named: NamedPeople): ComponentChildren {
  switch (token.type) {
    case 'strong':
      return <strong>{children(token, named)}</strong>
    case 'em':
      return <em>{children(token, named)}</em>
    case 'del':
      return <del>{children(token, named)}</del>
    case 'codespan':
      return <code dir="ltr">{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br />
    case 'link':
      return link(token as Tokens.Link, named)
    case 'image':
      return link(
        { ...token, tokens: [{ type: 'text', raw: token.raw, text: imageWords(token) }] } as Tokens.Link,
        named,
      )
    case 'text':
      return 'tokens' in token && token.tokens ? inlines(token.tokens, named) : plain(token.text, named)
    case 'escape':
      return (token as Tokens.Escape).text
    default:
      // HTML and whatever the parser may learn one day: as it was typed.
      return token.raw
  }
}

/** Pictures from elsewhere would tell their server who reads: they are links to them. */
const imageWords = (token: Token): string => (token as Tokens.Image).text || (token as Tokens.Image).href

function link({ href, tokens, raw }: Tokens.Link, named: NamedPeople): ComponentChildren {
  const address = safeLink(href)
  if (address === undefined) return raw
  return (
    <a href={address} title={address} target="_blank" rel="noopener noreferrer nofollow ugc" dir="auto">
      {inlines(tokens, named)}
    </a>
  )
}

const children = (token: Token, named: NamedPeople): ComponentChildren =>
  'tokens' in token && token.tokens ? inlines(token.tokens, named) : token.raw

function plain(text: string, named: NamedPeople): ComponentChildren {
  if (named.size === 0) return text
  return cutAtMentions(text).map(({ before, name }) => {
    const person = name === undefined ? undefined : named.get(name.toLowerCase())
    if (!person) return name === undefined ? before : `${before}@${name}`
    return (
      <>
        {before}
        <span class={person.isMe ? 'mention is-me' : 'mention'} title={person.title}>
          @{name}
        </span>
      </>
    )
  })
}
