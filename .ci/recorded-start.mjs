/**
 * Starts the app named by the first argument under a host that only takes down what is registered, and writes that
 * as one line of JSON: `{ functions, log, milliseconds, cpuMilliseconds }`. The settings are those of the process. It
 * is a process of its own because an app can be started once in a process.
 */
import Module from 'node:module'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'

class Disposable {
  dispose() {}
}

const functions = []
const log = []
const core = {
  version: '3.12.0',
  hostVersion: '4.1037.0.0',
  Disposable,
  registerFunction(metadata) {
    functions.push(metadata)
    return new Disposable()
  },
  registerHook: () => new Disposable(),
  setProgrammingModel() {},
  log: (_level, _category, message) => void log.push(message),
}

// As Microsoft's worker does it: the library asks for this name, and no package answers.
const { require } = Module.prototype
Module.prototype.require = function (id) {
  return id === '@azure/functions-core' ? core : Reflect.apply(require, this, [id])
}

const before = process.cpuUsage()
const began = performance.now()
await import(pathToFileURL(process.argv[2]).href)
const milliseconds = performance.now() - began
const { user, system } = process.cpuUsage(before)

process.stdout.write(JSON.stringify({ functions, log, milliseconds, cpuMilliseconds: (user + system) / 1000 }))
