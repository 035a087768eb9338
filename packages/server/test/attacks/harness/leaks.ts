/** What no refusal may tell: where the program stands, what it is made of, what its database said. */
const leaks: Readonly<Record<string, RegExp>> = {
  'a stack trace': /\bat (?:async )?[\w.<>]+ \(|:\d+:\d+\)|\bnode:[a-z]+/,
  'a file path': /\/(?:home|root|usr|tmp|var|packages|node_modules|src)\/|\.(?:ts|mjs|js)\b(?!on)/,
  'database text': /sqlite|\bSQL\b|no such (?:column|table)|syntax error|constraint failed|json_extract/i,
  'a type of error': /\b(?:Type|Range|Syntax|Reference)Error\b|\bERR_[A-Z_]+|\bFST_|\bHPE_/,
  'a dependency': /\b(?:fastify|find-my-way|typebox|engine\.io|socket\.io|jose|pino|undici)\b/i,
  'a hash': /\$argon2|\$2[aby]\$/,
}

export function leaksIn(text: string): string[] {
  return Object.entries(leaks)
    .filter(([, pattern]) => pattern.test(text))
    .map(([name]) => name)
}
