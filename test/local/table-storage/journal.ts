import {
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * A folder holds a snapshot and, since then, numbered segments of one line per change. A snapshot begins a segment at
 * the moment it is taken and removes the older ones, oldest first, once it is safe; so what lies on the disk is at any
 * moment a snapshot and an unbroken row of changes that ends with the newest.
 */

export interface Journal {
  /** Bytes written since the last snapshot. */
  readonly unsaved: number
  /** Adds one line. When it returns the kernel has the line, with `fsync` the disk has it; after a failure it takes no other. */
  append(change: unknown): void
  /** Puts a snapshot in the place of all lines up to now; answers its length. */
  save(serialize: () => string): Promise<number>
  close(): void
}

export interface JournalSettings {
  readonly folder: string
  /** Wait for the disk at every line: survives a power cut, too, at some 0.2 ms a line. */
  readonly fsync: boolean
}

const SNAPSHOT = 'snapshot.json'
const SEGMENT = /^journal-(\d{12})\.jsonl$/

/** The text of the snapshot, if there is one. */
export function readSnapshot(folder: string): string | undefined {
  const path = join(folder, SNAPSHOT)
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  if (text === '') throw new Error(`${path} is empty`)
  return text
}

/** All changes since the snapshot, oldest first. */
export function* readChanges(folder: string): Generator {
  for (const number of segments(folder)) {
    let line = 0
    for (const text of lines(pathOf(folder, number))) yield parse(text, `${pathOf(folder, number)}, line ${++line}`)
  }
}

export function openJournal({ folder, fsync }: JournalSettings): Journal {
  let number = (segments(folder).at(-1) ?? 0) + 1
  let file = openSync(pathOf(folder, number), 'a')
  let unsaved = segments(folder).reduce((sum, each) => sum + statSync(pathOf(folder, each)).size, 0)
  let torn = false
  const beginSegment = () => {
    const next = openSync(pathOf(folder, number + 1), 'a')
    closeSync(file)
    file = next
    number += 1
  }
  return {
    get unsaved() {
      return unsaved
    },
    append: (change) => {
      if (torn) throw new Error('the journal ends in the middle of a line')
      torn = true
      const line = Buffer.from(`${JSON.stringify(change)}\n`)
      for (let written = 0; written < line.length;) written += writeSync(file, line, written)
      if (fsync) fdatasyncSync(file)
      torn = false
      unsaved += line.length
    },
    save: async (serialize) => {
      const text = serialize()
      const saved = unsaved
      beginSegment()
      const first = number
      await replaceSnapshot(folder, text)
      for (const older of segments(folder)) if (older < first) rmSync(pathOf(folder, older))
      unsaved -= saved
      return text.length
    },
    close: () => {
      closeSync(file)
      if (unsaved === 0) rmSync(pathOf(folder, number))
    },
  }
}

/** The disk has the new snapshot before it takes the place of the old one, for the changes in it go next. */
async function replaceSnapshot(folder: string, text: string): Promise<void> {
  const draft = join(folder, `${SNAPSHOT}~`)
  const file = await open(draft, 'w')
  try {
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length;) written += (await file.write(bytes, written)).bytesWritten
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, SNAPSHOT))
}

const pathOf = (folder: string, segment: number) => join(folder, `journal-${String(segment).padStart(12, '0')}.jsonl`)

const segments = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => Number(SEGMENT.exec(name)?.[1]))
    .filter((number) => !Number.isNaN(number))
    .sort((a, b) => a - b)

/** What follows the last line feed is a torn line: its change was never acknowledged. */
function* lines(path: string): Generator<string> {
  const bytes = readFileSync(path)
  let start = 0
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', start)) {
    yield bytes.toString('utf8', start, end)
    start = end + 1
  }
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${place} is not JSON`, { cause })
  }
}
