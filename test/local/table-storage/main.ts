import { serveProcess } from '../process/serve.ts'
import { startTableStorage } from './start-table-storage.ts'

await serveProcess(startTableStorage)
