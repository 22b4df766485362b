import { sendSms } from '../../use-cases/send-sms.ts'
import type { SmsDeps } from '../../use-cases/sms-work.ts'
import { orderHandler } from './order-handler.ts'

export const sendSmsHandler = (deps: SmsDeps) =>
  orderHandler(deps.ports, 'sms-send', (message) => sendSms(deps, message))
