import { serveProcess } from '../process/serve.ts'
import { startFunctionsHost } from './start-functions-host.ts'

await serveProcess(startFunctionsHost)
