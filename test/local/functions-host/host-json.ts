import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { parseLogLevel, type LogLevel } from './log.ts'
import { parseTimeSpan } from './time-span.ts'

/** What `host.json` settles, defaults filled in. */
export interface HostSettings {
  readonly routePrefix: string
  readonly logLevel: LogLevel
  readonly serviceBus: ServiceBusSettings
}

export interface ServiceBusSettings {
  readonly autoCompleteMessages: boolean
  readonly maxAutoLockRenewalMilliseconds: number
  readonly maxConcurrentCalls: number
  readonly maxMessageBatchSize: number
  readonly minMessageBatchSize: number
  readonly maxBatchWaitMilliseconds: number
}

/** .NET reads `"16"` as a number too. */
const count = (least: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^[+-]?\d+$/, 'is not a whole number')
        .transform(Number),
    ])
    .pipe(z.int().min(least))
const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })])
const timeSpan = z.string().transform((text, context) => {
  const milliseconds = parseTimeSpan(text)
  if (milliseconds === undefined) context.addIssue({ code: 'custom', message: `"${text}" is not a time span` })
  return milliseconds ?? z.NEVER
})

const serviceBus = z.object({
  prefetchCount: count(0).optional(),
  transportType: z.enum(['amqpTcp', 'amqpWebSockets']).optional(),
  webProxy: z.string().optional(),
  autoCompleteMessages: flag.default(true),
  maxAutoLockRenewalDuration: timeSpan.default(5 * 60_000),
  maxConcurrentCalls: count(1).default(() => 16 * availableParallelism()),
  maxConcurrentSessions: count(1).optional(),
  maxConcurrentCallsPerSession: count(1).optional(),
  maxMessageBatchSize: count(1).default(1000),
  minMessageBatchSize: count(1).default(1),
  maxBatchWaitTime: timeSpan.pipe(z.number().max(150_000, 'is longer than 00:02:30')).default(30_000),
  sessionIdleTimeout: timeSpan.optional(),
  enableCrossEntityTransactions: flag.optional(),
  clientRetryOptions: z
    .object({
      mode: z.enum(['fixed', 'exponential']).optional(),
      tryTimeout: timeSpan.optional(),
      delay: timeSpan.optional(),
      maxDelay: timeSpan.optional(),
      maxRetries: count(0).optional(),
    })
    .optional(),
})

const http = z.object({
  routePrefix: z.string().default('api'),
  maxOutstandingRequests: count(-1).optional(),
  maxConcurrentRequests: count(-1).optional(),
  dynamicThrottlesEnabled: flag.optional(),
})

const logLevel = z.string().transform((text, context) => {
  const level = parseLogLevel(text)
  if (level === undefined) context.addIssue({ code: 'custom', message: `"${text}" is not a log level` })
  return level ?? z.NEVER
})

/** Unknown and misspelled keys are ignored, here as in Microsoft's host: what is not read is stripped. */
const hostJson = z.object({
  version: z.literal('2.0'),
  functionTimeout: z.union([z.literal('-1'), timeSpan]).optional(),
  extensionBundle: z.object({ id: z.string(), version: z.string() }).optional(),
  retry: z.object({ maxRetryCount: count(-1) }).optional(),
  logging: z.object({ logLevel: z.object({ default: logLevel.default('information') }).prefault({}) }).prefault({}),
  extensions: z.object({ http: http.prefault({}), serviceBus: serviceBus.prefault({}) }).prefault({}),
})

/** @throws, naming every fault, where Microsoft's host would enter the state `Error` and serve nothing. */
export async function readHostJson(path: string): Promise<HostSettings> {
  const parsed = hostJson.safeParse(parseJson(await readFile(path, 'utf8')))
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`host.json: ${faults.join('; ')}`)
  }
  const { extensions, logging } = parsed.data
  const { maxAutoLockRenewalDuration, maxBatchWaitTime, ...bus } = extensions.serviceBus
  return {
    routePrefix: extensions.http.routePrefix,
    logLevel: logging.logLevel.default,
    serviceBus: {
      ...bus,
      maxAutoLockRenewalMilliseconds: maxAutoLockRenewalDuration,
      maxBatchWaitMilliseconds: maxBatchWaitTime,
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`host.json is not valid JSON: ${(cause as Error).message}`, { cause })
  }
}
