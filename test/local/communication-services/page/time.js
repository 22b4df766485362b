import { element } from '../../page/element.js'

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

const exact = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** The time of day, with the day if it is not today's; all of it when it is pointed at. */
export const timeElement = (iso) => shownBy(clock, iso)

/** The same to the millisecond. */
export const exactTimeElement = (iso) => shownBy(exact, iso)

function shownBy(ofDay, iso) {
  const time = new Date(iso)
  const isToday = time.toDateString() === new Date().toDateString()
  const text = isToday ? ofDay.format(time) : `${day.format(time)}, ${ofDay.format(time)}`
  return element('time', { datetime: iso, title: whole.format(time) }, text)
}
