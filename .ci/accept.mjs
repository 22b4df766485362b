/**
 * Runs the acceptance cases of the HTTP API against a local cloud of its own, two at a time. They are no part of this
 * project: the environment variable `ACCEPTANCE` names the folder of their runner, `run.mjs`; left out, they are looked
 * for beside the project. Where there are none it says so. Fails when a case fails.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { startCloud } from '../test/local/cloud/start-cloud.ts'

const { ACCEPTANCE = '../shared/accept/http' } = process.env
const runner = resolve(ACCEPTANCE, 'run.mjs')

if (existsSync(runner)) process.exitCode = await run()
else if (process.env.ACCEPTANCE === undefined) console.log('There are no acceptance cases beside the project.')
else {
  console.error(`ACCEPTANCE names a folder without run.mjs: ${ACCEPTANCE}`)
  process.exitCode = 1
}

/** @returns 0 when every case passed */
async function run() {
  // The address that the cases expect links to begin with; the cloud itself takes any free port.
  const cloud = await startCloud({ baseUri: 'http://localhost:5090' })
  try {
    const places = ['--base', cloud.url, '--tokens', cloud.url, '--metrics-key', 'valid-api-key']
    const child = spawn(process.execPath, [realpathSync(runner), ...places, '--jobs', '2'], { stdio: 'inherit' })
    const [code] = await once(child, 'exit')
    return code ?? 1
  } finally {
    await cloud.stop()
  }
}
