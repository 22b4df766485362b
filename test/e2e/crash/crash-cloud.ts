import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import queues from '../../../infra/queues.json' with { type: 'json' }
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { hurry } from './hurried-times.ts'

export interface CrashCloud extends Cloud {
  /** Where a plan for the next crash is laid. */
  readonly plan: string
  readonly lines: readonly string[]
}

/** The locks of a process that was killed are over in seconds, not in the minute they have elsewhere. */
const shortLocks = Object.fromEntries(
  Object.entries(queues).map(([name, queue]) => [name, { ...queue, lockDuration: 'PT5S' }]),
)

const daySeconds = 86_400

/** From now until it is nine or ten o'clock in Oslo: SMS of the older routes leave in the daytime, which is four minutes. */
function untilMorningMs(now: Date): number {
  const morning = new Date(now).setUTCHours(8, 5, 0, 0)
  return (morning - now.getTime() + daySeconds * 1000) % (daySeconds * 1000)
}

/** The provider knows an SMS that is repeated for five minutes of its own; whether its dates are ahead does not matter. */
const repeatable = {
  app: { SmsRepeatWindowSeconds: String(4 * 60 * hurry) },
  provider: { smsRepeatabilitySeconds: 30 * daySeconds },
}

/** A cloud on disk whose app can be killed at a named point. */
export async function startCrashCloud({ sabotage = '', reportDelayMs = 50 } = {}): Promise<CrashCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'varslinger-crash-'))
  const plan = join(folder, 'plan')
  const lines: string[] = []
  const began = new Date()
  const times = { BeganMs: String(began.getTime()), AheadMs: String(untilMorningMs(began)) }
  const cloud = await startCloud({
    folder,
    entry: fileURLToPath(new URL('crashing-app.ts', import.meta.url)),
    settings: { CrashPlan: plan, Sabotage: sabotage, ...times, ...repeatable.app },
    queues: shortLocks,
    reports: { reportDelayMs, ...repeatable.provider },
    onLine: (line) => lines.push(line),
  })
  const stop = async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...cloud, plan, lines, stop }
}
