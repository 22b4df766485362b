import { describe, expect, it } from 'vitest'
import { moveClock, type Look } from '../../../local/clock/move-clock.ts'

const noon = Date.parse('2026-11-24T12:00:00Z')
const at = (seconds: number) => new Date(noon + seconds * 1000)

/** A system in which something is due at these seconds, and which needs so many looks to come to rest. */
function system(dueSeconds: readonly number[], looksToRest = 0) {
  let now = noon
  let restless = looksToRest
  const due = [...dueSeconds]
  const stops: number[] = []
  return {
    stops,
    now: () => new Date(now),
    restLimitMs: 200,
    look: (): Promise<Look> => {
      if (restless-- > 0) return Promise.resolve({ busy: 'feed has 1 messages waiting' })
      const next = due.find((seconds) => at(seconds).getTime() > now)
      return Promise.resolve({ next: next === undefined ? undefined : at(next) })
    },
    advanceTo: (time: Date) => {
      now = time.getTime()
      restless = looksToRest
      stops.push((now - noon) / 1000)
      return Promise.resolve()
    },
  }
}

describe('moving the clock', () => {
  it.each([
    ['stops wherever something is due, and at the end', { due: [5, 60, 7200], goal: 3600, stops: [5, 60, 3600] }],
    ['stops once where something is due at its end', { due: [3600], goal: 3600, stops: [3600] }],
    ['goes straight to its end when nothing is due', { due: [], goal: 3600, stops: [3600] }],
    ['does not stop where it is already', { due: [0], goal: 0, stops: [] }],
  ])('%s', async (_, { due, goal, stops }) => {
    const around = system(due)
    expect(await moveClock(around, at(goal))).toBe(stops.length)
    expect(around.stops).toEqual(stops)
  })

  it('sees what only becomes due on the way', async () => {
    const around = system([5])
    const { look } = around
    const next = { next: at(65) }
    const withLater = async (): Promise<Look> => (around.stops.at(-1) === 5 ? next : look())
    await moveClock({ ...around, look: withLater }, at(3600))
    expect(around.stops).toEqual([5, 65, 3600])
  })

  it('goes on only when the system has come to rest', async () => {
    const around = system([5, 60], 3)
    let looks = 0
    const counted = () => {
      looks++
      return around.look()
    }
    await moveClock({ ...around, look: counted }, at(60))
    expect(looks).toBe(3 * (3 + 1))
  })

  it('stays where it is when the system does not come to rest, and says what holds it up', async () => {
    const around = system([5], Infinity)
    await expect(moveClock(around, at(60))).rejects.toThrow('does not come to rest: feed has 1 messages waiting')
    expect(around.stops).toEqual([])
  })
})
