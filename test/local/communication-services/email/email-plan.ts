import type { Refusal } from '../answer.ts'
import { magicWords, type EmailStatus, type SpokenWord } from './magic-recipients.ts'

/** What will become of an e-mail, read from its recipients' addresses. */
export interface EmailPlan {
  /** Met one after the other, the first of them at the first request. */
  readonly refusals: readonly { with: Refusal | 'connection reset' | 'no answer'; times: number }[]
  readonly answer: SpokenWord['answer']
  readonly operation: 'succeeds' | 'fails' | 'all suppressed'
  /** The operation is not found for so many seconds from its acceptance. */
  readonly forgottenSeconds: number
  readonly reports: readonly ReportPlan[]
}

export interface ReportPlan {
  readonly recipient: string
  readonly status: EmailStatus
  readonly delaySeconds: number
  /** Before the send request is answered. */
  readonly early: boolean
}

const defaultDelaySeconds = 10

export function planOf(addresses: readonly string[]): EmailPlan {
  const spoken = addresses.map((address) => ({ address, words: magicWords(address) }))
  const all = spoken.flatMap(({ words }) => words)
  const forgotten = all.find(({ operation }) => operation === 'forgotten')
  return {
    refusals: all.flatMap(({ refused, seconds, times = Infinity }) =>
      refused === undefined ? [] : [{ with: refused(seconds), times }],
    ),
    answer: all.find(({ answer }) => answer !== undefined)?.answer,
    operation: operationOf(spoken.map(({ words }) => words)),
    forgottenSeconds: forgotten === undefined ? 0 : (forgotten.seconds ?? Infinity),
    reports: spoken.flatMap(({ address, words }) => reportsOf(address, words)),
  }
}

function operationOf(recipients: readonly SpokenWord[][]): EmailPlan['operation'] {
  const says = (wanted: SpokenWord['operation']) => (words: SpokenWord[]) =>
    words.some(({ operation }) => operation === wanted)
  if (recipients.some(says('fails'))) return 'fails'
  return recipients.every(says('all suppressed')) ? 'all suppressed' : 'succeeds'
}

function reportsOf(recipient: string, words: readonly SpokenWord[]): ReportPlan[] {
  const has = (wanted: SpokenWord['reports']) => words.some(({ reports }) => reports === wanted)
  if (has('none')) return []
  const delayed = words.find(({ reports }) => reports === 'delayed')
  const delaySeconds = delayed === undefined ? 0 : (delayed.seconds ?? defaultDelaySeconds)
  const statuses = has('twice') ? statusesOf(words).flatMap((status) => [status, status]) : statusesOf(words)
  return statuses.map((status) => ({ recipient, status, delaySeconds, early: has('early') }))
}

function statusesOf(words: readonly SpokenWord[]): EmailStatus[] {
  const asked = words.flatMap(({ report }) => report ?? [])
  const failed = words.some(({ operation }) => operation === 'fails')
  return asked.length > 0 || failed ? asked : ['Delivered']
}

/** What meets the request that comes after so many refused ones; undefined when it is accepted. */
export function refusalOf({ refusals }: EmailPlan, refusedBefore: number) {
  let upTo = 0
  return refusals.find(({ times }) => refusedBefore < (upTo += times))?.with
}
