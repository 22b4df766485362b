import { ServiceBusError } from '@azure/service-bus'
import { describe, expect, test } from 'vitest'
import { busFault } from '../../../src/adapters/service-bus/errors.ts'

const named = (name: string) => Object.assign(new Error(name), { name })
const lost = Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET', syscall: 'read' })
const tooLarge = new ServiceBusError('it is larger than 262144 bytes', 'MessageSizeExceeded')

describe('an error of the bus', () => {
  test.each([
    lost,
    new Error('Unable to open the amqp connection due to operation timeout.'),
    named('AuthenticationError'),
    new ServiceBusError('ServiceBusy', 'ServiceBusy'),
    new ServiceBusError('ServiceTimeout', 'ServiceTimeout'),
    new ServiceBusError('ServiceCommunicationProblem', 'ServiceCommunicationProblem'),
    new ServiceBusError('UnauthorizedAccess', 'UnauthorizedAccess'),
    new ServiceBusError('its queue is full', 'QuotaExceeded'),
    new ServiceBusError('somebody has disabled the queue', 'MessagingEntityDisabled'),
    new ServiceBusError('GeneralError', 'GeneralError'),
  ])('that may pass is a transient fault, which knows it (%s)', (error) => {
    expect(busFault(error)).toMatchObject({ name: 'TransientFault', code: 'BUS_UNAVAILABLE', cause: error })
  })

  test('that another try would meet again stays what it is', () => {
    expect(busFault(tooLarge)).toBe(tooLarge)
  })

  test('of several tries is what the last of them met with', () => {
    const [passing, staying] = [new AggregateError([tooLarge, lost]), new AggregateError([lost, tooLarge])]
    expect(busFault(passing)).toMatchObject({ name: 'TransientFault' })
    expect(busFault(staying)).toBe(staying)
  })
})
