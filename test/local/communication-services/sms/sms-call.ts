import { z } from 'zod'
import type { Answer } from '../answer.ts'

const mostRecipients = 100
const mostCharacters = 2048

/** A number in E.164, a short code, or up to eleven letters, digits and spaces with at least one letter. */
const sender = /^(\+?[1-9]\d{2,14}|(?=.*[a-z])[a-z\d ]{1,11})$/i

const SmsRecipient = z.object({
  to: z.string().min(1),
  repeatabilityRequestId: z.string().optional(),
  repeatabilityFirstSent: z.string().optional(),
})

/** The body of a send request, as documented for `2021-03-07` and later; more properties are ignored. */
const SmsCall = z.object({
  from: z.string().regex(sender, 'Invalid From.'),
  smsRecipients: z
    .array(SmsRecipient)
    .min(1)
    .max(mostRecipients)
    .refine(haveDistinctIds, 'A repeatability id is there twice.'),
  message: z.string().min(1).max(mostCharacters),
  smsSendOptions: z
    .object({
      enableDeliveryReport: z.boolean(),
      tag: z.string().optional(),
      deliveryReportTimeoutInSeconds: z.int().min(60).max(43_200).optional(),
    })
    .default({ enableDeliveryReport: false }),
})

export type SmsCall = z.infer<typeof SmsCall>
export type SmsRecipient = z.infer<typeof SmsRecipient>

/** The call, or the service's answer to a body that is none: problem details with the properties at fault. */
export function readSmsCall(body: Buffer): { call: SmsCall } | { problem: Answer } {
  const read = SmsCall.safeParse(parseJson(body))
  if (read.success) return { call: read.data }
  const errors: Record<string, string[]> = {}
  for (const { path, message } of read.error.issues) (errors[path.join('.')] ??= []).push(message)
  return { problem: problem(errors) }
}

const problem = (errors: Record<string, string[]>): Answer => ({
  status: 400,
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  body: {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'One or more validation errors occurred.',
    status: 400,
    errors,
  },
})

function haveDistinctIds(recipients: readonly SmsRecipient[]): boolean {
  const ids = recipients.flatMap(({ repeatabilityRequestId: id }) => id?.toLowerCase() ?? [])
  return new Set(ids).size === ids.length
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
