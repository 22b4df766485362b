import { describe, expect, it, onTestFinished } from 'vitest'
import { movedClock } from '../../../../src/adapters/system/moved-clock.ts'
import { followClock } from '../../../local/clock/follow-clock.ts'
import { startedClock, type StartedClock } from './started-clock.ts'

const weekMs = 7 * 86_400_000

/** The clock as the app follows it. */
async function app({ url }: StartedClock) {
  const followed = movedClock(`${url}/clock/offset?audience=app`)
  onTestFinished(() => followed.stop())
  await followed.ready
  return followed
}

/** The clock as a part of the local cloud follows it. */
async function part({ url }: StartedClock) {
  const followed = await followClock(`${url}/clock/offset?audience=parts`)
  onTestFinished(() => followed.stop())
  return followed
}

const weekLater = ({ clock }: StartedClock) => new Date(clock.now().getTime() + weekMs)
/** Milliseconds by which a clock is ahead of the machine's. */
const ahead = (now: Date | number) => Math.round((Number(now) - Date.now()) / 1000) * 1000

describe('a process that follows the clock', () => {
  it('knows at its start how far the clock has been moved, app and part alike', async () => {
    const started = await startedClock()
    await started.clock.moveTo(weekLater(started))
    expect(ahead((await app(started)).now())).toBe(weekMs)
    expect(ahead((await part(started)).now())).toBe(weekMs)
  })

  it('obeys a move before the move is over', async () => {
    const started = await startedClock()
    const [inApp, inPart] = [await app(started), await part(started)]
    for (const weeks of [1, 2, 3]) {
      await started.clock.moveTo(weekLater(started))
      expect([ahead(inApp.now()), ahead(inPart.now())]).toEqual([weeks * weekMs, weeks * weekMs])
    }
  })

  it('catches up with what has fallen due before the move is over, and then finds an app that knows the time', async () => {
    const started = await startedClock()
    const [inApp, inPart] = [await app(started), await part(started)]
    const seen: number[] = []
    inPart.onMove(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      seen.push(ahead(inApp.now()))
    })
    await started.clock.moveTo(weekLater(started))
    expect(seen).toEqual([weekMs])
  })

  it('is not waited for once it is gone', async () => {
    const started = await startedClock()
    const gone = await part(started)
    const stays = await part(started)
    gone.stop()
    await started.clock.moveTo(weekLater(started))
    expect(ahead(stays.now())).toBe(weekMs)
    expect(ahead(gone.now())).toBe(0)
  })

  it('does not start where nobody answers', async () => {
    const { url, stop } = await startedClock()
    await stop()
    const inApp = movedClock(`${url}/clock/offset?audience=app`)
    onTestFinished(() => inApp.stop())
    await expect(inApp.ready).rejects.toThrow('nobody answers at ClockOffsetUrl')
    await expect(followClock(`${url}/clock/offset?audience=parts`)).rejects.toThrow()
  })
})
