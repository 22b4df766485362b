import { addSeconds, daySeconds } from '../domain/order.ts'
import { dayOf } from '../domain/outcome.ts'
import type { Ports } from './ports.ts'
import { timeBox } from './time-box.ts'

/** A day's file can be fetched on the day after; a day more lets a reader who was late be helped by hand. */
const keptDays = 3
const boxMs = 4 * 60_000

/** Outcomes name senders' references and parts of numbers: they go as soon as nobody can ask for them any more. */
export async function eraseOutcomes({ outcomes, clock, machine }: Pick<Ports, 'outcomes' | 'clock' | 'machine'>) {
  const box = timeBox(machine, boxMs)
  const before = dayOf(addSeconds(clock.now(), -keptDays * daySeconds))
  while (!box.isOver()) {
    if (!(await outcomes.eraseBefore(before))) return
  }
}
