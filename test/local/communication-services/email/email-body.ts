import { notFound, type Answer } from '../answer.ts'
import type { Route, ServiceRequest } from '../service-request.ts'
import type { EmailMessage } from './email-message.ts'
import type { EmailStore } from './email-store.ts'

/** Nothing of a mail runs, and nothing is loaded from elsewhere; a link that somebody clicks opens a new window. */
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

export const emailText = (store: EmailStore): Route => ({
  name: 'inbox',
  method: 'GET',
  path: /^\/inbox\/emails\/[^/]+\/text$/,
  handle: (request) => bodyAnswer('text/plain', contentOf(store, request).plainText),
})

/** The HTML of a mail as a document that can do no harm, also if it is opened outside the page's frame. */
export const emailHtml = (store: EmailStore): Route => ({
  name: 'inbox',
  method: 'GET',
  path: /^\/inbox\/emails\/[^/]+\/html$/,
  handle(request) {
    const { html } = contentOf(store, request)
    return bodyAnswer('text/html', html && `<!doctype html><base target="_blank">${html}`)
  },
})

function contentOf(store: EmailStore, { path }: ServiceRequest): Partial<EmailMessage['content']> {
  return store.findInInbox(path.split('/')[3] ?? '')?.content ?? {}
}

function bodyAnswer(contentType: string, body: string | undefined): Answer {
  if (body === undefined) throw notFound('The e-mail has no such body.')
  return {
    status: 200,
    headers: {
      'content-type': `${contentType}; charset=utf-8`,
      'content-security-policy': mailPolicy,
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(body),
  }
}
