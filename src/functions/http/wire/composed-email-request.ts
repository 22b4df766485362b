import type * as z from 'zod'
import { isEmailAddress } from '../../../domain/addresses/email-address.ts'
import type { Rule } from '../door/rule.ts'
import { list, object, optional, ruled, text, uri } from '../door/shape.ts'
import { chainMembers, chainRules } from './chain-members.ts'
import { emailSendingMembers, emailSendingRules } from './email-sending-options.ts'
import { isAttachableMimeType } from './mime-types.ts'
import { expiryOf, faultsOf, type SasFault } from './sas-url.ts'

const file = object('.Files.SasFileReferenceExt', { filename: text(), mimeType: text(), sasUrl: uri() })
type SasFileReference = z.infer<typeof file>

interface Composed {
  readonly requestedSendTime?: Date | undefined
}

/** How long a signature must outlive the requested send time. */
const marginMs = 15 * 60_000

const about =
  (sentence: string) =>
  ({ filename }: SasFileReference) =>
    `Attachment '${filename}': ${sentence}`

const withoutFault = (id: string, fault: SasFault, sentence: string): Rule<SasFileReference, Composed> => ({
  id,
  key: 'SasUrl',
  holds: ({ sasUrl }) => !faultsOf(sasUrl).includes(fault),
  message: about(sentence),
})

/** CE-5, CE-7 and CE-13 are reported as missing before any rule runs. A URL that carries a signature is never quoted. */
const SasFileReference = ruled<typeof file, Composed>(file, [
  {
    id: 'CE-6',
    key: 'Filename',
    holds: ({ filename }) => !/[/\\]/.test(filename) && /\.[^.]+$/.test(filename),
    message: about('filename must not contain path separators, and must include a file extension.'),
  },
  withoutFault('CE-8', 'not-https', 'sasUrl must be an absolute HTTPS URI.'),
  withoutFault('CE-9', 'other-host', 'sasUrl host must be within Azure Blob Storage (*.blob.core.windows.net).'),
  withoutFault('CE-10', 'parameters', 'sasUrl is missing required SAS parameters (se, sig, sp, sr).'),
  withoutFault('CE-11', 'expiry', "sasUrl has an invalid 'se' (signed expiry) value."),
  withoutFault('CE-12', 'no-read', "sasUrl does not grant read permission ('r' must be present in 'sp')."),
  {
    id: 'CE-14',
    key: 'MimeType',
    holds: ({ mimeType }) => isAttachableMimeType(mimeType),
    message: about('mimeType is not supported. Refer to ACS documentation for the list of accepted MIME types.'),
  },
  {
    id: 'CE-15',
    key: '',
    holds: ({ sasUrl }, { now, request }) => {
      const expiry = expiryOf(sasUrl)
      return expiry === undefined || expiry.getTime() >= (request.requestedSendTime ?? now).getTime() + marginMs
    },
    message: about('sasUrl must be valid for at least 15 minutes after requestedSendTime.'),
  },
])

const settings = object('.Email.ComposedEmailSendingOptionsExt', {
  ...emailSendingMembers,
  attachments: optional(list(SasFileReference, 'Attachment item must not be null.')),
})

const recipient = object(
  '.Recipient.RecipientComposedEmailExt',
  { emailAddress: text(), emailSettings: ruled(settings, emailSendingRules) },
  { emailSettings: 'Settings' },
)

const RecipientComposedEmail = ruled(recipient, [
  {
    id: 'CE-1',
    key: 'EmailAddress',
    holds: ({ emailAddress }) => isEmailAddress(emailAddress),
    message: 'Invalid email address format.',
  },
])

const composed = object('.ComposedEmailRequestExt', { ...chainMembers, recipient: RecipientComposedEmail })

/** Body of `POST /future/orders/composed-email`. */
export const ComposedEmailRequest = ruled(composed, chainRules)
export type ComposedEmailRequest = z.infer<typeof ComposedEmailRequest>
