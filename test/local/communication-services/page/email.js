import { element } from '../../page/element.js'
import { timeElement } from './time.js'

/** An e-mail as a mail program shows it. */
export const emailContent = (entry, chips) => [
  element(
    'header',
    {},
    element('h2', {}, entry.subject),
    element('p', { class: 'people' }, element('b', {}, entry.from), ' to ', element('b', {}, entry.to.join(', '))),
    element('p', { class: 'when' }, timeElement(entry.acceptedAt), chips),
  ),
  bodies(entry),
  ...attachments(entry),
]

/** The text and the HTML, whichever it has; a choice if it has both. */
function bodies({ id, bodies }) {
  const sheet = element('div', { class: 'sheet' })
  const show = (kind) => sheet.replaceChildren(kind === 'html' ? htmlBody(id) : textBody(id))
  show(bodies.at(-1))
  if (bodies.length < 2) return sheet
  const choice = element('fieldset', { class: 'channels' }, element('legend', { class: 'unseen' }, 'Show the mail as'))
  for (const kind of bodies) {
    const input = element('input', { type: 'radio', name: 'body', checked: kind === bodies.at(-1) })
    input.addEventListener('change', () => show(kind))
    choice.append(element('label', {}, input, element('span', {}, kind === 'html' ? 'HTML' : 'Text')))
  }
  return element('div', { class: 'bodies' }, choice, sheet)
}

function textBody(id) {
  const text = element('pre', { class: 'text' })
  void fetch(`/inbox/emails/${id}/text`)
    .then((response) => response.text())
    .then((content) => (text.textContent = content))
  return text
}

/** In a frame where nothing runs and nothing is loaded; a link opens a new window. */
const htmlBody = (id) =>
  element('iframe', {
    src: `/inbox/emails/${id}/html`,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'no-referrer',
    title: 'The e-mail as HTML',
  })

const attachments = ({ attachments }) =>
  attachments.length === 0
    ? []
    : [
        element(
          'ul',
          { class: 'attachments', 'aria-label': 'Attachments' },
          ...attachments.map(({ name, contentType, bytes }) =>
            element('li', { title: contentType }, name, element('small', {}, sizeOf(bytes))),
          ),
        ),
      ]

const sizeOf = (bytes) => (bytes < 1000 ? `${bytes} B` : `${Math.round(bytes / 100) / 10} kB`)
