import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tokenHolder } from '../../local/cloud/api-client.ts'
import { freePorts, listening, processesNaming, startCommand } from './started-command.ts'

const patience = { timeout: 60_000, interval: 100 }

const portOptions = [
  '--port',
  '--tables-port',
  '--service-bus-port',
  '--communication-services-port',
  '--altinn-platform-port',
  '--start-page-port',
]

/** A place for a local cloud that nobody else has. */
async function place() {
  const folder = mkdtempSync(join(tmpdir(), 'varslinger-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const ports = await freePorts(portOptions.length)
  const args = ['--folder', folder, ...portOptions.flatMap((option, i) => [option, String(ports[i])])]
  const [api = 0, , serviceBus = 0, mails = 0] = ports
  return {
    args,
    url: `http://127.0.0.1:${api}`,
    serviceBus,
    mails: async () => {
      const response = await fetch(`http://127.0.0.1:${mails}/inbox/emails`)
      return (await response.json()) as { content: { subject: string } }[]
    },
    /** What still runs of it: every process was told the folder or its port. */
    left: () => processesNaming([folder, ...ports.map((port) => `"port":${port},`)]),
  }
}

const ready = 'See what became of it'

const order = (subject: string, requestedSendTime?: Date) => ({
  idempotencyId: subject,
  ...(requestedSendTime === undefined ? {} : { requestedSendTime: requestedSendTime.toISOString() }),
  recipient: {
    recipientEmail: { emailAddress: 'kari@example.no', emailSettings: { subject, body: 'Dette er en prøve.' } },
  },
})

describe('npm start', () => {
  it('prints lines that order an e-mail when they are pasted, and leaves nothing behind after Ctrl-C', async () => {
    const { args, left, mails } = await place()
    const command = startCommand('start.ts', args)
    await command.until(ready)
    expect(await left()).toHaveLength(7)

    const pasted = command.output().slice(command.output().indexOf('  TOKEN='))
    const lines = pasted.split('\n').filter((line) => line.startsWith('  '))
    const { stdout } = await promisify(execFile)('bash', ['-c', lines.join('\n')])
    expect(stdout).toMatch(/^HTTP\/1\.1 201 Created/)
    expect(stdout).toMatch(/\[.*\]$/s)
    await expect.poll(async () => (await mails()).map(({ content }) => content.subject), patience).toEqual(['Hei'])

    // Under npm it comes twice: from the terminal, and passed on by npm.
    command.signal('SIGINT')
    command.signal('SIGINT')
    expect(await command.ended).toBe(0)
    expect(command.output().match(/Stopping…/g)).toHaveLength(1)
    expect(await left()).toEqual([])
  })

  it('goes on at the next start with the orders, messages and mails it had', async () => {
    const { args, url, mails } = await place()
    const subjects = async () => (await mails()).map(({ content }) => content.subject)
    const first = startCommand('start.ts', args)
    await first.until(ready)
    const before = await tokenHolder(url)
    await before.post('/future/orders', order('now'))
    await expect.poll(async () => (await before.feed()).length, patience).toBe(1)
    const { status } = await before.post('/future/orders', order('later', new Date(Date.now() + 4_000)))
    expect(status).toBe(201)
    first.signal('SIGINT')
    expect(await first.ended).toBe(0)

    const second = startCommand('start.ts', args)
    await second.until(ready)
    expect(await subjects()).toContain('now')
    const after = await tokenHolder(url)
    await expect.poll(async () => (await after.feed()).map(({ status }) => status), patience).toHaveLength(2)
    expect((await subjects()).toSorted()).toEqual(['later', 'now'])
  })

  it('leaves nothing behind when it is killed', async () => {
    const { args, left } = await place()
    const command = startCommand('start.ts', args)
    await command.until(ready)
    command.signal('SIGKILL')
    expect(await command.ended).toBe('SIGKILL')
    await expect.poll(left, patience).toEqual([])
  })

  it('ends in order when it is stopped while it starts', async () => {
    const { args, left } = await place()
    const command = startCommand('start.ts', args)
    await expect.poll(async () => (await left()).length, patience).toBeGreaterThan(1)
    command.signal('SIGINT')
    expect(await command.ended).toBe(0)
    expect(command.output().trim()).toBe('Stopping…')
    expect(await left()).toEqual([])
  })

  it('ends when one of its parts ends', async () => {
    const { args, left } = await place()
    const command = startCommand('start.ts', args)
    await command.until(ready)
    const [part = ''] = (await left()).filter((line) => line.includes('service-bus/main.ts'))
    process.kill(Number(part.split(' ')[0]), 'SIGKILL')
    expect(await command.ended).toBe(1)
    expect(command.output()).toContain('serviceBus has ended, so all of it is stopped\n')
    expect(await left()).toEqual([])
  })

  it('names a port that is taken, and stops what has started', async () => {
    const { args, left, serviceBus } = await place()
    const holder = await listening(serviceBus)
    const command = startCommand('start.ts', args)
    expect(await command.ended).toBe(1)
    const line = `service-bus did not start: port ${serviceBus} is already in use; --help shows how to choose others\n`
    expect(command.output()).toBe(line)
    expect(await left()).toEqual([])
    await once(holder.close(), 'close')
  })

  it.each([
    [['--help'], 0, /--service-bus-port <number> +port of Service Bus \(5672\)\n/],
    [['--prot', '1'], 1, /^Unknown option '--prot'; --help shows the options\n$/],
    [['--port', 'seven'], 1, /^--port must be a number from 1 to 65535\n$/],
  ])('answers %j with exit code %i and a line', async (args, exitCode, text) => {
    const command = startCommand('start.ts', args)
    expect(await command.ended).toBe(exitCode)
    expect(command.output()).toMatch(text)
  })
})
