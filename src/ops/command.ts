import type { TableClient } from '@azure/data-tables'
import type { ServiceBusClient } from '@azure/service-bus'

/** What a command works on and writes to. */
export interface Workplace {
  /** Opened when a command asks for it: one that needs no bus needs no setting for it. */
  readonly switches: () => TableClient
  readonly bus: () => ServiceBusClient
  readonly now: () => Date
  /** One line for the operator. */
  readonly print: (line: string) => void
  /** Nobody keeps what is printed: numbers may be shown whole. */
  readonly isTerminal: boolean
}

/** What was written behind the words of a command. */
export interface Given {
  readonly operand: string
  readonly note?: string | undefined
  readonly until?: string | undefined
  readonly only?: string | undefined
}

export interface Command {
  readonly words: string
  /** What it is called with, for the help; empty where it takes no operand. */
  readonly takes: string
  readonly does: string
  readonly run: (place: Workplace, given: Given) => Promise<void>
}

/** The operator has asked for something that makes no sense; its message says what would. */
export class UsageError extends Error {}
