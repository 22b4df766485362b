import type { ServiceBusQueueHandler } from '@azure/functions'
import { retryOf } from '../../domain/message.ts'
import type { EmailPorts } from '../../use-cases/email-work.ts'
import { sendEmail } from '../../use-cases/send-email.ts'
import { parseOrderMessage } from './order-message.ts'
import { singleMessage } from './single-message.ts'

export const sendEmailHandler = (ports: EmailPorts): ServiceBusQueueHandler =>
  singleMessage({
    parse: parseOrderMessage,
    work: (message) => sendEmail(ports, message),
    putOff: (message, delaySeconds) => ports.bus.post('email-send', [retryOf(message)], delaySeconds),
    machine: ports.machine,
    log: ports.log,
  })
