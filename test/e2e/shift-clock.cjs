/** Loaded before the studio by a test: main and its threads believe it is another time, by so many milliseconds. */
const workers = require('node:worker_threads')
const { syncBuiltinESMExports } = require('node:module')

const shiftMs = Number(process.env.SHIFT_CLOCK_MS)
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shiftMs)
    else super(...given)
  }

  static now() {
    return RealDate.now() + shiftMs
  }
}

// Threads do not inherit what main was told to load.
const { Worker } = workers
workers.Worker = class extends Worker {
  constructor(url, options = {}) {
    super(url, { ...options, execArgv: ['--require', __filename, ...(options.execArgv ?? [])] })
  }
}
syncBuiltinESMExports()
