import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Runs and loads all it can, if it is let. */
export const hostileMail = (elsewhere: string) => `
  <h1>Overskrift</h1>
  <p id="state">before</p>
  <style>
    @import url(${elsewhere}/import.css);
    h1 { color: rgb(1, 2, 3); background: url(${elsewhere}/background.png) }
  </style>
  <link rel="stylesheet" href="${elsewhere}/style.css">
  <link rel="prefetch" href="${elsewhere}/prefetch">
  <script>document.getElementById('state').textContent = 'a script ran'</script>
  <script src="${elsewhere}/script.js"></script>
  <img src="${elsewhere}/picture.png" onerror="document.getElementById('state').textContent = 'a handler ran'">
  <iframe src="${elsewhere}/frame"></iframe>
  <object data="${elsewhere}/object"></object>
  <video src="${elsewhere}/video" autoplay></video>
  <meta http-equiv="refresh" content="0; url=${elsewhere}/refresh">`

/** A server that should not be asked for anything. */
export async function otherServer() {
  const requested: string[] = []
  const server = createServer((request, response) => {
    requested.push(request.url ?? '')
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requested,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
