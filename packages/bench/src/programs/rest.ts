export interface Question {
  method?: string
  path: string
  token?: string
  body?: unknown
}

/** One REST request, for setting things up; what is measured goes its own way. */
export function tryToAsk(url: string, { method = 'GET', path, token, body }: Question): Promise<Response> {
  return fetch(url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

export async function ask<Answer>(url: string, question: Question): Promise<Answer> {
  const answer = await tryToAsk(url, question)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${question.path} answered ${answer.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text) as Answer
}
