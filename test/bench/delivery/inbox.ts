import type { BenchCloud } from '../cloud/bench-cloud.ts'

/** As far as the simulator's inbox is read here. */
export interface InboxEmail {
  readonly acceptedAt: string
  readonly recipients: { readonly to: readonly { readonly address: string }[] }
}

export async function readInbox({ cloud }: BenchCloud): Promise<InboxEmail[]> {
  const response = await fetch(`${cloud.parts.communicationServices.ready.url}/inbox/emails`)
  if (!response.ok) throw new Error(`the inbox answered ${response.status}`)
  return (await response.json()) as InboxEmail[]
}
