import { describe, expect, it } from 'vitest'
import { startHost } from './started-host.ts'

describe('the functions host does not start', () => {
  it.each([
    ['registers nothing', 'empty', 'registered no function'],
    ['registers a name twice, whatever its case', 'duplicate', 'A function named "TWICE" has already been registered.'],
    ['leaves stream mode off', 'default-mode', 'the app must call app.setup({ enableHttpStream: true })'],
    ['has a route that cannot be read', 'route', 'the route constraint "regex(x)" is not known'],
    ['throws', 'throws', 'settings are missing'],
  ])('when the app %s', async (_case, app, reason) => {
    await expect(startHost(`faulty/${app}`)).rejects.toThrow(reason)
  })

  it('when the app uses bindings that it does not do, naming all', async () => {
    await expect(startHost('faulty/unsupported')).rejects.toThrow(
      'not supported by the local functions host: fromStorage has a trigger of type queueTrigger; ' +
        'fromTopic listens to a topic; toQueue has a binding of type serviceBus',
    )
  })
})
