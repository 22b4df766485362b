/**
 * Makes the folder that is deployed: the app in one bundle, its `host.json`, and the package that names the bundle as
 * its start. Then says what it weighs and how long it takes to load.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const { values: given } = parseArgs({
  options: { folder: { type: 'string', default: 'dist' }, starts: { type: 'string', default: '9' } },
})
const folder = resolve(given.folder)
const budgetMilliseconds = 200

const { engines, version } = JSON.parse(readFileSync('package.json', 'utf8'))
/** The app asks for the files of its page by this name, wherever they are. */
const imports = { '#swagger-ui/*': './swagger-ui/*' }
const deployed = { name: 'varslinger', version, private: true, type: 'module', main: 'main.js', imports, engines }

/**
 * Asks for Node's own modules by `require`. An `import` reads all that one of them offers, and so has Node load what
 * nobody needs yet: for the sake of `node:http` all of `fetch`. It takes a tenth off the start.
 */
const requiredBuiltins = {
  name: 'required-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[\w:/]+$/ }, ({ path, kind }) => {
      if (kind === 'import-statement' && isBuiltin(path)) return { path, namespace: 'builtin' }
    })
    onLoad({ filter: /^/, namespace: 'builtin' }, ({ path }) => ({ contents: `module.exports = require('${path}')` }))
  },
}

// Another folder is its owner's to clear.
if (given.folder === 'dist') rmSync(folder, { recursive: true, force: true })
await build({
  entryPoints: ['src/main.ts'],
  outdir: folder,
  bundle: true,
  // What is imported when it is needed stays in files of its own.
  splitting: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // The host's worker answers this name; no package does.
  external: ['@azure/functions-core'],
  plugins: [requiredBuiltins],
  // What asks by `require` finds none in an ES module.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  // Not minified: it loads no faster that way, and stack traces in the log name the places people know.
  sourcemap: true,
  logLevel: 'warning',
})
cpSync('host.json', `${folder}/host.json`)
for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png', 'LICENSE', 'NOTICE']) {
  cpSync(`node_modules/swagger-ui-dist/${file}`, `${folder}/swagger-ui/${file}`)
}
writeFileSync(`${folder}/package.json`, `${JSON.stringify(deployed, undefined, 2)}\n`)

const { Values } = JSON.parse(readFileSync('local.settings.sample.json', 'utf8'))

/** One start of the bundle in a process of its own, under a host that only takes down what is registered. */
function start() {
  const env = { ...process.env, ...Values }
  return JSON.parse(execFileSync(process.execPath, ['.ci/recorded-start.mjs', `${folder}/main.js`], { env }))
}

const recorded = Array.from({ length: Number(given.starts) }, start)
const ordered = (figure) => recorded.map((each) => each[figure]).sort((one, other) => one - other)
const median = (numbers) => numbers[Math.floor(numbers.length / 2)].toFixed()
const wall = ordered('milliseconds')
const megabytes = (statSync(`${folder}/main.js`).size / 1e6).toFixed(1)

console.log(`${given.folder}: ${recorded[0].functions.length} functions, main.js ${megabytes} MB`)
console.log(
  `loads in ${wall[0].toFixed()}–${wall.at(-1).toFixed()} ms (${wall.length} starts, median ${median(wall)}), ` +
    `${median(ordered('cpuMilliseconds'))} ms of processor time; budget ${budgetMilliseconds} ms on an idle machine`,
)
