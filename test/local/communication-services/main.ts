import { serveProcess } from '../process/serve.ts'
import { startCommunicationServices } from './start-communication-services.ts'

await serveProcess(startCommunicationServices)
