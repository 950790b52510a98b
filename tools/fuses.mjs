import { rm } from 'node:fs/promises'
import path from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/** How the packaged binary is locked. Each name is one of Electron's fuses; all of them are listed. */
const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}

/**
 * Called by electron-builder before it signs: sets the fuses. Refuses a binary that has a fuse this table does not know.
 * electron-builder's own copy of @electron/fuses is older and does not know them all.
 */
export const afterPack = async ({ appOutDir, electronPlatformName, packager }) => {
  // Electron's own demonstration app, which stays when an unpacked Electron is the source.
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
  const { productFilename } = packager.appInfo
  const binary = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName,
  }[electronPlatformName]
  await flipFuses(path.join(appOutDir, binary), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // Signing comes after; only an unsigned build for Apple silicon needs the seal renewed that this breaks.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    ...Object.fromEntries(Object.entries(wantedFuses).map(([name, isOn]) => [FuseV1Options[name], isOn])),
  })
}

/** Reads the fuses back from a packaged binary; answers with a sentence for each that is not as wanted. */
export const wrongFuses = async (binary) => {
  const wire = await getCurrentFuseWire(binary)
  const named = Object.entries(wantedFuses).flatMap(([name, isOn]) => {
    const state = wire[FuseV1Options[name]]
    return state === (isOn ? FuseState.ENABLE : FuseState.DISABLE)
      ? []
      : [`${name} should be ${isOn ? 'on' : 'off'} and is ${FuseState[state] ?? 'absent'}`]
  })
  const unknown = Object.keys(wire).filter((key) => /^\d+$/.test(key) && FuseV1Options[key] === undefined)
  return [...named, ...unknown.map((key) => `fuse ${key} is new and has no wanted state`)]
}
