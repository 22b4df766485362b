import type { Cloud } from '../../local/cloud/start-cloud.ts'
import type { Numbers } from '../statistics.ts'

/** In microseconds of the machine's monotonic clock, which V8's profiles use as well. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** What a local cloud has used up, counted outside the app. */
export interface Usage {
  readonly during: TimeWindow
  /** Processor time of each process in milliseconds; `app` is the one in which the functions run. */
  readonly cpuMs: Numbers
  /** Requests that the table store got, by their kind. */
  readonly tableRequests: Numbers
  /** Messages that the queues got, by queue. */
  readonly busMessages: Numbers
}

interface Inspected {
  readonly tables: { readonly requests: Numbers }
  readonly serviceBus: { readonly queues: Readonly<Record<string, { counts: { messagesReceived: number } }>> }
  readonly functionsHost: { readonly app?: { readonly cpu: NodeJS.CpuUsage } }
}

/** How many messages the queue got; nobody but the broker is asked. */
export async function messagesOf({ parts }: Cloud, queue: string): Promise<number> {
  const { value } = await parts.serviceBus.inspect<Inspected['serviceBus']>()
  return value.queues[queue]?.counts.messagesReceived ?? 0
}

/** Since the processes began. */
export async function usageOf({ parts }: Cloud): Promise<Usage> {
  const [tables, serviceBus, communicationServices, altinnPlatform, functionsHost] = await Promise.all([
    parts.tables.inspect<Inspected['tables']>(),
    parts.serviceBus.inspect<Inspected['serviceBus']>(),
    parts.communicationServices.inspect(),
    parts.altinnPlatform.inspect(),
    parts.functionsHost.inspect<Inspected['functionsHost']>(),
  ])
  const { app } = functionsHost.value
  if (app === undefined) throw new Error('the functions host does not say how much processor time its app has used')
  const processes = { app, functionsHost, tables, serviceBus, communicationServices, altinnPlatform }
  return {
    during: { from: 0, to: Number(process.hrtime.bigint() / 1000n) },
    cpuMs: mapped(processes, ({ cpu }) => (cpu.user + cpu.system) / 1000),
    tableRequests: tables.value.requests,
    busMessages: mapped(serviceBus.value.queues, ({ counts }) => counts.messagesReceived),
  }
}

/** What each order used of what was used between two looks. */
export function perOrder(before: Usage, after: Usage, orders: number): Usage {
  const share = (from: Numbers, to: Numbers) => mapped(to, (value, name) => (value - (from[name] ?? 0)) / orders)
  return {
    during: { from: before.during.to, to: after.during.to },
    cpuMs: share(before.cpuMs, after.cpuMs),
    tableRequests: share(before.tableRequests, after.tableRequests),
    busMessages: share(before.busMessages, after.busMessages),
  }
}

export const sum = (numbers: Numbers) => Object.values(numbers).reduce((total, value) => total + value, 0)

const mapped = <Value>(values: Readonly<Record<string, Value>>, map: (value: Value, name: string) => number): Numbers =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]))
