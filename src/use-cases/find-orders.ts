import type { Ports } from './ports.ts'
import { readOrderWithContent, type OrderWithContent } from './read-order.ts'

/**
 * The creator's orders with a reference. A row whose nonce its order does not name was left by a request that did not
 * commit: it is not shown.
 */
export async function findOrders(
  ports: Pick<Ports, 'orders' | 'references'>,
  { creator, reference }: { readonly creator: string; readonly reference: string },
): Promise<readonly OrderWithContent[]> {
  const rows = await ports.references.find(creator, reference)
  const found = await Promise.all(
    rows.map(async ({ order, nonce }) => {
      const own = await readOrderWithContent(ports, { creator, id: order })
      return own?.order.nonce === nonce ? own : undefined
    }),
  )
  return found.filter((own) => own !== undefined)
}
