import { parseArgs } from 'node:util'
import { allowListCommands } from './allow-list.ts'
import { UsageError, type Command, type Given, type Workplace } from './command.ts'
import { deadLetterCommands } from './dead-letters.ts'
import { pauseCommands } from './pause.ts'

const commands: readonly Command[] = [...allowListCommands, ...deadLetterCommands, ...pauseCommands]

export const help = `npm run ops -- [--local] <command>

${commands.map(({ words, takes, does }) => `  ${`${words} ${takes}`.trim()}\n      ${does}`).join('\n')}

Where they work stands in the environment, in the settings of the app: Tables or Tables__endpoint, ServiceBus or
ServiceBus__fullyQualifiedNamespace. Without a connection string your own identity is used (az login), which needs the
app's roles. --local works on what npm start has started.`

export interface Asked {
  readonly command: Command
  readonly given: Given
  readonly isLocal: boolean
}

/**
 * Undefined when help is asked for.
 * @throws UsageError when no command is asked for, or there is no such one
 */
export function readCommand(args: readonly string[]): Asked | undefined {
  const { values, positionals } = parse(args)
  if (values.help === true) return undefined
  const [group = '', verb = '', operand = '', ...rest] = positionals
  const command = commands.find(({ words }) => words === `${group} ${verb}`)
  if (command === undefined || rest.length > 0) throw new UsageError('there is no such command; --help shows them')
  if ((command.takes === '') !== (operand === '')) throw new UsageError(usageOf(command))
  return { command, given: { ...values, operand }, isLocal: values.local === true }
}

const usageOf = ({ words, takes }: Command) => `it is called so: npm run ops -- ${`${words} ${takes}`.trim()}`

function parse(args: readonly string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
  const options = { note: text, until: text, only: text, local: flag, help: flag }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message.split(/[.\n]/)[0] ?? ''}; --help shows the options`, { cause })
  }
}

/** @returns the exit code: 0 done, 1 could not be done, 2 makes no sense */
export async function runCommand({ command, given }: Asked, place: Workplace): Promise<0 | 1 | 2> {
  try {
    await command.run(place, given)
    return 0
  } catch (fault) {
    place.print(fault instanceof UsageError ? fault.message : `It could not be done: ${whyNot(fault)}`)
    return fault instanceof UsageError ? 2 : 1
  }
}

const meanings: Readonly<Record<string, string>> = {
  TABLES_UNAVAILABLE: 'the table store cannot be reached, or does not know us',
  GeneralError: 'Service Bus cannot be reached',
  ServiceCommunicationProblem: 'Service Bus cannot be reached',
  MessagingEntityNotFound: 'there is no such queue; docs/queues.md lists them',
  UnauthorizedAccess: 'Service Bus does not let us in',
}

/** Where there are codes, they say what is wrong: messages of others may hold what nobody should keep. */
function whyNot(fault: unknown): string {
  const codes = codesOf(fault)
  const meaning = codes.map((code) => meanings[code]).find((each) => each !== undefined)
  if (codes.length > 0) return [...(meaning === undefined ? [] : [meaning]), `(${codes.join(', ')})`].join(' ')
  return fault instanceof Error ? fault.message : String(fault)
}

function codesOf(fault: unknown): string[] {
  if (!(fault instanceof Error)) return []
  const { code } = fault as { code?: unknown }
  return [...(typeof code === 'string' ? [code] : []), ...codesOf(fault.cause)]
}
