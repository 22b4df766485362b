import { readFileSync } from 'node:fs'
import { serviceBusClient } from '../adapters/service-bus/client.ts'
import { tableClient } from '../adapters/tables/client.ts'
import { withIdentity } from '../services.ts'
import { readPlace } from '../settings.ts'
import { UsageError, type Workplace } from './command.ts'
import { help, readCommand, runCommand } from './run-ops.ts'

const print = (line: string) => void process.stdout.write(`${line}\n`)

try {
  const asked = readCommand(process.argv.slice(2))
  if (asked === undefined) print(help)
  else {
    const { place, close } = workplace(asked.isLocal ? localSettings() : process.env)
    process.exitCode = await runCommand(asked, place).finally(close)
  }
} catch (fault) {
  print(fault instanceof Error ? fault.message : String(fault))
  process.exitCode = fault instanceof UsageError ? 2 : 1
}

/** What `npm start` listens on, unless it was told otherwise. */
function localSettings(): Record<string, string> {
  const file = readFileSync(new URL('../../local.settings.sample.json', import.meta.url), 'utf8')
  return (JSON.parse(file) as { Values: Record<string, string> }).Values
}

function workplace(variables: Readonly<Record<string, string | undefined>>) {
  let bus: ReturnType<typeof serviceBusClient> | undefined
  const place: Workplace = {
    switches() {
      const settings = readPlace(variables, 'Tables')
      return tableClient(withIdentity(settings.tables, settings), 'switches')
    },
    bus() {
      const settings = readPlace(variables, 'ServiceBus')
      return (bus ??= serviceBusClient(withIdentity(settings.serviceBus, settings)))
    },
    now: () => new Date(),
    print,
    isTerminal: process.stdout.isTTY,
  }
  return { place, close: () => bus?.close() }
}
