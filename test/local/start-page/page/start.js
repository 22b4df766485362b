/* global document */
import { links } from '../../page/links.js'
import { followClock, moveForward, moveTo } from './clock.js'

const byId = (id) => document.getElementById(id)

byId('api').textContent = links.api

const buttons = () => document.querySelectorAll('.clock button')

followClock({
  onTime: (text, iso) => {
    byId('now').textContent = text
    byId('now').dateTime = iso
  },
  onState: ({ ahead, movingTo }) => {
    byId('ahead').textContent = ahead
    for (const button of buttons()) button.disabled = movingTo !== undefined
    document.body.classList.toggle('moving', movingTo !== undefined)
    if (movingTo !== undefined) byId('outcome').textContent = `On the way to ${movingTo} …`
  },
})

byId('forward').addEventListener('submit', (event) => {
  event.preventDefault()
  void show(moveForward(event.submitter.value))
})
byId('to').addEventListener('submit', (event) => {
  event.preventDefault()
  void show(moveTo(new Date(byId('moment').value)))
})

async function show(moving) {
  byId('outcome').textContent = await moving
}
