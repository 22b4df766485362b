/** Decides whether there is room for one more request; whoever is let in calls `leave` once, when it is answered. */
export interface Admission {
  /** @param bytes length of the body, as far as the request tells. @returns undefined when there is no room */
  enter(bytes: number): (() => void) | undefined
}

export interface Room {
  readonly requests: number
  /** Of all bodies that are being worked on; a parsed body takes about ten times its length. */
  readonly bytes: number
}

/** The memory of an instance is bounded: under more load than it can take the door says when to come back. */
export function admission(most: Room): Admission {
  let [requests, bytes] = [0, 0]
  return {
    enter(length) {
      // A single body of any allowed length must find room at a quiet time.
      const isFull = requests >= most.requests || (requests > 0 && bytes + length > most.bytes)
      if (isFull) return undefined
      requests++
      bytes += length
      return () => {
        requests--
        bytes -= length
      }
    },
  }
}
