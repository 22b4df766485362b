import { tokenHolder } from '../cloud/api-client.ts'
import { startCloud } from '../cloud/start-cloud.ts'
import type { Act, Stage } from './act.ts'
import { acts as allActs } from './acts.ts'

export interface Demo {
  readonly acts?: readonly Act[]
  readonly print?: (text: string) => void
}

/** Long enough to see an e-mail wait for its delivery report. */
const reportDelayMs = 300

/**
 * Plays the acts in a local cloud of their own, which is gone afterwards.
 * @returns the exit code: 0 only if everything ended as it should
 */
export async function playDemo({ acts = allActs, print = console.log }: Demo = {}): Promise<0 | 1> {
  const beganMs = Date.now()
  print('\nStarting a local cloud…')
  const cloud = await startCloud({ reports: { reportDelayMs }, onLine: () => undefined })
  try {
    print(`It runs after ${((Date.now() - beganMs) / 1000).toFixed(1)} s.`)
    const stage = { cloud, api: await tokenHolder(cloud.url), print }
    let exitCode: 0 | 1 = 0
    for (const act of acts) if (!(await goesWell(act, stage))) exitCode = 1
    return exitCode
  } finally {
    await cloud.stop()
  }
}

async function goesWell(act: Act, stage: Stage): Promise<boolean> {
  stage.print(`\n${act.title}\n`)
  const fault = await act.play(stage)
  stage.print(fault === undefined ? 'All of it went as it should.\n' : `This went wrong: ${fault}.\n`)
  return fault === undefined
}
