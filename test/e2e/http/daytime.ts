import { fileURLToPath } from 'node:url'

/** For a cloud in whose app it is the middle of the day: SMS of the older routes leave at once. */
export const daytime = () => ({
  entry: fileURLToPath(new URL('daytime-app.ts', import.meta.url)),
  settings: { BeganMs: String(Date.now()) },
})
