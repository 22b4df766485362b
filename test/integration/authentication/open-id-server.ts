import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose'

/** A key of an issuer, and the tokens it signs. */
export async function aKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { jwk, sign: (claims: JWTPayload) => signed(privateKey, kid, claims) }
}

/** Valid for an hour unless the claims say otherwise; `exp: undefined` leaves it out. */
const signed = (key: CryptoKey, kid: string, claims: JWTPayload) =>
  new SignJWT({ exp: secondsFromNow(3_600), ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key)

export const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

/** The OpenID endpoint of an issuer on a free port, whose keys can be exchanged and which can be out of order. */
export async function openIdServer(...keys: JWK[]) {
  const state = { keys, broken: false, lookups: 0 }
  const listener: RequestListener = (request, response) => {
    response.statusCode = state.broken ? 500 : 200
    const base = `http://${request.headers.host ?? ''}`
    if (request.url === '/open-id/.well-known/openid-configuration') {
      response.end(JSON.stringify({ jwks_uri: `${base}/keys` }))
    } else {
      state.lookups++
      response.end(JSON.stringify({ keys: state.keys }))
    }
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => {
        resolve()
      })
    })
  return { wellKnownEndpoint: `http://127.0.0.1:${port}/open-id/`, state, stop }
}
