/** What a caller sends for one e-mail to one address; longer names take room from its text. */
const bytes = 572

/** The address that stands for an order's name in the simulator's inbox. */
export const addressOf = (name: string) => `${name}@example.com`

/** @param sendTime left out, the e-mail goes out at once */
export function orderBody(name: string, sendTime?: Date): Buffer {
  const order = (text: string) => ({
    idempotencyId: name,
    sendersReference: name,
    ...(sendTime === undefined ? {} : { requestedSendTime: sendTime.toISOString() }),
    recipient: {
      recipientEmail: {
        emailAddress: addressOf(name),
        emailSettings: { subject: 'Du har et nytt brev', body: text, contentType: 'Plain' },
      },
    },
  })
  const room = bytes - Buffer.byteLength(JSON.stringify(order('')))
  return Buffer.from(JSON.stringify(order('Les brevet i innboksen. '.repeat(20).slice(0, room))))
}
