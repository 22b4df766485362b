import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './send.ts'
import { startHost, type StartedHost } from './started-host.ts'

let host: StartedHost
beforeAll(async () => {
  host = await startHost('answers')
})
afterAll(() => host.stop())

describe('an answer', () => {
  it('carries what Microsoft’s host adds, and is chunked when it has a body', async () => {
    const { status, headers, text } = await send(host.url, '/json')
    expect({ status, text }).toEqual({ status: 201, text: '{"ok":true}' })
    expect(headers).toEqual({
      'content-type': 'application/json',
      'x-own': 'yes',
      'x-ms-invocation-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'transfer-encoding': 'chunked',
      server: 'Kestrel',
      date: expect.any(String) as string,
    })
  })

  it('of a string is text/plain in UTF-8', async () => {
    const { headers, text } = await send(host.url, '/text')
    expect([headers['content-type'], text]).toEqual(['text/plain;charset=UTF-8', 'words'])
  })

  it('without a body has length 0', async () => {
    const { status, headers } = await send(host.url, '/empty')
    expect([status, headers['content-length']]).toEqual([202, '0'])
  })

  it('sets cookies', async () => {
    const { headers } = await send(host.url, '/cookie')
    expect(headers['set-cookie']).toEqual(['a=1; Path=/; HttpOnly'])
  })

  it('arrives part by part as it is written', async () => {
    const response = await fetch(`${host.url}/streams`)
    const parts: string[] = []
    for await (const part of response.body ?? []) parts.push(Buffer.from(part as Uint8Array).toString())
    expect(parts).toEqual(['first', 'second'])
  })
})

describe('no answer at all', () => {
  const answered = async (path: string, fits: (line: { function?: string }) => boolean) => {
    const hangingUp = new AbortController()
    const answer = send(host.url, path, { signal: hangingUp.signal }).then(
      () => 'answered',
      () => 'hung up',
    )
    await host.line(fits)
    await new Promise((resolve) => setTimeout(resolve, 100))
    hangingUp.abort()
    return answer
  }

  it('is what a caller gets when the handler throws, which is logged once', async () => {
    expect(await answered('/throws', (line) => line.function === 'throws')).toBe('hung up')
    const lines = host.lines.filter((line) => line.function === 'throws')
    expect(lines).toMatchObject([{ level: 'error', message: expect.stringContaining('thrown on purpose') as string }])
  })

  it('is what a caller gets when the handler throws nothing', async () => {
    expect(await answered('/throwsNothing', (line) => line.function === 'throwsNothing')).toBe('hung up')
  })

  it('is what a caller gets when the handler returns undefined', async () => {
    const hangingUp = new AbortController()
    const answer = send(host.url, '/undefined', { signal: hangingUp.signal }).then(
      () => 'answered',
      () => 'hung up',
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    hangingUp.abort()
    expect(await answer).toBe('hung up')
  })
})
