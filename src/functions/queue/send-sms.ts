import type { ServiceBusQueueHandler } from '@azure/functions'
import { retryOf } from '../../domain/message.ts'
import type { SmsDeps } from '../../use-cases/sms-work.ts'
import { sendSms } from '../../use-cases/send-sms.ts'
import { parseOrderMessage } from './order-message.ts'
import { singleMessage } from './single-message.ts'

export const sendSmsHandler = (deps: SmsDeps): ServiceBusQueueHandler =>
  singleMessage({
    parse: parseOrderMessage,
    work: (message) => sendSms(deps, message),
    putOff: (message, delaySeconds) => deps.ports.bus.post('sms-send', [retryOf(message)], delaySeconds),
    machine: deps.ports.machine,
    log: deps.ports.log,
  })
