import { followClock } from '../clock/follow-clock.ts'
import type { Running } from '../process/serve.ts'
import type { Channel, ChannelSettings } from './channel.ts'
import { alarmClock, type Clock } from './clock.ts'
import { emailChannel } from './email/email-channel.ts'
import { faultSwitches, type FaultSwitches } from './faults.ts'
import { closeServer, listen, serveRoutes } from './http-server.ts'
import { liveInbox } from './inbox/live-inbox.ts'
import { orderTimeline } from './inbox/order-timeline.ts'
import { pageFiles } from './inbox/page-files.ts'
import { openJournal } from './journal.ts'
import type { ReportSchema } from './report-event.ts'
import { openReportQueue } from './report-queue.ts'
import { rateLimits, type RateLimits } from './rate-limits.ts'
import { behindDoor } from './service-door.ts'
import type { Route } from './service-request.ts'
import { smsChannel } from './sms/sms-channel.ts'

export interface CommunicationServicesOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Where accepted messages and owed reports outlive the process; left out, they do not. */
  readonly folder?: string
  /** Base64. */
  readonly accessKey?: string
  readonly serviceBusConnectionString: string
  readonly reportQueue?: string
  /** Left out, reports take turns. */
  readonly reportSchema?: ReportSchema | 'alternate'
  /** From acceptance to the end of the operation and its report. */
  readonly reportDelayMs?: number
  /**
   * Of requests, by the name of the route, such as `send-email`, `get-email-operation` or `send-sms`; of recipients of
   * SMS by `sms`. Left out, there is no limit.
   */
  readonly rateLimits?: RateLimits
  /** How long after its first-sent date a send of SMS may be repeated; 300 as documented. */
  readonly smsRepeatabilitySeconds?: number
  /** Where the page leads from a message to its order, such as `http://localhost:7071/notifications/api/v1`. */
  readonly apiUrl?: string
  /** The page that leads everywhere; ends with a slash. */
  readonly startUrl?: string
  /** Who knows the timelines of orders, at `/<order>/timeline`; left out, the page shows what happened here. */
  readonly ordersUrl?: string
  /** Where the service hears of the time that its delays go by; left out, it is the machine's. */
  readonly clockUrl?: string
}

export interface CommunicationServicesReady {
  readonly port: number
  readonly url: string
  readonly connectionString: string
}

const defaultAccessKey = Buffer.from('a key that everybody knows').toString('base64')

/**
 * A local stand-in for Azure Communication Services on 127.0.0.1, for the unmodified SDK with
 * `allowInsecureConnection`; its delivery reports go to a Service Bus queue as Event Grid would send them.
 */
export async function startCommunicationServices(
  options: CommunicationServicesOptions,
  clock?: Clock,
): Promise<Running<CommunicationServicesReady>> {
  const followed = await followClock(options.clockUrl)
  const { server, port } = await listen(options.port)
  try {
    const parts = assemble(options, clock ?? alarmClock(followed))
    const requests: Record<string, number> = {}
    serveRoutes(server, parts.routes, (route) => (requests[route] = (requests[route] ?? 0) + 1))
    return {
      ready: readyOf(options, port),
      inspect: () => ({ requests, ...parts.counts() }),
      async stop() {
        followed.stop()
        await closeServer(server)
        await parts.stop()
      },
    }
  } catch (error) {
    followed.stop()
    server.close()
    throw error
  }
}

function readyOf({ accessKey = defaultAccessKey }: CommunicationServicesOptions, port: number) {
  const url = `http://127.0.0.1:${port}`
  return { port, url, connectionString: `endpoint=${url}/;accesskey=${accessKey}` }
}

/** Everything but the server, which must be listening: a port that is taken leaves nothing behind. */
function assemble(options: CommunicationServicesOptions, clock: Clock) {
  const queue = openReportQueue(options.serviceBusConnectionString, options.reportQueue ?? 'delivery-reports')
  const journal = openJournal(options.folder)
  const faults = faultSwitches()
  const limits = rateLimits(options.rateLimits ?? {}, clock)
  const settings = () => channelSettings(options, { clock, faults, queue })
  const email = emailChannel(settings(), journal)
  const sms = smsChannel(
    {
      ...settings(),
      windowSeconds: options.smsRepeatabilitySeconds ?? 300,
      checkQuota: (recipients) => limits.check('sms', recipients),
    },
    journal,
  )
  const door = { options, faults, limits }
  return {
    routes: [
      ...routesOf(email, door),
      ...routesOf(sms, door),
      clearInbox([email, sms]),
      liveInbox([email.shelf, sms.shelf]),
      ...pageFiles(options),
      orderTimeline(options.ordersUrl),
      ...faults.routes(),
      ...limits.routes(),
    ],
    counts: () => ({ email: email.counts(), sms: sms.counts(), nextReportAt: nextReportOf([email, sms]) }),
    async stop() {
      await Promise.all([email.stop(), sms.stop()])
      await queue.close()
      journal.close()
    },
  }
}

const channelSettings = (
  { reportDelayMs = 50, reportSchema = 'alternate' }: CommunicationServicesOptions,
  shared: Pick<ChannelSettings, 'clock' | 'faults' | 'queue'>,
): ChannelSettings => ({ ...shared, reportDelayMs, nextSchema: schemas(reportSchema) })

interface DoorSettings {
  readonly options: CommunicationServicesOptions
  readonly faults: FaultSwitches
  readonly limits: ReturnType<typeof rateLimits>
}

function routesOf({ service, apiVersions, inbox }: Channel, { options, faults, limits }: DoorSettings): Route[] {
  const accessKey = Buffer.from(options.accessKey ?? defaultAccessKey, 'base64')
  const behind = (route: Route) => {
    const checkQuota = () => limits.check(route.name)
    return behindDoor({ faults, accessKey, apiVersions, checkQuota }, route)
  }
  return [...service.map(behind), ...inbox]
}

function nextReportOf(channels: readonly Channel[]): string | undefined {
  const times = channels.flatMap((channel) => channel.nextReportAt()?.getTime() ?? [])
  return times.length === 0 ? undefined : new Date(Math.min(...times)).toISOString()
}

const clearInbox = (channels: readonly Channel[]): Route => ({
  name: 'inbox',
  method: 'DELETE',
  path: /^\/inbox$/,
  handle() {
    for (const channel of channels) channel.clearInbox()
    return { status: 204 }
  },
})

function schemas(wanted: ReportSchema | 'alternate'): () => ReportSchema {
  let last: ReportSchema = 'cloud-events'
  if (wanted !== 'alternate') return () => wanted
  return () => (last = last === 'event-grid' ? 'cloud-events' : 'event-grid')
}
