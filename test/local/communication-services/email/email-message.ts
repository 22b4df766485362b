import { z } from 'zod'
import { badRequest } from '../answer.ts'

const mostRecipients = 50

const Address = z.object({
  address: z.string().regex(/^[^\s@<>",;]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/, 'Invalid format for email address'),
  displayName: z.string().optional(),
})
const Addresses = z.array(Address).optional()

/** The body of a send request, as documented for `2025-09-01`; more properties are ignored. */
const EmailMessage = z.object({
  senderAddress: Address.shape.address,
  content: z
    .object({ subject: z.string().min(1), plainText: z.string().optional(), html: z.string().optional() })
    .refine(({ plainText, html }) => Boolean(plainText) || Boolean(html), 'One of plainText and html is required.'),
  recipients: z
    .object({ to: Addresses, cc: Addresses, bcc: Addresses })
    .refine((all) => addressesOf(all).length > 0, 'At least one recipient is required.')
    .refine((all) => addressesOf(all).length <= mostRecipients, `At most ${mostRecipients} recipients are allowed.`),
  attachments: z
    .array(
      z.object({
        name: z.string(),
        contentType: z.string(),
        contentInBase64: z.base64(),
        contentId: z.string().optional(),
      }),
    )
    .optional(),
  replyTo: Addresses,
  headers: z.record(z.string(), z.string()).optional(),
  userEngagementTrackingDisabled: z.boolean().optional(),
})

export type EmailMessage = z.infer<typeof EmailMessage>

/** Throws the service's 400, naming the first property at fault. */
export function readEmailMessage(body: Buffer): EmailMessage {
  const read = EmailMessage.safeParse(parseJson(body))
  if (read.success) return read.data
  const { path = [], message = '' } = read.error.issues[0] ?? {}
  throw badRequest(message, path[0] === 'recipients' ? 'recipients' : path.join('.'))
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    throw badRequest('The request body is not JSON.')
  }
}

/** Everybody the e-mail goes to, each address once. */
export const recipientsOf = ({ recipients }: Pick<EmailMessage, 'recipients'>): string[] => [
  ...new Set(addressesOf(recipients).map(({ address }) => address)),
]

const addressesOf = ({
  to = [],
  cc = [],
  bcc = [],
}: Partial<Record<'to' | 'cc' | 'bcc', z.infer<typeof Addresses>>>) => [...to, ...cc, ...bcc]
