import { pageFile } from '../page/page-file.ts'
import { placesAt } from '../page/places.ts'
import { json, type Answer, type Route } from './route.ts'

/** @param startUrl the page that leads everywhere, if there is one; ends with a slash */
export const pageRoutes = (startUrl: string | undefined): readonly Route[] => [
  { method: 'GET', path: '/', answer: () => page('index.html') },
  { method: 'GET', path: '/registry', answer: () => page('registry.html') },
  { method: 'GET', path: '/page/*', answer: ({ rest }) => page(rest) },
  { method: 'GET', path: '/page/links', answer: () => json(startUrl === undefined ? {} : placesAt(startUrl)) },
]

async function page(name: string): Promise<Answer> {
  const file = await pageFile(new URL('page/', import.meta.url), name)
  return file === undefined ? { status: 404 } : { status: 200, headers: file.headers, body: file.body.toString() }
}
