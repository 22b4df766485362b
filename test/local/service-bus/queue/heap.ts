/** A binary heap: the item with the smallest key first. Nothing is searched in it; stale items are the owner's to skip. */
export interface Heap<Item> {
  readonly items: Item[]
  readonly key: (item: Item) => number
}

export const createHeap = <Item>(key: (item: Item) => number): Heap<Item> => ({ items: [], key })

export const first = <Item>({ items }: Heap<Item>): Item | undefined => items[0]

export function push<Item>(heap: Heap<Item>, item: Item): void {
  const { items } = heap
  let at = items.push(item) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = items[parent]
    if (above === undefined || !before(heap, item, above)) break
    items[at] = above
    at = parent
  }
  items[at] = item
}

export function pop<Item>(heap: Heap<Item>): Item | undefined {
  const { items } = heap
  const smallest = items[0]
  const last = items.pop()
  if (last !== undefined && items.length > 0) sink(heap, last)
  return smallest
}

function sink<Item>(heap: Heap<Item>, item: Item): void {
  const { items } = heap
  let at = 0
  for (;;) {
    const child = smallerChild(heap, at)
    const below = items[child]
    if (below === undefined || !before(heap, below, item)) break
    items[at] = below
    at = child
  }
  items[at] = item
}

function smallerChild<Item>(heap: Heap<Item>, at: number): number {
  const [left, right] = [heap.items[2 * at + 1], heap.items[2 * at + 2]]
  const rightFirst = left !== undefined && right !== undefined && before(heap, right, left)
  return rightFirst ? 2 * at + 2 : 2 * at + 1
}

const before = <Item>({ key }: Heap<Item>, one: Item, other: Item) => key(one) < key(other)
