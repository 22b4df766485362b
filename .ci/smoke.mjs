/**
 * Places an order for an e-mail and waits until it has been delivered: the last step of a deployment. What it needs is
 * in the environment:
 *
 * - `SMOKE_URL`: where the API answers
 * - `SMOKE_ADDRESS`: a mailbox of one's own that takes mail
 * - `SMOKE_TOKEN_URL`: answers a GET with a token that may order, as Altinn's test token generator does
 * - `SMOKE_TOKEN_AUTHORIZATION`: the header that this GET is sent with
 * - `SMOKE_SECONDS`: how long it may take, 300 unless told otherwise
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

const { SMOKE_URL, SMOKE_ADDRESS, SMOKE_TOKEN_URL, SMOKE_TOKEN_AUTHORIZATION, SMOKE_SECONDS = '300' } = process.env
const endMs = Date.now() + Number(SMOKE_SECONDS) * 1000

const missing = ['SMOKE_URL', 'SMOKE_ADDRESS', 'SMOKE_TOKEN_URL'].filter((name) => !process.env[name])
if (missing.length > 0) fail(`${missing.join(', ')} must be set`)

await healthy()
const token = await answer('the token', fetch(SMOKE_TOKEN_URL, { headers: authorization() }), 200)
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
const shipment = await place()
console.log(`ordered: shipment ${shipment}`)
await delivered()

/** A package that has just been deployed may take a moment to start. */
async function healthy() {
  for (;;) {
    const status = await fetch(`${SMOKE_URL}/health`).then(
      (response) => response.status,
      () => 'nothing',
    )
    if (status === 200) return
    if (Date.now() > endMs) fail(`GET /health was answered ${status}`)
    await wait(2_000)
  }
}

async function place() {
  const body = JSON.stringify({
    idempotencyId: `smoke-${randomUUID()}`,
    sendersReference: 'smoke',
    recipient: {
      recipientEmail: {
        emailAddress: SMOKE_ADDRESS,
        emailSettings: { subject: 'Varslinger: en prøve', body: 'Utrullingen er ferdig når denne har kommet frem.' },
      },
    },
  })
  const text = await answer('the order', fetch(api('/future/orders'), { method: 'POST', headers, body }), 201)
  return JSON.parse(text).notification.shipmentId
}

async function delivered() {
  for (;;) {
    const text = await answer('the shipment', fetch(api(`/future/shipment/${shipment}`), { headers }), 200)
    const { recipients } = JSON.parse(text)
    const status = recipients[0]?.status ?? 'nowhere'
    if (status === 'Email_Delivered') return console.log('delivered')
    if (/Failed/.test(status)) fail(`it ended as ${status}`)
    if (Date.now() > endMs) fail(`after ${SMOKE_SECONDS} s it is ${status}`)
    await wait(1_000)
  }
}

/** The answer's text. Bodies are not shown: they hold tokens and addresses. */
async function answer(what, asked, expected) {
  const response = await asked
  if (response.status !== expected) fail(`${what} was answered ${response.status}`)
  return response.text()
}

function api(path) {
  return `${SMOKE_URL}/notifications/api/v1${path}`
}

function authorization() {
  return SMOKE_TOKEN_AUTHORIZATION === undefined ? {} : { authorization: SMOKE_TOKEN_AUTHORIZATION }
}

function fail(line) {
  console.error(line)
  process.exit(1)
}
