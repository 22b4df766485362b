import Module from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Core, ProgrammingModel } from './core.ts'

/**
 * Imports the app as Microsoft's worker does: `require('@azure/functions-core')`, which only the library calls and
 * which no package answers, yields the host's core object; then the app's `appStart` hooks run.
 * @throws what the app throws, and when it registers nothing: without a core the library merely warns.
 */
export async function loadApp(entry: string, core: Core): Promise<ProgrammingModel> {
  answerRequire('@azure/functions-core', core.api)
  await import(pathToFileURL(entry).href)
  const model = core.model()
  if (model === undefined) throw new Error(`${entry} registered no function`)
  const { appHookData } = core.hooks
  await core.hooks.run('appStart', { hookData: {}, appHookData, functionAppDirectory: dirname(entry) })
  return model
}

function answerRequire(name: string, answer: object): void {
  const prototype = Module.prototype as { require: (this: unknown, id: string) => unknown }
  const original = prototype.require
  prototype.require = function (id) {
    return id === name ? answer : Reflect.apply(original, this, [id])
  }
}
