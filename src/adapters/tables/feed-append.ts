import type { TableClient, TransactionAction } from '@azure/data-tables'
import { TransientFault } from '../../domain/faults.ts'
import type { CountedEntry, Feed, Machine } from '../../use-cases/ports.ts'
import { request } from './errors.ts'
import type { FeedHeads, Head } from './feed-heads.ts'
import { counted, monthActions, monthsOf, withMonths } from './feed-months.ts'
import { creatorRow, entryRow, headKey, uniquenessKey } from './feed-row.ts'

interface AppendParts {
  readonly client: TableClient
  readonly heads: FeedHeads
  readonly numberOf: Feed['numberOf']
  readonly machine: Machine
}

const tries = 10

const mostRows = 100
/** 3.5 MiB of the 4 that a transaction may have; a character takes at most four bytes as UTF-8 in base64. */
const mostCharacters = (3.5 * 1024 * 1024) / 4

/**
 * Appends under the head's version. A conflict means either that others appended (read the head again) or that some
 * of the orders have their entry already, perhaps by our own lost answer (leave those out).
 */
export function feedAppender({ client, heads, numberOf, machine }: AppendParts): Feed['append'] {
  const withoutKnown = async (creator: string, entries: readonly CountedEntry[]) => {
    const numbers = await Promise.all(entries.map(({ entry }) => numberOf(creator, entry.shipmentId)))
    return entries.filter((_, i) => numbers[i] === undefined)
  }
  const appendPart = async (creator: string, entries: readonly CountedEntry[]) => {
    let wanted = entries
    for (let attempt = 0; attempt < tries && wanted.length > 0; attempt++) {
      const known = await heads.known(creator)
      if (known.version === undefined) await request(() => client.upsertEntity(creatorRow(creator), 'Replace'))
      const head = await withMonths(client, { creator, head: known, entries: wanted })
      const outcome = await tryAppend(client, { creator, head, entries: wanted })
      if (typeof outcome === 'object') {
        heads.remember(creator, outcome)
        return
      }
      heads.forget(creator)
      if (outcome === 409) wanted = await withoutKnown(creator, wanted)
      await machine.wait(Math.random() * 10 * attempt)
    }
    if (wanted.length > 0) throw new TransientFault('FEED_CONTENDED')
  }
  return async (creator, entries) => {
    for (const part of partsOf(entries)) await appendPart(creator, part)
  }
}

/**
 * One part, unless references or recipients are so long, or the months so many, that one transaction cannot hold them
 * all.
 */
function partsOf(entries: readonly CountedEntry[]): CountedEntry[][] {
  const parts: CountedEntry[][] = []
  let room = 0
  for (const counted of entries) {
    const characters = JSON.stringify(counted.entry).length
    const part = parts.at(-1)
    if (part === undefined || characters > room || rowsOf([...part, counted]) > mostRows) {
      parts.push([counted])
      room = mostCharacters
    } else part.push(counted)
    room -= characters
  }
  return parts
}

/** The head, an entry and its uniqueness row each, and a row for each month. */
const rowsOf = (entries: readonly CountedEntry[]) => 1 + 2 * entries.length + monthsOf(entries).size

interface Append {
  readonly creator: string
  readonly head: Head
  readonly entries: readonly CountedEntry[]
}

async function tryAppend(client: TableClient, append: Append): Promise<Head | 409 | 412> {
  const months = counted(append.head.months, append.entries)
  const answer = await request(() => client.submitTransaction(actionsOf(append, months)), {
    409: 409 as const,
    412: 412 as const,
  })
  if (typeof answer === 'number') return answer
  // Answers come in the order of the actions. (The SDK's look-up by row key misses keys that a URL escapes.)
  const version = answer.subResponses[0]?.etag
  const last = append.head.last + append.entries.length
  return version === undefined ? 412 : { first: append.head.first, last, version, months }
}

function actionsOf({ creator, head, entries }: Append, months: Head['months']): TransactionAction[] {
  const last = head.last + entries.length
  const headRow = { ...headKey(creator), v: 1, first: BigInt(head.first), last: BigInt(last) }
  const headAction: TransactionAction =
    head.version === undefined ? ['create', headRow] : ['update', headRow, 'Replace', { etag: head.version }]
  const rows = entries.flatMap(({ entry }, i): TransactionAction[] => {
    const number = head.last + 1 + i
    return [
      ['create', { ...uniquenessKey(creator, entry.shipmentId), v: 1, number: BigInt(number) }],
      ['create', entryRow(creator, number, entry)],
    ]
  })
  return [headAction, ...rows, ...monthActions(creator, entries, months)]
}
