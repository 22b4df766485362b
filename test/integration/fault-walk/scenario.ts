import { bucketsBefore } from '../../../src/domain/agenda.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import type { InstantDraft } from '../../../src/domain/reservation.ts'
import { wrapPorts, type Around } from '../../../src/port-wrapping.ts'
import type { ChainDraft, PlacedChain } from '../../../src/use-cases/place-order-chain.ts'
import { Crash } from './faults.ts'
import { appProcess } from './process.ts'
import type { Delivery } from './virtual-bus.ts'
import type { World } from './world.ts'

export interface Habits {
  /** Whether a caller that got no good answer asks again, as it should. */
  readonly client: 'asks-again' | 'gives-up' | 'is patient'
  /** Whether every message is delivered a second time after it was dealt with. */
  readonly deliveries: 'once' | 'twice'
}

const mostSteps = 400

/** How often a client asks, and how long it waits in between. */
const asks: Record<Habits['client'], readonly [times: number, pauseMs: number]> = {
  'asks-again': [4, 1_000],
  'gives-up': [1, 1_000],
  'is patient': [9, 40_000],
}

/** Runs an order from its placing until nothing is left to do before its erasure. */
export async function playOut(
  world: World,
  draft: ChainDraft | InstantDraft,
  play: { around: Around; habits: Habits },
) {
  let life = appProcess(wrapPorts(world.ports(), play.around))
  const reborn = () => (life = appProcess(wrapPorts(world.ports(), play.around)))

  const answers: PlacedChain[] = []
  const [times, pauseMs] = asks[play.habits.client]
  for (let asked = 0; asked < times && answers.length === 0; asked++) {
    const answer = await survive(() => life.place(draft), reborn)
    if (answer !== undefined && answer.outcome !== 'missing-contact') answers.push(answer)
    world.time.advanceTo(world.time.nowMs() + pauseMs)
  }
  const live = {
    deliver: async (deliveries: readonly Delivery[]) => {
      for (let time = 0; time < (play.habits.deliveries === 'twice' ? 2 : 1); time++) {
        await deliver(world, deliveries, () => life.handle(deliveries)).catch(reborn)
      }
    },
    tick: () => survive(() => life.tick(), reborn),
  }
  return { answers, finished: await untilAtRest(world, live, (kind) => kind !== 'erase') }
}

/** Lets the retention pass. */
export async function erase(world: World): Promise<boolean> {
  const life = appProcess(world.ports())
  const live = { deliver: (deliveries: readonly Delivery[]) => life.handle(deliveries), tick: () => life.tick() }
  return untilAtRest(world, live, () => true)
}

interface Live {
  deliver(deliveries: readonly Delivery[]): Promise<unknown>
  tick(): Promise<unknown>
}

/** @returns whether everything came to rest; false when it went on and on */
async function untilAtRest(world: World, live: Live, counts: (kind: string) => boolean): Promise<boolean> {
  for (let step = 0; step < mostSteps; step++) {
    const next = Math.min(world.bus.nextMs() ?? Infinity, await nextTickMs(world, counts))
    if (next === Infinity) return true
    world.time.advanceTo(next)
    const deliveries = world.bus.take()
    if (deliveries.length > 0) await live.deliver(deliveries)
    else await live.tick()
  }
  return false
}

/** The first full minute at which the timer finds the earliest row that counts. */
async function nextTickMs(world: World, counts: (kind: string) => boolean): Promise<number> {
  const { time } = world
  const row = (await world.agendaRows()).find(({ kind }) => counts(kind))
  if (row === undefined) return Infinity
  const minute = 60_000
  let tick = Math.ceil((time.nowMs() + 1) / minute) * minute
  const found = (ms: number) => bucketsBefore(new Date(ms)) > row.at.toISOString().slice(0, 16)
  if (!found(tick)) tick = Math.ceil(addSeconds(row.at, -60).getTime() / minute) * minute
  while (!found(tick)) tick += minute
  return tick
}

/** Undefined when the process crashed or could not serve. */
async function survive<Result>(run: () => Promise<Result>, reborn: () => unknown): Promise<Result | undefined> {
  try {
    return await run()
  } catch (fault) {
    if (fault instanceof Crash) reborn()
    else if (!(fault instanceof TransientFault)) throw fault
    return undefined
  }
}

/** @throws Crash when the handler's process ended; what it held comes back when the locks are over */
async function deliver({ bus }: World, deliveries: readonly Delivery[], handle: () => Promise<void>): Promise<void> {
  try {
    await handle()
  } catch (fault) {
    for (const delivery of deliveries) {
      if (fault instanceof Crash) bus.lockLost(delivery)
      else bus.abandon(delivery)
    }
    if (fault instanceof Crash) throw fault
  }
}
