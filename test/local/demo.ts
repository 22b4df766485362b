import { playDemo } from './demo/play-demo.ts'

try {
  process.exitCode = await playDemo()
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
}
