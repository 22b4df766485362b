import { defineConfig } from 'vitest/config'

/** Rooms of the test tree, fastest first; `npx vitest --project unit` runs one. */
const room = (name: string, options: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...options },
})

export default defineConfig({
  test: {
    // Most tests wait more than they work: two cores shall not leave one of them idle, as the default would.
    maxWorkers: '100%',
    projects: [
      room('unit'),
      room('architecture', { testTimeout: 60_000 }),
      room('infra', { testTimeout: 60_000 }),
      room('contract', { testTimeout: 30_000, hookTimeout: 30_000 }),
      room('integration', { testTimeout: 60_000, hookTimeout: 30_000 }),
      room('e2e', { testTimeout: 240_000, hookTimeout: 60_000, fileParallelism: false }),
    ],
  },
})
