import type { Running } from '../process/serve.ts'
import type { Channel } from './channel.ts'
import { machineClock, type Clock } from './clock.ts'
import type { EmailFact } from './email/accepted-email.ts'
import { emailChannel } from './email/email-channel.ts'
import { faultSwitches, type FaultSwitches } from './faults.ts'
import { closeServer, listen, serveRoutes } from './http-server.ts'
import { openJournal } from './journal.ts'
import type { ReportSchema } from './report-event.ts'
import { openReportQueue } from './report-queue.ts'
import { requestQuota, type RateLimit } from './request-quota.ts'
import { behindDoor } from './service-door.ts'
import type { Route } from './service-request.ts'

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
  /** By the name of the route, such as `send-email` or `get-email-operation`; left out, there is no limit. */
  readonly rateLimits?: Readonly<Record<string, readonly RateLimit[]>>
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
  clock: Clock = machineClock,
): Promise<Running<CommunicationServicesReady>> {
  const { server, port } = await listen(options.port)
  try {
    const parts = assemble(options, clock)
    const requests: Record<string, number> = {}
    serveRoutes(server, parts.routes, (route) => (requests[route] = (requests[route] ?? 0) + 1))
    return {
      ready: readyOf(options, port),
      inspect: () => ({ requests, ...parts.counts() }),
      async stop() {
        await closeServer(server)
        await parts.stop()
      },
    }
  } catch (error) {
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
  const journal = openJournal<EmailFact>(options.folder)
  const faults = faultSwitches()
  const { reportDelayMs = 50, reportSchema = 'alternate' } = options
  const email = emailChannel({ clock, faults, queue, reportDelayMs, nextSchema: schemas(reportSchema) }, journal)
  return {
    routes: [...routesOf(email, { options, faults, clock }), clearInbox(email), ...faults.routes()],
    counts: email.counts,
    async stop() {
      await email.stop()
      await queue.close()
      journal.close()
    },
  }
}

interface DoorSettings {
  readonly options: CommunicationServicesOptions
  readonly faults: FaultSwitches
  readonly clock: Clock
}

function routesOf({ service, apiVersions, inbox }: Channel, { options, faults, clock }: DoorSettings): Route[] {
  const accessKey = Buffer.from(options.accessKey ?? defaultAccessKey, 'base64')
  const behind = (route: Route) => {
    const checkQuota = requestQuota(options.rateLimits?.[route.name] ?? [], clock)
    return behindDoor({ faults, accessKey, apiVersions, checkQuota }, route)
  }
  return [...service.map(behind), ...inbox]
}

const clearInbox = (channel: Channel): Route => ({
  name: 'inbox',
  method: 'DELETE',
  path: /^\/inbox$/,
  handle() {
    channel.clearInbox()
    return { status: 204 }
  },
})

function schemas(wanted: ReportSchema | 'alternate'): () => ReportSchema {
  let last: ReportSchema = 'cloud-events'
  if (wanted !== 'alternate') return () => wanted
  return () => (last = last === 'event-grid' ? 'cloud-events' : 'event-grid')
}
