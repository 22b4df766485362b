import { expect, it } from 'vitest'
import { send } from './send.ts'
import { startHost } from './started-host.ts'

const linesAt = async (level: string) => {
  const host = await startHost('hooks', { hostJson: { logging: { logLevel: { default: level } } } })
  const { headers } = await send(host.url, '/logging')
  await host.stop()
  return host.lines
    .filter((line) => line.function === 'logging')
    .map(({ level, message, invocationId }) => ({
      level,
      message,
      ofCall: invocationId === headers['x-ms-invocation-id'],
    }))
}

it('the log holds lines from the level of host.json upwards, each with its invocation', async () => {
  const changed = { level: 'error', message: 'changed', ofCall: true }
  expect(await linesAt('Information')).toEqual([changed])
  expect(await linesAt('Debug')).toEqual([
    { level: 'debug', message: 'below the level', ofCall: true },
    changed,
    { level: 'debug', message: 'succeeded', ofCall: true },
  ])
  expect(await linesAt('None')).toEqual([])
})
