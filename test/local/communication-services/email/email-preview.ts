import type { EmailMessage } from './email-message.ts'

const longest = 200

/** The beginning of an e-mail's text on one line; HTML without its tags, but with its character references. */
export function previewOf({ plainText, html }: EmailMessage['content']): string {
  const text = plainText ? plainText.slice(0, 4 * longest) : withoutTags(html ?? '')
  return text.replace(/\s+/g, ' ').trim().slice(0, longest)
}

/** Good enough to read, not to show as HTML. */
const withoutTags = (html: string) =>
  html
    .slice(0, 50_000)
    .replace(/<(style|script|title)\b.*?<\/\1\s*>/gis, ' ')
    .replace(/<!--.*?-->/gs, ' ')
    .replace(/<[^>]*>?/g, ' ')
