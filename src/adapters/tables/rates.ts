import type { TableClient, TableEntityResult } from '@azure/data-tables'
import pLimit from 'p-limit'
import type { Channel } from '../../domain/channel.ts'
import { hasRoom, placesOf, spacingMs, taken, type RateBlock } from '../../domain/rate-block.ts'
import { TransientFault } from '../../domain/faults.ts'
import type { Machine, Places, Rates } from '../../use-cases/ports.ts'
import { request } from './errors.ts'

/** Notifications per minute; a channel without a number has no limit of ours. */
export type PerMinute = Readonly<Partial<Record<Channel, number>>>

interface Row {
  /** The first place that nobody has. */
  readonly nextFree: Date
}

const tries = 8

/**
 * One row per channel in `switches` says where the next block begins. A block that an instance does not use up is
 * lost: the rate is a promise to the provider, not a plan.
 */
export function tableRates(client: TableClient, perMinute: PerMinute, machine: Machine): Rates {
  const blocks = new Map<Channel, RateBlock>()
  const limits = { email: pLimit(1), sms: pLimit(1) }

  async function reserve(channel: Channel, rate: number, wanted: number): Promise<Places> {
    const nowMs = machine.now().getTime()
    const known = blocks.get(channel)
    const block = known !== undefined && hasRoom(known, nowMs) ? known : await nextBlock(channel, rate)
    const { atMs, places, rest } = taken(block, wanted)
    blocks.set(channel, rest)
    return { places, afterSeconds: Math.max(0, atMs - nowMs) / 1000 }
  }

  async function nextBlock(channel: Channel, rate: number): Promise<RateBlock> {
    const places = placesOf(rate)
    const durationMs = places * spacingMs(rate)
    for (let attempt = 0; attempt < tries; attempt++) {
      const fromMs = await moveOn(client, { channel, durationMs, nowMs: machine.now().getTime() })
      if (fromMs !== undefined) return { fromMs, places, used: 0, spacingMs: spacingMs(rate) }
      await machine.wait(Math.random() * 10 * 2 ** attempt)
    }
    throw new TransientFault('RATE_CONTENDED')
  }

  return {
    async reserve(channel, wanted) {
      const rate = perMinute[channel]
      if (rate === undefined) return { places: wanted, afterSeconds: 0 }
      return limits[channel](() => reserve(channel, rate, wanted))
    },
    async takenUntil(channel) {
      if (perMinute[channel] === undefined) return undefined
      const nextFree = (await read(client, channel))?.nextFree
      return nextFree !== undefined && nextFree > machine.now() ? nextFree : undefined
    },
  }
}

const keyOf = (channel: Channel) => ({ partitionKey: 'rate', rowKey: `rate-${channel}` })

function read(client: TableClient, channel: Channel): Promise<TableEntityResult<Row> | undefined> {
  const { partitionKey, rowKey } = keyOf(channel)
  return request(() => client.getEntity<Row>(partitionKey, rowKey), { 404: undefined })
}

interface Move {
  readonly channel: Channel
  readonly durationMs: number
  readonly nowMs: number
}

/** @returns where the block begins, or undefined when somebody else took one at the same moment */
async function moveOn(client: TableClient, { channel, durationMs, nowMs }: Move): Promise<number | undefined> {
  const row = await read(client, channel)
  const fromMs = Math.max(nowMs, row?.nextFree.getTime() ?? nowMs)
  const next = { ...keyOf(channel), v: 1, nextFree: new Date(fromMs + durationMs) }
  const write = () =>
    row === undefined ? client.createEntity(next) : client.updateEntity(next, 'Merge', { etag: row.etag })
  const answer = await request(write, { 409: 'conflict' as const, 412: 'conflict' as const })
  return answer === 'conflict' ? undefined : fromMs
}
