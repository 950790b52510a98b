import path from 'node:path'
import { root, run } from './run.mjs'
import { underDisplay } from './system-libraries.mjs'

/** Runs one project of playwright.config.ts in the real Electron, on a virtual display where there is no other. */
export const runPlaywright = ({ node, env }, project, args, options = {}) => {
  const runner = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const [command, all] = underDisplay(node, [runner, 'test', `--project=${project}`, ...args])
  return run(command, all, { env, ...options })
}
