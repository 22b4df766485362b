import type { Cloud } from './start-cloud.ts'

/** An e-mail that the provider has accepted; times are ISO 8601. */
export interface Mail {
  readonly senderAddress: string
  readonly recipients: { readonly to: readonly { readonly address: string }[] }
  readonly content: { readonly subject: string; readonly plainText?: string; readonly html?: string }
  readonly acceptedAt: string
  /** How often it was asked to send this one, refusals included. */
  readonly sendRequests: number
  readonly reports: readonly { readonly status: string; readonly postedAt?: string }[]
}

/** Newest first. */
export async function mailsTo({ parts }: Pick<Cloud, 'parts'>, address: string): Promise<readonly Mail[]> {
  const { url } = parts.communicationServices.ready
  const response = await fetch(`${url}/inbox/emails?to=${encodeURIComponent(address)}`)
  return (await response.json()) as Mail[]
}
