import { serveProcess } from '../../process/serve.ts'
import { startApp } from './start-app.ts'

await serveProcess(startApp)
