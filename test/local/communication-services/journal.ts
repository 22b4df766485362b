import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../process/folder-lock.ts'

/** Something that became true; every channel has names of its own. */
export interface Fact {
  readonly fact: string
}

/** Facts in the order they became true. What has been written survives `kill -9`. */
export interface Journal {
  /** What was written before this start. */
  readonly past: readonly Fact[]
  /** Returns when the operating system has the fact. */
  write(fact: Fact): void
  close(): void
}

/**
 * One JSON line per fact in `journal.jsonl`; without a folder facts are kept nowhere. Throws if another instance has
 * the folder, or if the file has been damaged.
 */
export function openJournal(folder: string | undefined): Journal {
  if (folder === undefined) return { past: [], write: () => undefined, close: () => undefined }
  const unlock = lockFolder(folder)
  const file = openSync(join(folder, 'journal.jsonl'), 'a+')
  const close = () => {
    closeSync(file)
    unlock()
  }
  try {
    const past = readFacts(file)
    return { past, write: (fact) => void writeSync(file, `${JSON.stringify(fact)}\n`), close }
  } catch (error) {
    close()
    throw error
  }
}

/** A process that is killed while it writes leaves half a line. Nobody was told of that fact, so it is cut off. */
function readFacts(file: number): Fact[] {
  const text = readFileSync(file)
  const whole = text.lastIndexOf('\n') + 1
  if (whole < text.length) ftruncateSync(file, whole)
  return text.subarray(0, whole).toString().split('\n').slice(0, -1).map(readFact)
}

function readFact(line: string, index: number): Fact {
  try {
    return JSON.parse(line) as Fact
  } catch (cause) {
    throw new Error(`line ${index + 1} of journal.jsonl is not JSON`, { cause })
  }
}
