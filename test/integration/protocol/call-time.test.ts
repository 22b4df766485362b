import type { EmailClient } from '@azure/communication-email'
import { afterEach, expect, test, vi } from 'vitest'
import { communicationServicesEmail } from '../../../src/adapters/communication-services/email-courier.ts'
import { emailTo } from '../communication-services/started-courier.ts'

const timeout = vi.spyOn(AbortSignal, 'timeout')
afterEach(() => timeout.mockClear())

const client = { beginSend: () => Promise.reject(new Error('no call is made')) } as unknown as EmailClient
const courier = communicationServicesEmail({ sender: client, asker: client })

test('a call may take half a minute, half of the lease that is left at least', async () => {
  await courier.send(emailTo('ola@example.no'))
  expect(timeout.mock.calls).toEqual([[30_000]])
})

test('a question may take as long', async () => {
  await courier.ask(emailTo('ola@example.no').notification).catch(() => undefined)
  expect(timeout.mock.calls).toEqual([[30_000]])
})
