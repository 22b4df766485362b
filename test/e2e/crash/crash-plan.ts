import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { OrderMessage } from '../../../src/domain/message.ts'
import type { Order, StoredOrder } from '../../../src/domain/order.ts'
import type { Around, PortCall } from '../../../src/port-wrapping.ts'
import type { Stored } from '../../../src/use-cases/ports.ts'

type State = 'claimed' | 'accepted' | 'final'

interface Point {
  readonly calls: readonly PortCall['name'][]
  readonly when: 'before' | 'after'
  /** Which of these calls, by their arguments; left out, the first. */
  readonly is?: (args: PortCall['args']) => boolean
}

/** A write of an order: the state of its first notification in that write. */
const writes =
  (state: State) =>
  ([order]: PortCall['args']): boolean =>
    (order as StoredOrder).chunk?.notifications[0]?.state === state

/** Where an e-mail's way can be cut, in the order in which it gets there. */
const pointsOfOne = {
  'after the agenda row': { calls: ['agenda.put'], when: 'after' },
  'after the order': { calls: ['orders.insert'], when: 'after' },
  'after the message': { calls: ['bus.post'], when: 'after' },
  'after the claim': { calls: ['orders.update'], when: 'after', is: writes('claimed') },
  "after the provider's acceptance": { calls: ['emailCourier.send'], when: 'after' },
  'after the result': { calls: ['orders.update'], when: 'after', is: writes('accepted') },
  'after completion': { calls: ['orders.update'], when: 'after', is: writes('final') },
  'before the feed entry': { calls: ['feed.append'], when: 'before' },
  'after the feed entry': { calls: ['feed.append'], when: 'after' },
} satisfies Record<string, Point>

/** As many lanes as a large order has: a part behind these is asked for by the one before it. */
const lanes = 8

const isMessageInLane = ([, messages]: PortCall['args']) =>
  (messages as readonly OrderMessage[]).some(({ part }) => part !== undefined && part.segment > lanes)
const isToFeed = ([queue]: PortCall['args']) => queue === 'feed'
const isPickedUp = ([order]: PortCall['args']) =>
  (order as StoredOrder).chunk === undefined && (order as StoredOrder).state === 'Processing'
const endsPart = ([parts]: PortCall['args']) =>
  (parts as readonly Stored<Order>[]).some(({ value }) =>
    value.chunk.notifications.every(({ state }) => state === 'final'),
  )

/** Where a large order's way can be cut before it is in lanes… */
const pointsBeforeLanes = {
  'between the parts and the order': { calls: ['orders.addParts'], when: 'after' },
  'between the order and the message': { calls: ['orders.insert'], when: 'after' },
  'between pick-up and lanes': { calls: ['orders.update'], when: 'after', is: isPickedUp },
} satisfies Record<string, Point>

/** …and in them. */
const pointsInLanes = {
  'between a claim and its calls': { calls: ['emailCourier.send', 'smsCourier.send'], when: 'before' },
  'amid the calls of a claim': { calls: ['emailCourier.send', 'smsCourier.send'], when: 'after' },
  'between a result and the message for the next part': { calls: ['bus.post'], when: 'before', is: isMessageInLane },
  'after the reports that end a part': { calls: ['orders.updateParts'], when: 'after', is: endsPart },
  'between the last report and the message for the feed': { calls: ['bus.post'], when: 'before', is: isToFeed },
} satisfies Record<string, Point>

/** Where the way of somebody can be cut whose addresses are looked up when the order is due… */
const pointsOfLookedUp = {
  'between the recipients and their index': { calls: ['recipients.put'], when: 'before' },
  'between the index and the segment': { calls: ['recipients.put'], when: 'after' },
  'between the segment and the message to send it': { calls: ['orders.resolveSegment'], when: 'after' },
} satisfies Record<string, Point>

/** …and that of an order that is sent on a condition. */
const pointsOfConditions = {
  'between the question and the state': { calls: ['conditions.check'], when: 'after' },
  'between the state and the segment': { calls: ['orders.update'], when: 'after', is: isPickedUp },
} satisfies Record<string, Point>

const points = {
  ...pointsOfOne,
  ...pointsBeforeLanes,
  ...pointsInLanes,
  ...pointsOfLookedUp,
  ...pointsOfConditions,
}

export type CrashPoint = keyof typeof points

const namesOf = (some: Partial<Record<CrashPoint, Point>>) => Object.keys(some) as CrashPoint[]

export const crashPoints = {
  all: namesOf(points),
  ofOne: namesOf(pointsOfOne),
  beforeLanes: namesOf(pointsBeforeLanes),
  inLanes: namesOf(pointsInLanes),
  ofLookedUp: namesOf(pointsOfLookedUp),
  ofConditions: namesOf(pointsOfConditions),
}

/** The plan lies in a file, so that a process that is started again does not crash again. */
export const arm = (file: string, point: CrashPoint) => writeFileSync(file, point)

export const isArmed = (file: string) => existsSync(file)

/** Ends the process with `kill -9` at the planned point, once. */
export const crashing =
  (file: string): Around =>
  async (call, proceed) => {
    const point = isArmed(file) ? points[readFileSync(file, 'utf8') as CrashPoint] : undefined
    if (point === undefined || !isAt(point, call)) return proceed()
    if (point.when === 'after') await proceed()
    renameSync(file, `${file}.done`)
    process.kill(process.pid, 'SIGKILL')
    // Nothing runs between the signal and the end.
    return new Promise(() => undefined)
  }

const isAt = ({ calls, is }: Point, { name, args }: PortCall) => calls.includes(name) && (is === undefined || is(args))
