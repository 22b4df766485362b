/** Finds the Bicep CLI: on the path, or restored from NuGet into `.local/bicep`, which takes ten seconds once. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { arch, platform } from 'node:process'

const version = '0.49.2'
const systems = { linux: 'linux', darwin: 'osx', win32: 'win' }
const packageName = `Azure.Bicep.CommandLine.${systems[platform] ?? platform}-${arch}`
const cache = resolve('.local/bicep')
const restored = `${cache}/${packageName.toLowerCase()}/${version}/tools/bicep${platform === 'win32' ? '.exe' : ''}`

/**
 * The version that the snapshots were written with goes first; another one on the path is better than none.
 * @returns the command that runs Bicep, or undefined after one line that says how to get it
 */
export function findBicep() {
  const onPath = versionOf('bicep')
  if (onPath === version) return 'bicep'
  if (!existsSync(restored)) restore()
  // NuGet's packages carry no run bit.
  if (existsSync(restored) && platform !== 'win32') chmodSync(restored, 0o755)
  if (versionOf(restored) === version) return restored
  if (onPath !== undefined) {
    console.log(`Bicep ${onPath} of the path is used; the snapshots were written with ${version}`)
    return 'bicep'
  }
  console.error(
    `Bicep is missing: put its CLI on the path, or install the .NET SDK so that ${packageName} ${version} can be restored.`,
  )
}

/** Undefined when there is no such command. */
function versionOf(command) {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
  return /\d+\.\d+\.\d+/.exec(stdout ?? '')?.[0]
}

/** A project that builds nothing and only has the package downloaded. */
function restore() {
  const sdk = spawnSync('dotnet', ['--version'], { encoding: 'utf8' })
  if (sdk.status !== 0) return
  mkdirSync(cache, { recursive: true })
  const project = `${cache}/restore.proj`
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net${Number.parseInt(sdk.stdout)}.0</TargetFramework>
    <RestorePackagesPath>${cache}</RestorePackagesPath>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="${packageName}" Version="[${version}]" />
  </ItemGroup>
</Project>
`,
  )
  const { status, stdout } = spawnSync('dotnet', ['restore', project], { encoding: 'utf8' })
  if (status !== 0) console.error(stdout.trim())
}
