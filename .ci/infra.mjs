/**
 * Checks all of `infra/` that can be checked without Azure: no warning of Bicep's, its format, that two builds are
 * equal, that every limit of a parameter refuses what breaks it, and that the committed snapshots say what Azure would
 * be asked for. `npm run infra -- --write` writes the snapshots and the format instead.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { findBicep } from './bicep.mjs'
import { refusedParameters, unbrokenLimits } from './refused-parameters.mjs'

const { write } = parseArgs({ options: { write: { type: 'boolean', default: false } } }).values
/** `main` is the copy that azd works with. */
const environments = globSync('infra/*.bicepparam')
  .map((file) => basename(file, '.bicepparam'))
  .filter((name) => name !== 'main')

const bicep = findBicep()
if (bicep === undefined) process.exit(1)

/** Snapshots need a place; this one is nobody's. */
const nobody = '00000000-0000-4000-8000-000000000000'
const place = ['--location', 'norwayeast', '--subscription-id', nobody, '--tenant-id', nobody]

const faults = []
/** A copy: Bicep writes beside what it reads. */
const copy = mkdtempSync(join(tmpdir(), 'infra-'))
process.on('exit', () => rmSync(copy, { recursive: true }))
cpSync('infra', copy, { recursive: true })

check('lint', () => [...said('lint', '--pattern', '**/*.bicep'), ...said('lint', '--pattern', '*.bicepparam')])
check('build', build)
check('format', format)
check('limits', limits)
for (const environment of environments) check(`snapshot of ${environment}`, () => snapshot(environment))
process.exit(faults.length === 0 ? 0 : 1)

function check(name, run) {
  const found = run()
  console.log(`${found.length === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  for (const fault of found) console.log(`       ${fault}`)
  faults.push(...found)
}

function runBicep(...args) {
  const { status, stdout, stderr } = spawnSync(bicep, args, { cwd: copy, encoding: 'utf8', maxBuffer: 100e6 })
  return { status, stdout, lines: linesOf(stderr) }
}

/** Each once, without colours, with the places that people know. */
function linesOf(text) {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return [...new Set(lines.map((line) => line.replace(`${copy}/`, 'infra/')))]
}

/** Every line that Bicep complains with, warnings included. */
function said(...args) {
  const { status, lines } = runBicep(...args)
  return status !== 0 && lines.length === 0 ? [`bicep ${args[0]} ended with ${status}`] : lines
}

function build() {
  const [once, again] = [1, 2].map(() => runBicep('build', 'main.bicep', '--stdout'))
  if (once.lines.length > 0) return once.lines
  const calls = once.stdout.match(/\b(utcNow|newGuid)\(/g) ?? []
  return [
    ...calls.map((call) => `${call}) makes every deployment another one`),
    ...(once.stdout === again.stdout ? [] : ['two builds differ']),
  ]
}

function format() {
  const files = globSync('**/*.{bicep,bicepparam}', { cwd: copy })
  // Bicep's patterns know no alternatives.
  const lines = ['bicep', 'bicepparam'].flatMap((ending) => said('format', '--pattern', `**/*.${ending}`))
  const formatted = (file) => readFileSync(join(copy, file), 'utf8')
  const unformatted = files.filter((file) => formatted(file) !== readFileSync(join('infra', file), 'utf8'))
  if (write) for (const file of unformatted) writeFileSync(join('infra', file), formatted(file))
  return write ? lines : [...lines, ...unformatted.map((file) => `infra/${file} is not formatted: --write does it`)]
}

/** One parameter file for each limit; all but those that the template itself refuses are judged in one go. */
function limits() {
  for (const { file, text } of refusedParameters(copy)) writeFileSync(join(copy, file), text)
  const { lines } = runBicep('build-params', '--pattern', 'refused-*.bicepparam')
  const unrefused = refusedParameters(copy).filter(({ file, says }) => {
    const told = lines.filter((line) => line.includes(`${file}(`))
    const all = told.length > 0 ? told : said('snapshot', file, ...place)
    return !all.some((line) => line.toLowerCase().includes(says.toLowerCase()))
  })
  return [
    ...unbrokenLimits(copy).map((limit) => `no parameter file breaks ${limit}`),
    ...unrefused.map(({ limit, says }) => `what breaks ${limit} is not refused with "${says}"`),
  ]
}

/** What was committed is what another build said before, so equal ones are two equal builds. */
function snapshot(environment) {
  const file = `${environment}.snapshot.json`
  const complaints = said('snapshot', `${environment}.bicepparam`, '--mode', 'overwrite', ...place)
  if (complaints.length > 0) return complaints
  const text = ordered(readFileSync(join(copy, file), 'utf8'))
  if (write) writeFileSync(join('infra', file), text)
  const [committed] = globSync(`infra/${file}`).map((path) => readFileSync(path, 'utf8'))
  if (committed === text) return []
  return [...changes(environment, committed), `infra/${file} says something else: npm run infra -- --write`]
}

/** Bicep writes resources and outputs in any order. */
function ordered(text) {
  const { predictedResources, outputs, ...rest } = JSON.parse(text)
  predictedResources.sort((one, other) => (one.id < other.id ? -1 : 1))
  const sorted = Object.fromEntries(Object.entries(outputs).sort(([one], [other]) => (one < other ? -1 : 1)))
  return `${JSON.stringify({ predictedResources, outputs: sorted, ...rest }, undefined, 2)}\n`
}

/** What Azure would be asked for that the committed snapshot does not say, as Bicep shows it. */
function changes(environment, committed) {
  if (committed === undefined) return []
  writeFileSync(join(copy, `${environment}.snapshot.json`), committed)
  const { stdout, lines } = runBicep('snapshot', `${environment}.bicepparam`, '--mode', 'validate', ...place)
  return [...linesOf(stdout), ...lines]
}
