import { expect, test } from 'vitest'
import { coalesced } from '../../../src/use-cases/coalesced.ts'

/** Work whose runs end when the test says. */
function work() {
  const runs: PromiseWithResolvers<number>[] = []
  const call = coalesced(() => {
    const run = Promise.withResolvers<number>()
    runs.push(run)
    return run.promise
  })
  return { runs, call }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('calls that come while the work is under way share one more run of it', async () => {
  const { runs, call } = work()
  const first = call()
  await settled()
  const [second, third] = [call(), call()]
  await settled()
  expect(runs).toHaveLength(1)
  runs[0]?.resolve(1)
  expect(await first).toBe(1)
  await settled()
  expect(runs).toHaveLength(2)
  runs[1]?.resolve(2)
  expect(await Promise.all([second, third])).toEqual([2, 2])
})

test('a run that fails is the fault of those who waited for it, and of nobody after them', async () => {
  const { runs, call } = work()
  const first = call()
  await settled()
  const second = call()
  runs[0]?.reject(new Error('down'))
  await expect(first).rejects.toThrow('down')
  await settled()
  runs[1]?.resolve(2)
  expect(await second).toBe(2)
})

test('a call that finds nothing under way begins', async () => {
  const { runs, call } = work()
  for (const result of [1, 2]) {
    const answer = call()
    await settled()
    runs.at(-1)?.resolve(result)
    expect(await answer).toBe(result)
  }
  expect(runs).toHaveLength(2)
})
