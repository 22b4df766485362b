import { readFile } from 'node:fs/promises'

/** What the page that shows our description consists of. */
export interface PageFiles {
  /** Undefined for a name that the page does not ask for. */
  read(name: string): Promise<Uint8Array | undefined>
}

const names = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

/** The files of Swagger UI: in its package, or beside the bundle that is deployed. Their `package.json` says where. */
export const swaggerUiFiles = (): PageFiles => ({
  async read(name) {
    return names.includes(name) ? readFile(new URL(import.meta.resolve(`#swagger-ui/${name}`))) : undefined
  },
})
