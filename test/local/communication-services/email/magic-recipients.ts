import { serverError, throttled, tooLarge, unavailable, type Refusal } from '../answer.ts'

/** The statuses of an e-mail's delivery report. */
export type EmailStatus =
  'Delivered' | 'Bounced' | 'Failed' | 'FilteredSpam' | 'Quarantined' | 'Suppressed' | 'Expanded'

interface MagicWord {
  /** For the page and the documentation. */
  readonly means: string
  /** One delivery report with this status. */
  readonly report?: EmailStatus
  /** What happens to a send request before it is accepted: so many times with `-<n>x`, else always. */
  readonly refused?: (seconds: number | undefined) => Refusal | 'connection reset' | 'no answer'
  /** What the caller sees of a request that has been accepted. */
  readonly answer?: 'connection reset' | 'no answer' | 'server error'
  /** What the status of the operation says. */
  readonly operation?: 'fails' | 'all suppressed' | 'forgotten'
  readonly reports?: 'none' | 'twice' | 'early' | 'delayed'
}

const malformed: Refusal = {
  status: 400,
  code: 'BadRequest',
  message: 'Invalid format for email address',
  target: 'recipients',
}

/**
 * Words that make an address behave: the local part is one of them, or several joined by `+`; what is no such word is
 * ignored. `bounced+delayed-5s@example.com` bounces after five seconds; `throttled-3s-2x+ola@example.com` is refused
 * twice with `Retry-After: 3`, then delivered.
 */
export const magicRecipients = {
  delivered: { report: 'Delivered', means: 'is delivered, as is any other address' },
  bounced: { report: 'Bounced', means: 'is reported as bounced' },
  failed: { report: 'Failed', means: 'is reported as failed' },
  filtered: { report: 'FilteredSpam', means: 'is reported as filtered as spam' },
  quarantined: { report: 'Quarantined', means: 'is reported as quarantined' },
  expanded: { report: 'Expanded', means: 'is reported as expanded, as a distribution list is' },
  suppressed: {
    report: 'Suppressed',
    operation: 'all suppressed',
    means: 'is reported as suppressed; the operation fails if that goes for every recipient',
  },

  malformed: { refused: () => malformed, means: 'is refused with 400, as an address of invalid format' },
  'too-large': { refused: () => tooLarge, means: 'is refused with 413' },
  throttled: {
    refused: (seconds) => throttled(seconds ?? 1),
    means: 'is refused with 429; -3s sets Retry-After, -2x the number of times',
  },
  unavailable: {
    refused: (seconds) => ({ ...unavailable, retryAfterSeconds: seconds }),
    means: 'is refused with 503; -3s sets Retry-After, -2x the number of times',
  },
  'server-error': {
    refused: () => serverError,
    means: 'is answered 500 and not accepted; -2x sets the number of times',
  },
  'connection-reset': {
    refused: () => 'connection reset',
    means: 'loses the connection and is not accepted; -2x sets the number of times',
  },
  hangs: {
    refused: () => 'no answer',
    means: 'gets no answer and is not accepted; -2x sets the number of times',
  },

  'answer-lost': { answer: 'connection reset', means: 'is accepted, then the connection is lost' },
  'answer-withheld': { answer: 'no answer', means: 'is accepted, but no answer ever comes' },
  'answer-error': { answer: 'server error', means: 'is accepted, but answered 500' },

  forgotten: {
    operation: 'forgotten',
    means: 'is accepted, but its operation is not found; -3s only for the first seconds',
  },
  'operation-failed': {
    operation: 'fails',
    means: 'is accepted, then the operation fails (EmailDropped); no report unless another word asks for one',
  },

  delayed: { reports: 'delayed', means: 'is reported later, by ten seconds or as -5s says' },
  unreported: { reports: 'none', means: 'is never reported' },
  'reported-twice': { reports: 'twice', means: 'is reported in two events with different ids' },
  'reported-early': { reports: 'early', means: 'is reported before the send request is answered' },
} as const satisfies Record<string, MagicWord>

/** A word as it stands in an address. */
export interface SpokenWord extends MagicWord {
  readonly seconds: number | undefined
  readonly times: number | undefined
}

const grammar = /^([a-z]+(?:-[a-z]+)*)(?:-(\d+)s)?(?:-(\d+)x)?$/

/** The magic words of an address, in the order in which they stand there. */
export function magicWords(address: string): SpokenWord[] {
  const words = address.slice(0, address.lastIndexOf('@')).toLowerCase().split('+')
  return words.map(spokenWord).filter((word) => word !== undefined)
}

function spokenWord(text: string): SpokenWord | undefined {
  const [, name = '', seconds, times] = grammar.exec(text) ?? []
  if (!Object.hasOwn(magicRecipients, name)) return undefined
  const word: MagicWord = magicRecipients[name as keyof typeof magicRecipients]
  return { ...word, seconds: number(seconds), times: number(times) }
}

const number = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits))
