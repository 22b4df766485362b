import { isEmailAddress } from './email-address.ts'

const isFilled = (text: string) => text.trim() !== ''

/** Users of Altinn without a national identity number, by the kinds of name they signed in with. */
const kinds: readonly { readonly prefix: string; readonly accepts: (name: string) => boolean }[] = [
  { prefix: 'urn:altinn:person:idporten-email:', accepts: isEmailAddress },
  { prefix: 'urn:altinn:username:', accepts: isFilled },
  { prefix: 'urn:altinn:person:legacy-selfidentified:', accepts: isFilled },
  { prefix: 'urn:altinn:party:username:', accepts: isFilled },
]

export function isExternalIdentity(urn: string): boolean {
  const kind = kinds.find(({ prefix }) => urn.startsWith(prefix))
  if (kind === undefined || urn.length === kind.prefix.length) return false
  return kind.accepts(formDecoded(urn.slice(kind.prefix.length)))
}

/** As in a form, `+` is a blank: a plus sign has to be written `%2B`. What does not decode stays as it is. */
function formDecoded(text: string): string {
  return new URLSearchParams(`name=${text.replaceAll('&', '%26')}`).get('name') ?? ''
}
