import type { TableClient, TableEntityResult } from '@azure/data-tables'
import type { Channel } from '../../domain/channel.ts'
import type { Clock, Machine, Pauses } from '../../use-cases/ports.ts'
import { request } from './errors.ts'

interface Row {
  readonly notBefore: Date
}

const mostSeconds = 15 * 60
const freshMs = 2_000
const tries = 5

export const pauseKey = (channel: Channel) => ({ partitionKey: 'pause', rowKey: `pause-${channel}` })

/** One row per channel in `switches`; read at most every two seconds by each instance. */
export function tablePauses(client: TableClient, { clock, machine }: { clock: Clock; machine: Machine }): Pauses {
  const known = new Map<Channel, { notBefore: Date; untilMs: number }>()

  const remember = (channel: Channel, notBefore: Date) =>
    known.set(channel, { notBefore, untilMs: machine.monotonicMs() + freshMs })

  async function read(channel: Channel): Promise<TableEntityResult<Row> | undefined> {
    const { partitionKey, rowKey } = pauseKey(channel)
    return request(() => client.getEntity<Row>(partitionKey, rowKey), { 404: undefined })
  }

  /** @returns the time that holds now, or undefined when somebody else wrote at the same moment */
  async function moveForward(channel: Channel, until: Date): Promise<Date | undefined> {
    const row = await read(channel)
    if (row !== undefined && row.notBefore >= until) return row.notBefore
    const next = { ...pauseKey(channel), v: 1, notBefore: until }
    const write = row === undefined ? client.createEntity(next) : client.updateEntity(next, 'Merge', { etag: row.etag })
    const answer = await request(() => write, { 409: 'conflict' as const, 412: 'conflict' as const })
    return answer === 'conflict' ? undefined : until
  }

  return {
    async notBefore(channel) {
      const cached = known.get(channel)
      if (cached === undefined || cached.untilMs < machine.monotonicMs()) {
        remember(channel, (await read(channel))?.notBefore ?? new Date(0))
      }
      const notBefore = known.get(channel)?.notBefore
      return notBefore !== undefined && notBefore > clock.now() ? notBefore : undefined
    },
    async extend(channel, until) {
      const cap = new Date(clock.now().getTime() + mostSeconds * 1000)
      const wanted = until < cap ? until : cap
      for (let attempt = 0; attempt < tries; attempt++) {
        const holding = await moveForward(channel, wanted)
        if (holding !== undefined) return void remember(channel, holding)
      }
    },
  }
}
