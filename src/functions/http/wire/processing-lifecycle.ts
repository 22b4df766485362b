import * as z from 'zod'
import { processingLifecycles } from '../../../domain/processing-lifecycle.ts'
import { named } from '../door/shape.ts'

export const ProcessingLifecycle = named('ProcessingLifecycle', z.enum(processingLifecycles))
