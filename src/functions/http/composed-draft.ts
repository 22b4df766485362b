import type { ComposedEmailDraft } from '../../use-cases/place-composed-email.ts'
import { toAddresses } from '../../domain/new-order.ts'
import type { Circumstances } from './circumstances.ts'
import { termsOf } from './order-terms.ts'
import { emailContentOf } from './email-content.ts'
import type { ComposedEmailRequest } from './wire/composed-email-request.ts'

type By = Omit<Circumstances, 'defaultSmsSender'>

export function composedDraft(request: ComposedEmailRequest, by: By): ComposedEmailDraft {
  const { idempotencyId, sendersReference, requestedSendTime, recipient, dialogportenAssociation, conditionEndpoint } =
    request
  const { attachments, ...settings } = recipient.emailSettings
  return {
    creator: by.creator,
    idempotencyId,
    ...toAddresses('email', [recipient.emailAddress]),
    terms: termsOf({ conditionEndpoint }),
    ...(sendersReference === undefined ? {} : { sendersReference }),
    requestedSendTime: requestedSendTime ?? by.receivedAt,
    content: {
      email: emailContentOf(settings, by),
      ...(attachments === undefined ? {} : { attachments }),
      ...(dialogportenAssociation === undefined ? {} : { dialogportenAssociation }),
    },
  }
}
