/** What every order of these tests holds, and no line of any log. */
export const secret = 'hemmelighet'

const emailSettings = { subject: `Hei, ${secret}`, body: `Dette er en ${secret}.` }

export const emailTo = (emailAddress: string, settings: object = {}) => ({
  recipientEmail: { emailAddress, emailSettings: { ...emailSettings, ...settings } },
})

/** A request that is good in every way, with members to be added or replaced. */
export const order = (idempotencyId: string, more: object = {}) => ({
  idempotencyId: `${secret}-${idempotencyId}`,
  recipient: emailTo(`${idempotencyId}@example.no`),
  ...more,
})
