import type { Ports } from './use-cases/ports.ts'

/** One impure call: `orders.insert` with its arguments. */
export interface PortCall {
  readonly name: `${string}.${string}`
  readonly args: readonly unknown[]
}

/** Runs around a call; `proceed` makes it, as often as it is called. */
export type Around = (call: PortCall, proceed: () => Promise<unknown>) => Promise<unknown>

/** The ports whose calls touch the outside; the others only look at clocks, compute, or write log lines. */
const effects = [
  'orders',
  'agenda',
  'references',
  'feed',
  'bus',
  'emailCourier',
  'smsCourier',
  'pauses',
  'rates',
  'deadReports',
  'contacts',
  'authorization',
  'conditions',
  'recipients',
  'notificationLog',
  'outcomes',
] as const

/** The same ports with `around` run around every call that touches the outside. */
export function wrapPorts(ports: Ports, around: Around): Ports {
  const wrapped = effects.map((port) => [port, wrapPort(port, ports[port], around)])
  return { ...ports, ...(Object.fromEntries(wrapped) as Partial<Ports>) }
}

type Method = (...args: unknown[]) => Promise<unknown>

const wrapPort = (port: string, methods: object, around: Around) =>
  Object.fromEntries(
    Object.entries(methods as Record<string, Method>).map(([method, call]) => [
      method,
      (...args: unknown[]) => around({ name: `${port}.${method}`, args }, () => call(...args)),
    ]),
  )
