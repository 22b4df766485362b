import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Running } from '../../local/process/serve.ts'
import { orderBody } from './order-body.ts'

export interface Load {
  /** Where the app answers. */
  readonly url: string
  readonly token: string
  /** One for each order. */
  readonly names: readonly string[]
  readonly connections: number
  /** Left out, the e-mails go out at once. */
  readonly sendInSeconds?: number
  /** Rest of a connection between two orders; left out, none. */
  readonly restMs?: number
}

export interface Placed {
  /** Milliseconds since 1970, with fractions. */
  readonly startedAt: number
  readonly endedAt: number
  /** When each order's request left, in the order of the names. */
  readonly sentAt: readonly number[]
  /** From the request to the end of its answer. */
  readonly latenciesMs: readonly number[]
  /** Processor time that placing them took. */
  readonly cpuMs: number
}

/**
 * Places orders as fast as they are taken; it is ready when it has done so. A process of its own, so that its
 * processor time is nobody else's.
 * @throws when an order is not answered 201
 */
export async function placeOrders(load: Load): Promise<Running<Placed>> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
  const sendTime = load.sendInSeconds === undefined ? undefined : new Date(Date.now() + load.sendInSeconds * 1000)
  const bodies = load.names.map((name) => orderBody(name, sendTime))
  const sentAt: number[] = []
  const latenciesMs: number[] = []
  const send = { ...requestOf(load), agent }
  let next = 0
  const connection = async () => {
    for (let i = next++; i < bodies.length; i = next++) {
      const sent = now()
      await post(send, bodies[i] ?? Buffer.alloc(0))
      sentAt[i] = sent
      latenciesMs[i] = now() - sent
      if (load.restMs !== undefined) await wait(load.restMs)
    }
  }
  const cpu = process.cpuUsage()
  const startedAt = now()
  await Promise.all(Array.from({ length: load.connections }, connection))
  const { user, system } = process.cpuUsage(cpu)
  const placed = { startedAt, endedAt: now(), sentAt, latenciesMs, cpuMs: (user + system) / 1000 }
  agent.destroy()
  return { ready: placed, stop: () => Promise.resolve() }
}

const now = () => performance.timeOrigin + performance.now()

const requestOf = ({ url, token }: Load) => ({
  hostname: new URL(url).hostname,
  port: new URL(url).port,
  method: 'POST',
  path: '/notifications/api/v1/future/orders',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
})

function post(send: ReturnType<typeof requestOf> & { agent: Agent }, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { ...send.headers, 'content-length': body.length }
    const call = request({ ...send, headers }, (response) => {
      if (response.statusCode !== 201) reject(new Error(`an order was answered ${response.statusCode ?? 0}`))
      response.resume().on('end', resolve).on('error', reject)
    })
    call.on('error', reject).end(body)
  })
}
