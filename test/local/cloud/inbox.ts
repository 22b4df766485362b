import type { Cloud } from './start-cloud.ts'

interface Sent {
  /** ISO 8601, as are all times here. */
  readonly acceptedAt: string
  /** How often it was asked to send this one, refusals included. */
  readonly sendRequests: number
  readonly reports: readonly { readonly status: string; readonly postedAt?: string }[]
}

/** An e-mail that the provider has accepted. */
export interface Mail extends Sent {
  readonly senderAddress: string
  readonly recipients: { readonly to: readonly { readonly address: string }[] }
  readonly content: { readonly subject: string; readonly plainText?: string; readonly html?: string }
}

/** An SMS that the provider has accepted. */
export interface Sms extends Sent {
  readonly from: string
  readonly to: string
  readonly message: string
  readonly tag: string
  readonly segments: number
  readonly sendRequests: number
}

/** Newest first. */
export const mailsTo = (cloud: Pick<Cloud, 'parts'>, address: string) => read<Mail>(cloud, 'emails', address)

/** Newest first. */
export const smsTo = (cloud: Pick<Cloud, 'parts'>, number: string) => read<Sms>(cloud, 'sms', number)

async function read<Message>({ parts }: Pick<Cloud, 'parts'>, kind: string, to: string): Promise<readonly Message[]> {
  const { url } = parts.communicationServices.ready
  const response = await fetch(`${url}/inbox/${kind}?to=${encodeURIComponent(to)}`)
  return (await response.json()) as Message[]
}
