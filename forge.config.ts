import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { MakerDeb } from '@electron-forge/maker-deb'
import { MakerSquirrel } from '@electron-forge/maker-squirrel'
import { MakerZIP } from '@electron-forge/maker-zip'
import { FusesPlugin } from '@electron-forge/plugin-fuses'
import { VitePlugin } from '@electron-forge/plugin-vite'
import type { ForgeConfig } from '@electron-forge/shared-types'
import { FuseV1Options, FuseVersion } from '@electron/fuses'
import { build } from 'vite'
import { withTheirDependencies } from './electron/native-packages.ts'
import { NOTICES_FILE, thirdPartyNotices } from './electron/third-party-notices.ts'

const config: ForgeConfig = {
  packagerConfig: {
    name: 'ghiseu-des',
    executableName: 'ghiseu-des',
    asar: { unpack: '**/*.{node,so,dll,dylib}' },
    // A runtime that was brought by hand is held to the checksums that came with the package.
    download: {
      checksums: JSON.parse(readFileSync('node_modules/electron/checksums.json', 'utf8')) as Record<string, string>,
    },
  },
  hooks: {
    // The Vite plugin bundles our sources and leaves all else behind; fonts, and what loads native code, must be there
    // whole.
    packageAfterCopy: async (_config, buildPath) => {
      await build({
        configFile: 'electron/vite.desk.config.ts',
        build: { outDir: path.join(buildPath, '.vite', 'build') },
      })
      // Beside the archive of the application, where a person can read it.
      writeFileSync(path.join(buildPath, '..', NOTICES_FILE), thirdPartyNotices('.'))
      cpSync('resources/fonts', path.join(buildPath, 'resources', 'fonts'), { recursive: true })
      for (const name of withTheirDependencies('node_modules'))
        cpSync(path.join('node_modules', name), path.join(buildPath, 'node_modules', name), {
          recursive: true,
          dereference: true,
        })
    },
  },
  makers: [
    new MakerSquirrel({ name: 'ghiseu_des' }),
    new MakerDeb({ options: { maintainer: 'CAS Iași', homepage: 'https://casan.ro' } }),
    new MakerZIP({}, ['win32', 'linux']),
  ],
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'electron/main.ts', config: 'electron/vite.config.ts', target: 'main' },
        { entry: 'electron/preload.ts', config: 'electron/vite.config.ts', target: 'preload' },
      ],
      renderer: [{ name: 'renderer', config: 'renderer/vite.config.ts' }],
    }),
    // Every fuse is set, so that a new default of a new runtime changes nothing unseen.
    new FusesPlugin({
      version: FuseVersion.V1,
      strictlyRequireAllFuses: true,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
      [FuseV1Options.WasmTrapHandlers]: true,
    }),
  ],
}

export default config
