import { appendFileSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

/** From this moment of the machine (milliseconds since 1970) the clock was so much ahead of it. */
export interface Move {
  readonly at: number
  readonly offsetMs: number
}

/** The moves outlive the cloud, since the times that it has stored do. */
export interface KeptMoves {
  readonly past: readonly Move[]
  readonly keep: (move: Move) => void
}

/** @param folder left out, nothing is kept and the clock begins with the machine's time */
export function keptMoves(folder: string | undefined): KeptMoves {
  if (folder === undefined) return { past: [], keep: () => undefined }
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'moves.jsonl')
  return { past: read(path), keep: (move) => appendFileSync(path, `${JSON.stringify(move)}\n`) }
}

/** A process that was killed while it wrote left half a line: nobody had been told of that move, so it is cut off. */
function read(path: string): Move[] {
  const text = textOf(path)
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole))
  return whole
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Move)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
