import { defineConfig } from 'vitest/config'

/** Rooms of the test tree, fastest first; `npx vitest --project unit` runs one. */
const room = (name: string, options: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...options },
})

export default defineConfig({
  test: {
    projects: [
      room('unit'),
      room('architecture', { testTimeout: 60_000 }),
      room('contract', { testTimeout: 30_000, hookTimeout: 30_000 }),
      room('integration', { testTimeout: 60_000, hookTimeout: 30_000 }),
      room('e2e', { testTimeout: 240_000, hookTimeout: 60_000, fileParallelism: false }),
    ],
  },
})
