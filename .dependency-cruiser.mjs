/**
 * The walls between the rooms of the app and of its tests. A type counts as an import: who knows the type knows the
 * room. `test/architecture/walls.test.ts` breaks every wall once.
 */

const between = [
  {
    name: 'domain-is-pure',
    comment: 'The domain can be read, tested and moved without anything else.',
    from: { path: '^src/domain/' },
    // What a telephone number is stands in a table that countries keep changing: pure, yet not ours to write.
    to: { pathNot: ['^src/domain/', '^node_modules/(libphonenumber-js|luxon)/'] },
  },
  {
    name: 'use-cases-go-through-ports',
    comment: 'Everything impure reaches a use case through a port: there faults are injected and calls counted.',
    from: { path: '^src/use-cases/' },
    to: { pathNot: ['^src/domain/', '^src/use-cases/', '^node_modules/p-limit/'] },
  },
  {
    name: 'functions-are-thin',
    comment: 'A trigger parses, calls one use case and translates the answer. Checking a signature is parsing, too.',
    from: { path: '^src/functions/' },
    to: {
      pathNot: [
        '^src/(domain|use-cases|functions)/',
        '^src/services[.]ts$',
        '^node_modules/(@azure/functions|zod|jose)/',
        '^crypto$',
      ],
    },
  },
  {
    name: 'functions-register-nothing',
    comment: 'Handlers are values; registering them is for triggers.ts, building their services for main.ts.',
    from: { path: '^src/functions/' },
    to: { path: ['^src/services[.]ts$', '^node_modules/@azure/functions/'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'trigger-kinds-are-apart',
    comment: 'HTTP, queues and timers fail in different ways: each kind has its own border.',
    from: { path: '^src/functions/([^/]+)/' },
    to: { path: '^src/functions/', pathNot: ['^src/functions/$1/'] },
  },
  {
    name: 'adapters-know-ports',
    comment: 'An adapter knows its product and the port it stands behind, never who calls it.',
    from: { path: '^src/adapters/' },
    to: {
      path: '^src/',
      pathNot: ['^src/adapters/', '^src/domain/', '^src/use-cases/(courier-|register-)?ports[.]ts$'],
    },
  },
  {
    name: 'adapters-are-apart',
    comment: 'One folder for each thing outside, so that replacing a product touches one folder.',
    from: { path: '^src/adapters/([^/]+)/' },
    to: { path: '^src/adapters/', pathNot: ['^src/adapters/$1/'] },
  },
  {
    name: 'adapters-are-built-in-one-place',
    comment:
      'The composition root alone knows which adapter stands behind which port. The commands of operators are another ' +
      'one: they use no ports, and run beside the app.',
    from: { path: '^src/', pathNot: ['^src/adapters/', '^src/services[.]ts$', '^src/ops/'] },
    to: { path: '^src/adapters/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'main-is-started',
    comment: 'Importing main.ts reads the environment and registers functions: only a host does that.',
    from: {},
    to: { path: '^src/main[.]ts$' },
  },
  {
    name: 'app-knows-no-test',
    comment: 'What runs in Azure does not know that it is tested, nor that a local cloud exists.',
    from: { path: '^src/' },
    to: { path: '^test/' },
  },
  {
    name: 'local-cloud-knows-no-app',
    comment:
      'The local cloud stands for products of others; it would prove nothing if it shared our code. The ledger room ' +
      'stands for nothing: it looks into what the app has stored, for the timeline and the clock.',
    from: { path: '^test/local/', pathNot: '^test/local/ledger/' },
    to: { path: '^src/' },
  },
]

const everywhere = [
  {
    name: 'no-circle',
    comment: 'Of two files that import each other, neither can be understood first.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphan',
    comment: 'A file that nothing leads to is dead, except where a process begins or a test loads it by its path.',
    from: { orphan: true, pathNot: ['[.]test[.]ts$', '^test/.+/apps/'] },
    to: {},
  },
  {
    name: 'app-ships-its-packages',
    comment: 'A package of the app belongs to `dependencies`. The client is for callers: the app does not load it.',
    from: { path: '^src/', pathNot: '^src/client/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'] },
  },
]

export default {
  forbidden: [...between, ...everywhere].map((wall) => ({ severity: 'error', ...wall })),
  options: {
    doNotFollow: { path: '^node_modules/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
}
