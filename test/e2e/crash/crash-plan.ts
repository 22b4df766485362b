import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Order } from '../../../src/domain/order.ts'
import type { Around, PortCall } from '../../../src/port-wrapping.ts'

type State = 'claimed' | 'accepted' | 'final'

interface Point {
  readonly call: PortCall['name']
  readonly when: 'before' | 'after'
  /** For writes of an order: the state of its notification in that write. */
  readonly state?: State
}

/** Where an e-mail's way can be cut, in the order in which it gets there. */
export const crashPoints = {
  'after the agenda row': { call: 'agenda.put', when: 'after' },
  'after the order': { call: 'orders.insert', when: 'after' },
  'after the message': { call: 'bus.post', when: 'after' },
  'after the claim': { call: 'orders.update', when: 'after', state: 'claimed' },
  "after the provider's acceptance": { call: 'emailCourier.send', when: 'after' },
  'after the result': { call: 'orders.update', when: 'after', state: 'accepted' },
  'after completion': { call: 'orders.update', when: 'after', state: 'final' },
  'before the feed entry': { call: 'feed.append', when: 'before' },
  'after the feed entry': { call: 'feed.append', when: 'after' },
} satisfies Record<string, Point>

export type CrashPoint = keyof typeof crashPoints

/** The plan lies in a file, so that a process that is started again does not crash again. */
export const arm = (file: string, point: CrashPoint) => writeFileSync(file, point)

export const isArmed = (file: string) => existsSync(file)

/** Ends the process with `kill -9` at the planned point, once. */
export const crashing =
  (file: string): Around =>
  async (call, proceed) => {
    const point = isArmed(file) ? (crashPoints[readFileSync(file, 'utf8') as CrashPoint] as Point) : undefined
    if (point === undefined || !isAt(point, call)) return proceed()
    if (point.when === 'after') await proceed()
    renameSync(file, `${file}.done`)
    process.kill(process.pid, 'SIGKILL')
    // Nothing runs between the signal and the end.
    return new Promise(() => undefined)
  }

function isAt({ call: name, state }: Point, { name: called, args }: PortCall): boolean {
  if (name !== called) return false
  return state === undefined || (args[0] as Order).chunk.notifications[0]?.state === state
}
