/**
 * Writes how many tests passed and failed by vitest's report, the first argument. A file that could not be loaded
 * counts as one failure, and so does a report that was never written.
 */
import { readFileSync } from 'node:fs'

const text = readFileSync(process.argv[2], 'utf8')
const unwritten = { numPassedTests: 0, numFailedTests: 1, testResults: [] }
const { numPassedTests, numFailedTests, testResults } = text === '' ? unwritten : JSON.parse(text)
const unloaded = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)

console.log(`${numPassedTests} passed, ${numFailedTests + unloaded.length} failed`)
