import { systemMachine } from '../../../src/adapters/system/machine.ts'
import type { OrderMessage } from '../../../src/domain/message.ts'
import type { Chunk } from '../../../src/domain/notification.ts'
import type { StoredOrder } from '../../../src/domain/order.ts'
import type { Segment } from '../../../src/domain/segments.ts'
import type { Dispatch } from '../../../src/use-cases/courier-ports.ts'
import type { Bus, Orders, Ports } from '../../../src/use-cases/ports.ts'
import { noon } from '../domain/sample-order.ts'
import { smallRegister } from './small-register.ts'
import { storedOrders } from './stored-orders.ts'

/** What the outside does differently. */
export interface Circumstances {
  readonly now?: () => Date
  readonly ports?: Partial<Ports>
  /** What the provider answers to an address; all are accepted if left out. */
  readonly told?: (address: string) => Dispatch
}

const accepted: Dispatch = { outcome: 'accepted', receipt: { provider: 'p', reference: 'r' } }

type Posted = [queue: string, message: OrderMessage, delaySeconds: number]

/** An order with its parts, in a store of its own, and everything that a use case asks of the outside. */
export async function aStage(
  order: StoredOrder,
  parts: readonly (Chunk | Segment)[] = [],
  { now = () => noon, ports = {}, told = () => accepted }: Circumstances = {},
) {
  const orders = storedOrders(order)
  await orders.addParts(order.id, parts)
  const [posted, logged, called]: [Posted[], string[], string[]] = [[], [], []]
  const note = (event: string) => void logged.push(event)
  const all = {
    orders,
    clock: { now },
    machine: { ...systemMachine, now, wait: () => Promise.resolve() },
    bus: busInto(posted),
    ...couriers((address) => (called.push(address), told(address))),
    conditions: { check: () => Promise.reject(new Error('no condition is asked')) },
    hashes: { of: (of: readonly string[]) => Buffer.from(of.join('|')) },
    log: { info: note, warn: note, error: note },
    ...smallRegister,
    ...ports,
  }
  return {
    ports: all,
    posted,
    logged,
    called,
    head: async () => (await all.orders.read(order.id))?.value,
    states: async (segment: number, chunk = 0) =>
      (await all.orders.readPart(order, { segment, chunk }))?.value.chunk.notifications.map(({ state }) => state),
  }
}

const busInto = (posted: Posted[]): Bus => ({
  post: (queue, messages, delaySeconds) =>
    Promise.resolve(void posted.push(...messages.map((message): Posted => [queue, message, delaySeconds]))),
  postAgenda: () => Promise.reject(new Error('no agenda is posted')),
  postReports: () => Promise.reject(new Error('no reports are posted')),
})

const couriers = (
  tell: (address: string) => Dispatch,
): Pick<Ports, 'emailCourier' | 'smsCourier' | 'pauses' | 'rates'> => ({
  emailCourier: {
    send: ({ address }) => Promise.resolve(tell(address)),
    ask: () => Promise.resolve({ outcome: 'not-found' }),
  },
  smsCourier: { send: ({ recipients }) => Promise.resolve(recipients.map(({ number }) => tell(number))) },
  pauses: { notBefore: () => Promise.resolve(undefined), extend: () => Promise.resolve() },
  rates: {
    reserve: (_, places) => Promise.resolve({ places, afterSeconds: 0 }),
    takenUntil: () => Promise.resolve(undefined),
  },
})

export type Stage = Awaited<ReturnType<typeof aStage>>

/** Queue and part of what was posted, in short: `sms-send 3.0+`. */
export const inShort = (posted: Stage['posted']) =>
  posted.map(([queue, { part }, delay]) => {
    const chunk = part?.chunk === undefined ? '' : `.${part.chunk}`
    const name = part === undefined ? '' : ` ${part.segment}${chunk}${part.goesOn ? '+' : ''}`
    return `${queue}${name}${delay === 0 ? '' : ` in ${Math.round(delay)}`}`
  })

/** A store in which somebody else acts before the first write of a kind. */
export function rivalled(
  orders: Orders,
  write: 'update' | 'updateParts' | 'resolveSegment',
  act: () => Promise<unknown>,
): Orders {
  let left = 1
  const before = async (name: typeof write) => {
    if (name === write && left-- > 0) await act()
  }
  return {
    ...orders,
    update: (...args) => before('update').then(() => orders.update(...args)),
    updateParts: (...args) => before('updateParts').then(() => orders.updateParts(...args)),
    resolveSegment: (...args) => before('resolveSegment').then(() => orders.resolveSegment(...args)),
  }
}
