import { type Command, type EventDefinition, events } from '@hubbub/protocol'
import { accessWords, allCommands, areaOf } from './catalogue-facts.ts'
import { componentSchemas, type JsonObject, refSchema, schemaPath } from './named-schemas.ts'
import { asyncApiPart } from './older/contract-asyncapi.ts'
import type { DescribedContract } from './older/described-contract.ts'

const channel = '#/channels/v1'
const onSocket = (command: Command): boolean => command.restOnly !== true

/** The socket half of the catalogue as AsyncAPI 3: commands with their acks as replies, and events; then the older. */
export function asyncApiDocument(
  version: string,
  publicUrl: string,
  contracts: readonly DescribedContract[] = [],
): JsonObject {
  const older = asyncApiPart(contracts)
  const commands = allCommands.filter(onSocket)
  const { host, protocol } = new URL(publicUrl)
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Hubbub',
      version,
      description:
        'Socket.IO, namespace /v1. A client emits a command with one object and gets one ack: {ok: true, result} or {ok: false, error}.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      here: {
        host,
        protocol: protocol === 'https:' ? 'wss' : 'ws',
        pathname: '/socket.io',
        description: 'Engine.IO 4, Socket.IO 5',
      },
    },
    channels: { v1: { address: '/v1', messages: channelMessages(commands) }, ...older.channels },
    operations: {
      ...Object.fromEntries(commands.map((command) => [command.name, receive(command)])),
      ...Object.fromEntries(events.map((event) => [`tell.${event.name}`, tell(event)])),
      ...older.operations,
    },
    components: { schemas: { ...componentSchemas(), ...older.schemas } },
  }
}

function channelMessages(commands: readonly Command[]): JsonObject {
  const messages: JsonObject = {}
  for (const command of commands) {
    messages[command.name] = {
      name: command.name,
      summary: command.summary,
      payload: refSchema(command.input),
    }
    messages[`${command.name}.ack`] = { name: `ack of ${command.name}`, payload: ackSchema(command) }
  }
  for (const { name, summary, payload } of events) {
    messages[`event.${name}`] = { name, summary, payload: refSchema(payload) }
  }
  return messages
}

/** The one argument of an ack. */
function ackSchema(command: Command): JsonObject {
  return {
    oneOf: [
      {
        type: 'object',
        required: ['ok', 'result'],
        properties: { ok: { const: true }, result: refSchema(command.output) },
      },
      {
        type: 'object',
        required: ['ok', 'error'],
        properties: { ok: { const: false }, error: { $ref: schemaPath('Problem') } },
      },
    ],
  }
}

function receive(command: Command): JsonObject {
  return {
    action: 'receive',
    channel: { $ref: channel },
    summary: command.summary,
    description: `${accessWords[command.access]} ${command.rule}`,
    tags: [{ name: areaOf(command) }],
    messages: [{ $ref: `${channel}/messages/${command.name}` }],
    reply: { channel: { $ref: channel }, messages: [{ $ref: `${channel}/messages/${command.name}.ack` }] },
  }
}

function tell({ name, summary }: EventDefinition): JsonObject {
  return {
    action: 'send',
    channel: { $ref: channel },
    summary,
    messages: [{ $ref: `${channel}/messages/event.${name}` }],
  }
}
