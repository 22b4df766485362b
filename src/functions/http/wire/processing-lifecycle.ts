import * as z from 'zod'
import { processingLifecycles } from '../../../domain/processing-lifecycle.ts'

export const ProcessingLifecycle = z.enum(processingLifecycles)
