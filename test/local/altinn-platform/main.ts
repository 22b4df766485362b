import { serveProcess } from '../process/serve.ts'
import { startAltinnPlatform } from './start-altinn-platform.ts'

await serveProcess(startAltinnPlatform)
