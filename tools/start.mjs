import path from 'node:path'
import { buildIfStale } from './build.mjs'
import { Refusal, root, run, runWhenStarted } from './run.mjs'
import { setUp } from './set-up.mjs'
import { underDisplay } from './system-libraries.mjs'

await runWhenStarted(import.meta.url, async () => {
  const toolchain = await setUp()
  await buildIfStale(toolchain)
  if (!toolchain.hasDisplay) {
    console.log('Studio: there is no display here, so it shows itself once on a virtual one instead')
    const [command, args] = underDisplay(toolchain.node, [path.join(root, 'tools', 'demonstrate.mjs')])
    return (await run(command, args, { env: toolchain.env, show: true })).code ?? 1
  }
  console.log('Studio: opening; this line stays until it is closed')
  const sandbox = toolchain.isSandboxed ? [] : ['--no-sandbox']
  const { code, output } = await run(toolchain.electron.executable, ['.', ...sandbox], { env: toolchain.env })
  if (code === 0) return 0
  throw new Refusal(
    `The studio ended with code ${code}. The last it said:\n${output.split('\n').slice(-20).join('\n')}`,
  )
})
