import { element } from '../../page/element.js'

const number = new Intl.NumberFormat('en-GB')
/** As many as the service sends at once. */
const most = 500

export function summaryOf(total, search) {
  if (total === 0) return ''
  if (total > most) return `Newest ${most} of ${number.format(total)}`
  if (search !== '') return `${number.format(total)} found`
  return total === 1 ? '1 message' : `${number.format(total)} messages`
}

export const nothingSent = () =>
  element(
    'div',
    {},
    element('h2', {}, 'Nothing has been sent yet'),
    element('p', {}, 'E-mails and SMS appear here by themselves, as soon as the API sends them.'),
    element(
      'p',
      {},
      'To see one bounce, come late or get lost, send it to a ',
      element('a', { href: '/magic' }, 'magic recipient'),
      '.',
    ),
  )

export const nothingFound = (search) =>
  element(
    'div',
    {},
    element('h2', {}, 'Nothing found'),
    element('p', {}, `No message has “${search}” in its text, its names, its ids or its reports.`),
  )

const keys = [
  ['j', 'k', 'next and previous message'],
  ['Enter', undefined, 'read it'],
  ['/', undefined, 'search'],
  ['Esc', undefined, 'back'],
]

export const nothingOpen = () =>
  element(
    'div',
    { class: 'none' },
    element(
      'dl',
      { class: 'keys' },
      ...keys.flatMap(([key, other, what]) => [
        element('dt', {}, element('kbd', {}, key), other && ' ', other && element('kbd', {}, other)),
        element('dd', {}, what),
      ]),
    ),
  )
