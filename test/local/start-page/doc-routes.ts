import { readdir, readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { pageHeaders } from '../page/page-file.ts'
import { RequestError, type PageRoute } from './http-server.ts'

const root = new URL('../../../', import.meta.url)

/** README and docs, as pages: their links to each other work, those to code show where it lies. */
export const docRoutes: readonly PageRoute[] = [
  {
    method: 'GET',
    path: /^\/docs\/?$/,
    handle: async (_, response) => answer(response, pageOf('Docs', await contents())),
  },
  {
    method: 'GET',
    path: /^\/(README\.md|CHANGELOG\.md|docs\/(?:[a-z0-9-]+\/)?[a-z0-9-]+\.md)$/,
    async handle({ parts: [path = ''] }, response) {
      const text = await readFile(new URL(path, root), 'utf8').catch(() => {
        throw new RequestError(404, 'there is no such page')
      })
      // Loaded when it is needed first: nobody who only starts the cloud waits for it.
      const { marked } = await import('marked')
      answer(response, pageOf(titleOf(text), await marked.parse(text)))
    },
  },
]

async function contents(): Promise<string> {
  const names = await readdir(new URL('docs/', root), { recursive: true })
  const pages = names.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.md'))
  const paths = ['README.md', 'CHANGELOG.md', ...pages.toSorted().map((name) => `docs/${name}`)]
  const items = await Promise.all(paths.map(async (path) => `<li><a href="/${path}">${await headingOf(path)}</a></li>`))
  return `<h1>Docs</h1><ul>${items.join('')}</ul>`
}

const headingOf = async (path: string) => escaped(titleOf(await readFile(new URL(path, root), 'utf8')))

const titleOf = (markdown: string) => /^# (.+)$/m.exec(markdown)?.[1] ?? 'Docs'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function answer(response: ServerResponse, page: string): void {
  response.writeHead(200, pageHeaders('.html'))
  response.end(page)
}

const pageOf = (title: string, body: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escaped(title)}</title>
    <link rel="icon" href="/page/icon.svg" />
    <link rel="stylesheet" href="/page/base.css" />
    <link rel="stylesheet" href="/page/docs.css" />
    <script type="module" src="/page/bar.js"></script>
  </head>
  <body>
    <header class="bar">
      <p class="name"><a href="/docs">Docs</a></p>
      <nav class="places" data-here="docs" aria-label="Elsewhere"></nav>
    </header>
    <main class="paper">
${body}
    </main>
  </body>
</html>
`
