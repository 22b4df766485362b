import { element } from './element.js'

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

/** The time of day, with the day if it is not today's; all of it when it is pointed at. */
export function timeElement(iso) {
  const time = new Date(iso)
  const isToday = time.toDateString() === new Date().toDateString()
  const text = isToday ? clock.format(time) : `${day.format(time)}, ${clock.format(time)}`
  return element('time', { datetime: iso, title: whole.format(time) }, text)
}
