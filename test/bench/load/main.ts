import { serveProcess } from '../../local/process/serve.ts'
import { placeOrders } from './place-orders.ts'

await serveProcess(placeOrders)
