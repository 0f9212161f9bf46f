/** Builds the bundles that Electron runs, in .vite/build, in the same way as `electron-forge` does for a package. */
import path from 'node:path'

/** @param outDir absolute; `.vite/build` under the root by default */
export async function buildElectronBundles(
  root: string,
  outDir: string = path.join(root, '.vite', 'build'),
): Promise<void> {
  const { build } = await import('vite')
  const electron = path.join(root, 'electron')
  for (const name of ['main', 'preload']) {
    await build({
      configFile: path.join(electron, 'vite.config.ts'),
      logLevel: 'warn',
      build: {
        outDir,
        lib: { entry: path.join(electron, `${name}.ts`), formats: ['cjs'], fileName: () => `${name}.cjs` },
      },
    })
  }
  await build({ configFile: path.join(electron, 'vite.desk.config.ts'), logLevel: 'warn', build: { outDir } })
}
