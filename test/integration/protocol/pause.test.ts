import { expect, test } from 'vitest'
import { addSeconds } from '../../../src/domain/order.ts'
import { stage } from './stage.ts'

const enter = stage()

test('a pause is moved under the version it was read in, so that nobody moves it back unknowingly', async () => {
  const scene = await enter()
  const after = (seconds: number) => addSeconds(scene.time.clock.now(), seconds)
  const [{ pauses }, { pauses: rival }] = [scene.ports(), scene.ports()]
  await pauses.extend('email', after(10))
  let isFirst = true
  scene.tables.switches.pipeline.addPolicy({
    name: 'rival',
    async sendRequest(request, next) {
      if (request.method !== 'GET' && isFirst) {
        isFirst = false
        await rival.extend('email', after(60))
      }
      return next(request)
    },
  })
  await pauses.extend('email', after(30))
  expect(await pauses.notBefore('email')).toEqual(after(60))
  expect(await scene.ports().pauses.notBefore('email')).toEqual(after(60))
})
