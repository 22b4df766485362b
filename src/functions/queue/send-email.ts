import type { EmailPorts } from '../../use-cases/email-work.ts'
import { sendEmail } from '../../use-cases/send-email.ts'
import { orderHandler } from './order-handler.ts'

export const sendEmailHandler = (ports: EmailPorts) =>
  orderHandler(ports, 'email-send', (message) => sendEmail(ports, message))
