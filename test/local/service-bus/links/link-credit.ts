import type { ClientReceiver } from './amqp.ts'

/** What a client's receiver may still be sent. rhea takes credit off only when a transfer leaves, in a later tick. */
export interface Credit {
  /** Messages that may be handed to rhea now. */
  room(): number
  use(): void
  /** Gives up what is left of the credit if the client wants that, and says so. */
  answerDrain(): void
}

export function creditOf(link: ClientReceiver): Credit {
  const { outgoing } = link.session
  /** Deliveries handed to rhea, in the counting of the link's delivery-count. */
  let issued = link.delivery_count

  const unsent = () => issued - link.delivery_count

  // rhea answers a drain only while credit is left: if the last messages crossed it on the wire the client would wait.
  link._get_drain = () => {
    if (!link._draining || unsent() > 0) return false
    link.delivery_count += link.credit
    link.credit = 0
    issued = link.delivery_count
    // Answered once: a second answer would take away credit that the client has given since.
    link._draining = false
    return true
  }

  return {
    room() {
      // Without credit there may not have been any flow yet, and rhea knows no window.
      if (!link.is_open() || link.credit <= 0) return 0
      const waiting = outgoing.next_delivery_id - outgoing.next_pending_delivery
      return Math.min(link.credit - unsent(), outgoing.available(), outgoing.transfer_window() - waiting)
    },
    use() {
      issued++
    },
    answerDrain() {
      if (!link._draining) return
      link.issue_flow = true
      link.session.connection._register()
    },
  }
}
