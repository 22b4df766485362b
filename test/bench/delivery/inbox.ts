import type { BenchCloud } from '../cloud/bench-cloud.ts'

/** As far as the simulator's inbox is read here. */
export interface InboxEmail {
  readonly acceptedAt: string
  readonly recipients: { readonly to: readonly { readonly address: string }[] }
}

export const readInbox = (bench: BenchCloud) => read<InboxEmail>(bench, 'emails')

/** To whom something was accepted, once for each time. */
export async function addressesInInbox(bench: BenchCloud, channel: 'email' | 'sms'): Promise<string[]> {
  if (channel === 'sms') return (await read<{ to: string }>(bench, 'sms')).map(({ to }) => to)
  return (await readInbox(bench)).flatMap(({ recipients }) => recipients.to.map(({ address }) => address))
}

async function read<Message>({ cloud }: BenchCloud, kind: string): Promise<Message[]> {
  const response = await fetch(`${cloud.parts.communicationServices.ready.url}/inbox/${kind}`)
  if (!response.ok) throw new Error(`the inbox answered ${response.status}`)
  return (await response.json()) as Message[]
}
