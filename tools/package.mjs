import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale } from './build.mjs'
import { officialElectron } from './electron-binary.mjs'
import { Refusal, root, run, runWhenStarted, seconds } from './run.mjs'
import { setUp } from './set-up.mjs'

const trialFolder = path.join('release', 'trial-not-for-distribution')

/** The packaged binary whose fuses count, wherever this system's unpacked folder keeps it. */
const packagedBinary = (output) => {
  const [unpacked] = readdirSync(output).filter((name) => /unpacked$|^mac/.test(name))
  const binary =
    process.platform === 'darwin'
      ? 'Diptych.app/Contents/MacOS/Diptych'
      : process.platform === 'win32'
        ? 'Diptych.exe'
        : 'diptych'
  const file = path.join(output, unpacked ?? '', binary)
  if (!existsSync(file)) throw new Refusal(`Nothing was packaged at ${file}.`)
  return file
}

/**
 * `npm run package`: an unpacked folder for this system, from the official Electron and without a network.
 * `npm run package -- --trial` takes whatever Electron is there, to try the packaging itself; never to give away.
 */
await runWhenStarted(import.meta.url, async (args) => {
  const isTrial = args.includes('--trial')
  const toolchain = await setUp()
  const official = officialElectron()
  if (!isTrial && official === null) {
    throw new Refusal(
      'Only the official Electron is packaged, and it could not be downloaded here. Connect to the network and start ' +
        `again, or try the packaging itself with "npm run package -- --trial" (into ${trialFolder}).`,
    )
  }
  await buildIfStale(toolchain)

  const electron = isTrial ? toolchain.electron : official
  const output = path.join(root, isTrial ? trialFolder : 'release')
  const sinceMs = performance.now()
  process.stdout.write(`Package: packing Electron ${electron.version} …`)
  rmSync(output, { recursive: true, force: true })
  const packed = await run(
    toolchain.node,
    [
      path.join(root, 'node_modules', 'electron-builder', 'cli.js'),
      '--dir',
      '--publish=never',
      `-c.directories.output=${output}`,
      `-c.electronDist=${electron.folder}`,
      `-c.electronVersion=${electron.version}`,
    ],
    { env: toolchain.env },
  )
  if (packed.code !== 0) throw new Refusal(`The app could not be packaged:\n${packed.output}`)
  const binary = packagedBinary(output)
  console.log(` ${binary} (${seconds(sinceMs)})`)

  // Its own packages are only there now that the set-up is done.
  const { wrongFuses } = await import('./fuses.mjs')
  const wrong = await wrongFuses(binary)
  if (wrong.length > 0) throw new Refusal(`The package is not locked as it must be: ${wrong.join('; ')}.`)
  console.log('Fuses: read back from the binary, all as wanted')
  if (isTrial) console.log(`Trial: for looking at on this computer only, not for distribution (${trialFolder})`)
  return 0
})
