/** Valid pieces of requests, to be changed by the tests. */
export const emailSettings = { subject: 'Test subject', body: 'Test body' }
export const smsSettings = { body: 'Test body' }
export const recipientEmail = { emailAddress: 'ola@example.no', emailSettings }
export const recipientSms = { phoneNumber: '+4799999999', smsSettings }

export const chain = (more: object = {}) => ({ idempotencyId: 'case-42', recipient: { recipientEmail }, ...more })
export const chainTo = (recipient: object) => chain({ recipient })
