import { pageFile } from '../../page/page-file.ts'
import { placesAt } from '../../page/places.ts'
import { notFound } from '../answer.ts'
import type { Route } from '../service-request.ts'

/** Whom the page knows besides; left out, it leads to nobody. */
export interface PageNeighbours {
  /** The API whose messages these are, such as `http://localhost:7071/notifications/api/v1`. */
  readonly apiUrl?: string
  /** The page that leads everywhere; ends with a slash. */
  readonly startUrl?: string
  /** Who knows the timelines of orders. */
  readonly ordersUrl?: string
}

export const pageFiles = (neighbours: PageNeighbours): Route[] => [
  { name: 'page', method: 'GET', path: /^\/$/, handle: () => file('index.html') },
  { name: 'page', method: 'GET', path: /^\/magic$/, handle: () => file('magic.html') },
  {
    name: 'page',
    method: 'GET',
    path: /^\/page\/[a-z-]+\.(js|css|svg)$/,
    handle: ({ path }) => file(path.slice('/page/'.length)),
  },
  { name: 'page', method: 'GET', path: /^\/page\/links$/, handle: () => ({ status: 200, body: linksTo(neighbours) }) },
]

async function file(name: string) {
  const found = await pageFile(new URL('../page/', import.meta.url), name)
  if (found === undefined) throw notFound('There is no such page.')
  return { status: 200, ...found }
}

const linksTo = ({ apiUrl, startUrl, ordersUrl }: PageNeighbours) => ({
  // The routes themselves answer nobody who follows a link.
  swagger: apiUrl && new URL('/swagger', apiUrl).href,
  ...(startUrl === undefined ? {} : placesAt(startUrl)),
  api: apiUrl,
  orders: ordersUrl !== undefined,
})
