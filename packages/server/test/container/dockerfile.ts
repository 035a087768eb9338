import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Copy,
  DockerfileParser,
  type Instruction,
  type JSONInstruction,
  type PropertyInstruction,
} from 'dockerfile-ast'
import { repository } from '../guards/source-tree.ts'

/** What the Dockerfile says, of the image that is left at its end. */
export interface Dockerfile {
  text: string
  /** The image each stage begins with, with its ARGs filled in. */
  bases: string[]
  /** All of both stages, in order. */
  steps: Step[]
  environment: Record<string, string>
  /** The only argument of an instruction: USER, WORKDIR, STOPSIGNAL, EXPOSE. */
  word(keyword: string): string
  /** What is run, without a shell: ENTRYPOINT, CMD, VOLUME. */
  words(keyword: string): string[]
  health: string[]
}

export type Step =
  | { kind: 'copy'; stage: number; from: string | undefined; mode: string | undefined; paths: string[] }
  | { kind: 'run'; stage: number; command: string[] }

export function readDockerfile(): Dockerfile {
  const text = readFileSync(join(repository, 'Dockerfile'), 'utf8')
  const file = DockerfileParser.parse(text)
  const all = file.getInstructions()
  const named = (keyword: string) => {
    const found = all.filter((one) => one.getKeyword() === keyword)
    if (found.length !== 1) throw new Error(`${keyword} stands in the Dockerfile ${found.length} times`)
    return found[0] as Instruction
  }
  const filled = (words: string, line: number) =>
    words.replace(/\$\{(\w+)\}/g, (_all, name: string) => file.resolveVariable(name, line) ?? '')
  const [health] = file.getHEALTHCHECKs()
  return {
    text,
    bases: file.getFROMs().map((from) => filled(from.getImage() ?? '', from.getRange().start.line)),
    steps: stepsOf(all),
    environment: Object.fromEntries(
      (named('ENV') as PropertyInstruction)
        .getProperties()
        .map((property) => [property.getName(), property.getValue() ?? '']),
    ),
    word: (keyword) => named(keyword).getArgumentsContent() ?? '',
    words: (keyword) => jsonWords(named(keyword)),
    health: JSON.parse(/\[.*\]$/.exec(health?.getRawArgumentsContent() ?? '')?.[0] ?? '[]') as string[],
  }
}

function jsonWords(instruction: Instruction): string[] {
  return (instruction as JSONInstruction).getJSONStrings().map((one) => one.getJSONValue())
}

function stepsOf(all: readonly Instruction[]): Step[] {
  let stage = -1
  return all.flatMap((one): Step[] => {
    const keyword = one.getKeyword()
    if (keyword === 'FROM') stage += 1
    if (keyword === 'RUN') {
      const shell = (one.getArgumentsContent() ?? '').split(' ')
      const json = jsonWords(one)
      return [{ kind: 'run', stage, command: json.length > 0 ? json : shell }]
    }
    if (keyword !== 'COPY') return []
    const flags = (one as Copy).getFlags()
    const flag = (name: string) => flags.find((each) => each.getName() === name)?.getValue() ?? undefined
    const paths = one.getArguments().map((argument) => argument.getValue())
    return [
      {
        kind: 'copy',
        stage,
        from: flag('from'),
        mode: flag('chmod'),
        paths: paths.filter((path) => !path.startsWith('--')),
      },
    ]
  })
}
