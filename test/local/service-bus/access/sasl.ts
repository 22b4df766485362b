import type { Container } from 'rhea'
import type { SharedAccessKey } from './sas-token.ts'

/** One login under way, as rhea's server drives it. */
interface Login {
  outcome: boolean | undefined
  username: string | undefined
  start(response: Buffer | null | undefined): void
}

/** The mechanisms that Service Bus offers. Only PLAIN proves anything; after the others a client puts tokens to $cbs. */
export function offerMechanisms(container: Container, key: SharedAccessKey): void {
  Object.assign(container.sasl_server_mechanisms as object, {
    MSSBCBS: unproven,
    PLAIN: () => login((response) => provesKey(response, key), key.name),
    ANONYMOUS: unproven,
    EXTERNAL: unproven,
  })
}

const unproven = () => login(() => true)

/** The user name tells the connection that the key itself has been shown. */
const login = (check: (response: Buffer) => boolean, username?: string): Login => ({
  outcome: undefined,
  username: undefined,
  start(response) {
    this.outcome = check(response ?? Buffer.alloc(0))
    if (this.outcome) this.username = username
  },
})

/** The response is identity, name and password, separated by zero bytes (RFC 4616). */
function provesKey(response: Buffer, key: SharedAccessKey): boolean {
  const [, name, password] = response.toString('utf8').split('\0')
  return name === key.name && password === key.key
}
