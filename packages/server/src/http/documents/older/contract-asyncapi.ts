import type { EventDescription } from '../../../core/ports/contract-description.ts'
import type { JsonObject } from '../named-schemas.ts'
import { contractSchemas, schemaIn } from './contract-schemas.ts'
import type { DescribedContract } from './described-contract.ts'

/** What the older contracts add to an AsyncAPI document: their namespaces, messages and operations. */
export interface AsyncApiPart {
  channels: Record<string, JsonObject>
  operations: JsonObject
  schemas: JsonObject
}

const channelNames = { '/': 'older', '/socket.io': 'older-chatrooms' } as const

export function asyncApiPart(contracts: readonly DescribedContract[]): AsyncApiPart {
  const channels: Record<string, JsonObject & { messages: JsonObject }> = {}
  const operations: JsonObject = {}
  const schemas: JsonObject = {}
  for (const contract of contracts) {
    Object.assign(schemas, contractSchemas(contract))
    for (const event of contract.description.events) {
      for (const address of event.namespaces) {
        const channel = channelNames[address]
        channels[channel] ??= { address, description: `Socket.IO, namespace ${address}`, messages: {} }
        addMessages(channels[channel].messages, contract, event)
        operations[operationName(contract, event, address)] = operation(contract, event, channel)
      }
    }
  }
  return { channels, operations, schemas }
}

/** `event-bus.CREATE`; what the server tells is `event-bus.tell.broadcast`. */
const messageName = ({ name }: DescribedContract, event: EventDescription): string =>
  event.from === 'client' ? `${name}.${event.name}` : `${name}.tell.${event.name}`

const operationName = (
  contract: DescribedContract,
  event: EventDescription,
  address: keyof typeof channelNames,
): string => messageName(contract, event) + (address === '/' ? '' : `@${address}`)

function addMessages(messages: JsonObject, contract: DescribedContract, event: EventDescription): void {
  const { name, summary, payload, example, ack } = event
  messages[messageName(contract, event)] = {
    name,
    summary,
    payload: schemaIn(contract, payload),
    examples: [{ payload: example }],
  }
  if (ack) {
    messages[`${messageName(contract, event)}.ack`] = {
      name: `ack of ${name}`,
      payload: schemaIn(contract, ack),
    }
  }
}

function operation(contract: DescribedContract, event: EventDescription, channel: string): JsonObject {
  const message = (suffix = '') => ({
    $ref: `#/channels/${channel}/messages/${messageName(contract, event)}${suffix}`,
  })
  return {
    action: event.from === 'client' ? 'receive' : 'send',
    channel: { $ref: `#/channels/${channel}` },
    summary: event.to === undefined ? event.summary : `${event.summary} To: ${event.to}.`,
    tags: [{ name: contract.name }],
    messages: [message()],
    ...(event.ack
      ? { reply: { channel: { $ref: `#/channels/${channel}` }, messages: [message('.ack')] } }
      : {}),
  }
}
