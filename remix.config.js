/**
 * Remix's Vite plugin does not read this file by itself: vite.config.ts hands it over, so that there
 * is one place for these options. With every v3 flag on, moving to React Router 7 is mechanical.
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  buildDirectory: 'build',
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
}
