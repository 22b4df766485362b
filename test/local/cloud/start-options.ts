import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Ports } from './start-cloud.ts'

export interface StartOptions {
  readonly folder: string
  readonly ports: Readonly<Ports>
}

interface Port {
  readonly option: string
  readonly usual: number
  readonly serves: string
}

const ports: Readonly<Record<keyof Ports, Port>> = {
  startPage: { option: 'start-page-port', usual: 7070, serves: 'the start page and the clock' },
  functionsHost: { option: 'port', usual: 7071, serves: 'the API' },
  tables: { option: 'tables-port', usual: 10002, serves: 'Table Storage' },
  serviceBus: { option: 'service-bus-port', usual: 5672, serves: 'Service Bus' },
  communicationServices: {
    option: 'communication-services-port',
    usual: 7080,
    serves: 'Communication Services and its inbox',
  },
  altinnPlatform: {
    option: 'altinn-platform-port',
    usual: 7081,
    serves: 'the Altinn platform: tokens, people and organisations',
  },
}

const usualFolder = fileURLToPath(new URL('../../../.local', import.meta.url))

const line = (option: string, means: string) => `  --${option.padEnd(38)} ${means}`

export const help = `Starts the app and everything around it on this machine. Ctrl-C stops all of it.

npm start -- [options]

${line('folder <path>', 'where orders, messages and mails are kept (.local)')}
${Object.values(ports)
  .map(({ option, usual, serves }) => line(`${option} <number>`, `port of ${serves} (${usual})`))
  .join('\n')}
${line('help', 'shows this')}
`

/**
 * Undefined when help is asked for.
 * @throws Error of one line when an option is unknown or makes no sense
 */
export function readStartOptions(args: readonly string[]): StartOptions | undefined {
  const { folder, help: isAsked, ...given } = parse(args)
  if (isAsked === true) return undefined
  const taken = Object.entries(ports).map(([part, port]) => [part, portNumber(port, given[port.option])])
  return { folder: String(folder ?? usualFolder), ports: Object.fromEntries(taken) as StartOptions['ports'] }
}

function parse(args: readonly string[]): Record<string, string | boolean | undefined> {
  const text = { type: 'string' } as const
  const portOptions = Object.fromEntries(Object.values(ports).map(({ option }) => [option, text]))
  const options = { folder: text, help: { type: 'boolean' } as const, ...portOptions }
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new Error(`${(cause as Error).message.split(/[.\n]/)[0] ?? ''}; --help shows the options`, { cause })
  }
}

function portNumber({ option, usual }: Port, given: string | boolean | undefined): number {
  const port = Number(given ?? usual)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`--${option} must be a number from 1 to 65535`)
}
