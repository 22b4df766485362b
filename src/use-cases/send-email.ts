import type { OrderMessage } from '../domain/message.ts'
import { emailWork, type EmailPorts } from './email-work.ts'
import { sendOrder } from './send-order.ts'

/** Works off a message of `email-send`. */
export const sendEmail = (ports: EmailPorts, message: OrderMessage) => sendOrder(ports, emailWork(ports), message)
