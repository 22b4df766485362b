import { serveProcess } from '../../local/process/serve.ts'
import { runFloor } from './run-floor.ts'

await serveProcess(runFloor)
