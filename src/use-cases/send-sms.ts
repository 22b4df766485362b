import type { OrderMessage } from '../domain/message.ts'
import { sendOrder } from './send-order.ts'
import { smsWork, type SmsDeps } from './sms-work.ts'

/** Works off a message of `sms-send`. */
export const sendSms = (deps: SmsDeps, message: OrderMessage) => sendOrder(deps.ports, smsWork(deps), message)
