import { identityOf, type Identity } from './ordered-recipient.ts'

/** What a text may say instead of its reader's name and number. */
const keywords = /\$recipient(Name|Number)\$/g

export const hasKeywords = (...texts: readonly string[]) => texts.some((text) => text.search(keywords) >= 0)

/** Whether somebody has to be asked for names before the texts can be sent. */
export const needsNames = (...texts: readonly string[]) => texts.some((text) => text.includes('$recipientName$'))

export interface Reader extends Identity {
  readonly name?: string
}

/**
 * The text as its reader gets it. A person's number is never shown, and what is not known is left out: a reader is
 * never shown a keyword.
 */
export function fillKeywords(text: string, reader: Reader, contentType: 'Plain' | 'Html' = 'Plain'): string {
  const identity = identityOf(reader)
  const number = identity?.kind === 'organizationNumber' ? identity.name : ''
  const name = reader.name ?? ''
  const written = (value: string) => (contentType === 'Html' ? escaped(value) : value)
  return text.replaceAll(keywords, (_, asked: 'Name' | 'Number') => written(asked === 'Name' ? name : number))
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => references[character] ?? '')
