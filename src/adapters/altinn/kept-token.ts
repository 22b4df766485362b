/** A token and when it ends, by the machine's clock. */
export interface Minted {
  readonly token: string
  readonly expiresMs: number
}

export interface KeptToken {
  readonly token: () => Promise<string>
  /** Somebody has refused the token; a newer one stays. */
  readonly forget: (token: string) => void
}

const marginMs = 5_000

/** Makes a token when one is needed, and keeps it until shortly before its end. Who asks meanwhile gets the same. */
export function keptToken(mint: () => Promise<Minted>, nowMs: () => number): KeptToken {
  let kept: Minted | undefined
  let minting: Promise<Minted> | undefined
  const renew = () => (minting ??= mint().finally(() => (minting = undefined)))
  return {
    token: async () => {
      if (kept === undefined || nowMs() > kept.expiresMs - marginMs) kept = await renew()
      return kept.token
    },
    forget: (token) => {
      if (kept?.token === token) kept = undefined
    },
  }
}
