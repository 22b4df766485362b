import type { TableClient } from '@azure/data-tables'
import type { Channel } from '../../domain/channel.ts'
import { request } from './errors.ts'
import { pauseKey } from './pauses.ts'

/** For operators: holds a channel as long as they like, or lets it go on. Instances know within seconds. */
export interface PauseSwitch {
  /** Undefined where nothing was ever held or throttled. */
  notBefore(channel: Channel): Promise<Date | undefined>
  /** Until then nothing new is sent. */
  hold(channel: Channel, until: Date): Promise<void>
  lift(channel: Channel): Promise<void>
}

export function pauseSwitch(client: TableClient): PauseSwitch {
  return {
    async notBefore(channel) {
      const { partitionKey, rowKey } = pauseKey(channel)
      const read = () => client.getEntity<{ notBefore: Date }>(partitionKey, rowKey)
      return (await request(read, { 404: undefined }))?.notBefore
    },
    async hold(channel, until) {
      await request(() => client.upsertEntity({ ...pauseKey(channel), v: 1, notBefore: until }, 'Replace'))
    },
    async lift(channel) {
      const { partitionKey, rowKey } = pauseKey(channel)
      await request(() => client.deleteEntity(partitionKey, rowKey), { 404: undefined })
    },
  }
}
