import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Takes a folder for this process alone; throws one clear line if another instance, here or elsewhere, has it.
 * The lock is an exclusive transaction on an empty SQLite file, so the kernel lets go of it when the process ends,
 * `kill -9` included: a lock that is left over is not held, and nobody has to guess from a process id.
 *
 * @returns what gives the folder back
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new Error(`the folder ${folder} is in use by another instance`, { cause: error })
  }
  return () => lock.close()
}
