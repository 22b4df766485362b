import { serveProcess } from '../process/serve.ts'
import { startServiceBus } from './start-service-bus.ts'

await serveProcess(startServiceBus)
