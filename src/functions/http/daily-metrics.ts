import { createHash } from 'node:crypto'
import type { Channel } from '../../domain/channel.ts'
import { addSeconds, daySeconds } from '../../domain/order.ts'
import { dayOf } from '../../domain/outcome.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { writeDailyOutcomes } from '../../use-cases/write-daily-outcomes.ts'
import { httpRoute } from './door/route.ts'
import { metrics } from './published/operation.ts'
import { metricsKey } from './metrics-key.ts'

export interface DailyMetricsDoor {
  readonly ports: Pick<Ports, 'outcomes' | 'writeOutcomes'>
  readonly environment: string
  readonly metricsApiKey?: string
}

/** Yesterday's outcomes of a channel as a Parquet file, to whoever has the key. */
export const dailyMetrics = (door: DailyMetricsDoor, { name, channel }: { name: string; channel: Channel }) =>
  httpRoute({
    name,
    method: 'POST',
    path: `notifications/api/v1/metrics/${channel}`,
    refuses: metricsKey(door.metricsApiKey),
    published: channel === 'email' ? metrics.emails : metrics.sms,
    async handle({ receivedAt }) {
      const day = dayOf(addSeconds(receivedAt, -daySeconds))
      const { bytes, rows } = await writeDailyOutcomes(door.ports, { day, channel })
      // Only what a header can hold.
      const environment = door.environment.replace(/[^\w.-]/g, '_')
      const file = `${day.replaceAll('-', '')}_${channel}_notifications_${environment}.parquet`
      const headers = {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename=${file}; filename*=UTF-8''${file}`,
        'x-file-hash': createHash('md5').update(bytes).digest('base64'),
        'x-file-size': String(bytes.byteLength),
        'x-total-filetransfer-count': String(rows),
        'x-generated-at': receivedAt.toISOString().replace('Z', '0000+00:00'),
        'x-environment': environment,
      }
      return { status: 200, headers, body: bytes }
    },
  })
