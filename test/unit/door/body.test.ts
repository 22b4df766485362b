import { expect, test } from 'vitest'
import { readBody } from '../../../src/functions/http/door/body.ts'

/** A body that comes in pieces, as with chunked transfer, and says what it was asked for. */
function inPieces(pieces: readonly string[], headers: Record<string, string> = {}) {
  const asked: string[] = []
  const source = pieces.values()
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { value, done } = source.next()
        if (done === true) {
          controller.close()
          return
        }
        asked.push(value)
        controller.enqueue(Buffer.from(value))
      },
    },
    { highWaterMark: 0 },
  )
  return { asked, request: { body, headers: new Headers(headers) } }
}

test('pieces are put together, up to the limit and with it', async () => {
  const { request } = inPieces(['abc', 'de', 'f'])
  expect(await readBody(request, 6)).toEqual({ outcome: 'read', bytes: Buffer.from('abcdef') })
})

test('a body that goes on beyond the limit is too large, whatever length it claims, and is read to its end', async () => {
  const { asked, request } = inPieces(['abc', 'def', 'ghi'], { 'content-length': '3' })
  expect(await readBody(request, 5)).toEqual({ outcome: 'too-large' })
  expect(asked).toEqual(['abc', 'def', 'ghi'])
})

test('a body that claims to be too large is not read at all', async () => {
  const { asked, request } = inPieces(['abc'], { 'content-length': '6' })
  expect(await readBody(request, 5)).toEqual({ outcome: 'too-large' })
  expect(asked).toEqual([])
})

test('a body that breaks off is told from an empty one', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) })
  expect(await readBody({ body, headers: new Headers() }, 5)).toEqual({ outcome: 'broken' })
  expect(await readBody({ body: null, headers: new Headers() }, 5)).toMatchObject({
    outcome: 'read',
    bytes: Buffer.alloc(0),
  })
})
