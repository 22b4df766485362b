import { secret } from './order-request.ts'

/** Requests for messages that leave at once, good in every way, with members to be added or replaced. */
export const instantSms = (idempotencyId: string, phoneNumber: string, more: object = {}) => ({
  idempotencyId: `${secret}-${idempotencyId}`,
  recipientSms: { phoneNumber, timeToLiveInSeconds: 300, smsSettings: { body: `Kode: ${secret}` }, ...more },
})

export const instantEmail = (idempotencyId: string, emailAddress: string, settings: object = {}) => ({
  idempotencyId: `${secret}-${idempotencyId}`,
  recipientEmail: {
    emailAddress,
    emailSettings: { subject: `Hei, ${secret}`, body: `Dette er en ${secret}.`, ...settings },
  },
})
