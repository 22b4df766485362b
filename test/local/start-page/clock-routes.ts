import type { ServerResponse } from 'node:http'
import { DateTime, Duration } from 'luxon'
import { z } from 'zod'
import { ask } from '../clock/audience.ts'
import { MoveRefused, MoveUnderWay, type TestClock } from '../clock/test-clock.ts'
import { answerJson, readJson, RequestError, type PageRoute } from './http-server.ts'

const zone = 'Europe/Oslo'

const duration = z.string().transform((text, context) => {
  const parsed = Duration.fromISO(text)
  if (!parsed.isValid) context.addIssue({ code: 'custom', message: `${text} is not an ISO 8601 duration, as P7D is` })
  return parsed
})

/** As it is in Oslo, unless it names another zone. */
const moment = z.string().transform((text, context) => {
  const parsed = DateTime.fromISO(text, { zone })
  if (!parsed.isValid) context.addIssue({ code: 'custom', message: `${text} is not a time, as 2027-01-04T08:00 is` })
  return parsed.toJSDate()
})

const Time = z.strictObject({ now: moment })
const Step = z.strictObject({ by: duration })

/** Read, set, move forward and follow the clock; what the processes ask lies under `/clock/offset`. */
export const clockRoutes = (clock: TestClock): PageRoute[] => [
  { method: 'GET', path: /^\/clock$/, handle: (_, response) => answerJson(response, clock.state()) },
  { method: 'GET', path: /^\/clock\/events$/, handle: (_, response) => follow(clock, response) },
  {
    method: 'PUT',
    path: /^\/clock$/,
    async handle(request, response) {
      const { now } = read(Time, await readJson(request))
      await answerMove(clock, now, response)
    },
  },
  {
    method: 'POST',
    path: /^\/clock\/forward$/,
    async handle(request, response) {
      const { by } = read(Step, await readJson(request))
      const to = DateTime.fromJSDate(clock.now(), { zone }).plus(by)
      await answerMove(clock, to.toJSDate(), response)
    },
  },
  {
    method: 'GET',
    path: /^\/clock\/offset$/,
    handle({ query }, response) {
      const audience = query.get('audience') === 'app' ? clock.audiences.app : clock.audiences.parts
      ask(audience, { name: query.get('follower') ?? '', after: Number(query.get('after') ?? -1) }, response)
    },
  },
]

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new RequestError(400, z.prettifyError(parsed.error))
}

async function answerMove(clock: TestClock, to: Date, response: ServerResponse): Promise<void> {
  const steps = await clock.moveTo(to).catch((error: unknown) => {
    const { message } = error as Error
    if (error instanceof MoveUnderWay) throw new RequestError(409, message)
    throw new RequestError(error instanceof MoveRefused ? 400 : 503, message)
  })
  answerJson(response, { ...clock.state(), steps })
}

/** Server-sent events `clock`: the state now, and whenever it has changed. */
function follow(clock: TestClock, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = () => response.write(`event: clock\ndata: ${JSON.stringify(clock.state())}\n\n`)
  response.write('retry: 500\n')
  send()
  response.on('close', clock.onChange(send))
}
