import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import queues from '../../../infra/queues.json' with { type: 'json' }
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'

export interface CrashCloud extends Cloud {
  /** Where a plan for the next crash is laid. */
  readonly plan: string
  readonly lines: readonly string[]
}

/** The locks of a process that was killed are over in seconds, not in the minute they have elsewhere. */
const shortLocks = Object.fromEntries(
  Object.entries(queues).map(([name, queue]) => [name, { ...queue, lockDuration: 'PT5S' }]),
)

/** A cloud on disk whose app can be killed at a named point. */
export async function startCrashCloud({ sabotage = '', reportDelayMs = 50 } = {}): Promise<CrashCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'varslinger-crash-'))
  const plan = join(folder, 'plan')
  const lines: string[] = []
  const cloud = await startCloud({
    folder,
    entry: fileURLToPath(new URL('crashing-app.ts', import.meta.url)),
    settings: { CrashPlan: plan, BeganMs: String(Date.now()), Sabotage: sabotage },
    queues: shortLocks,
    reports: { reportDelayMs },
    onLine: (line) => lines.push(line),
  })
  const stop = async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...cloud, plan, lines, stop }
}
