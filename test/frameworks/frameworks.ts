/** An application in a folder with this name: how it is built, and how the result is used. */
export interface Framework {
  /** The name in the matrix. */
  readonly name: string;
  /** The folder of the application and its lock file. */
  readonly folder: string;
  /** The package whose version is in the matrix. */
  readonly version: string;
  /** A script in `node_modules`, or of the application, and its arguments. */
  readonly build: readonly string[];
  /** Parts of the application that the tool can't build, regardless of their imports. */
  readonly without?: readonly string[];
  /** Warnings that the tool prints for any application. */
  readonly ownWarnings?: RegExp;
  /** Starts the built application. Its environment has `HOST` and `PORT`. */
  readonly server?: readonly string[];
  /** The part that is copied to a folder without `node_modules` before it is started. Default: the application is started in place. */
  readonly deployed?: string;
  /** Routes that return a guest's credentials, with the expected responses. */
  readonly routes?: Readonly<Record<string, object>>;
  /** The folder of the bundles for servers. */
  readonly serverFiles?: string;
  /** The folder of the JavaScript files for browsers or devices. */
  readonly clientFiles?: string;
  /** The component that imports the client. It is also built with AWS's client, to compare sizes. */
  readonly component?: string;
  /** Whether the page at `/`, or at `index.html` of the client's files, has a button that gets an identity. */
  readonly hasPage?: boolean;
}

const GUEST = { runtime: "node", issued: 20, pools: 1 };
const guest = { "/api/guest": GUEST };

const next: Omit<Framework, "name" | "build"> = {
  folder: "next",
  version: "next",
  ownWarnings: /No build cache found|Edge Runtime is deprecated|edge runtime on a page/,
  server: ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1"],
  routes: guest,
  serverFiles: ".next/server",
  clientFiles: ".next/static",
  component: "app/Identity.jsx",
  hasPage: true,
};

export const frameworks: readonly Framework[] = [
  {
    ...next,
    name: "Next.js, Turbopack",
    build: ["node_modules/next/dist/bin/next", "build"],
    routes: { ...guest, "/api/edge": { ...GUEST, runtime: "browser" } },
  },
  {
    ...next,
    name: "Next.js, webpack",
    build: ["node_modules/next/dist/bin/next", "build", "--webpack"],
    // findings/next-webpack-edge-route.sh
    without: ["app/api/edge"],
  },
  {
    name: "SvelteKit",
    folder: "sveltekit",
    version: "@sveltejs/kit",
    build: ["node_modules/vite/bin/vite.js", "build"],
    server: ["build/index.js"],
    routes: guest,
    serverFiles: "build/server",
    clientFiles: "build/client",
    component: "src/routes/+page.svelte",
    hasPage: true,
  },
  {
    name: "Astro",
    folder: "astro",
    version: "astro",
    build: ["node_modules/astro/bin/astro.mjs", "build"],
    server: ["dist/server/entry.mjs"],
    routes: guest,
    serverFiles: "dist/server",
    clientFiles: "dist/client",
    component: "src/pages/index.astro",
    hasPage: true,
  },
  {
    name: "React Router",
    folder: "react-router",
    version: "@react-router/dev",
    build: ["node_modules/@react-router/dev/bin.cjs", "build"],
    server: ["node_modules/@react-router/serve/bin.cjs", "build/server/index.js"],
    routes: guest,
    serverFiles: "build/server",
    clientFiles: "build/client",
    component: "app/routes/home.jsx",
    hasPage: true,
  },
  {
    name: "Nuxt",
    folder: "nuxt",
    version: "nuxt",
    build: ["node_modules/nuxt/bin/nuxt.mjs", "build"],
    ownWarnings: /nuxt:module-preload-polyfill/,
    server: ["server/index.mjs"],
    deployed: ".output",
    routes: { "/api/guest": { issued: "enhanced", console: true } },
    serverFiles: ".output/server/chunks",
  },
  {
    name: "Nitro",
    folder: "nitro",
    version: "nitro",
    build: ["node_modules/nitro/dist/cli/index.mjs", "build"],
    server: ["server/index.mjs"],
    deployed: ".output",
    routes: guest,
    serverFiles: ".output/server/chunks",
  },
  {
    name: "Rspack",
    folder: "bundlers",
    version: "@rspack/core",
    build: ["rspack.mjs"],
    server: ["index.cjs"],
    deployed: "out/rspack",
    routes: guest,
    serverFiles: "out/rspack",
  },
  {
    name: "Parcel",
    folder: "bundlers",
    version: "parcel",
    build: ["node_modules/parcel/lib/bin.js", "build", "--target", "server", "--no-cache"],
    server: ["server.js"],
    deployed: "out/parcel",
    routes: guest,
    serverFiles: "out/parcel",
  },
  {
    name: "CDK, `NodejsFunction`",
    folder: "cdk",
    version: "aws-cdk-lib",
    build: ["build.js"],
    server: ["call.js"],
    routes: guest,
    serverFiles: "out",
  },
  {
    name: "Angular CLI",
    folder: "angular",
    version: "@angular/cli",
    build: ["node_modules/@angular/cli/bin/ng.js", "build"],
    clientFiles: "dist/browser",
    component: "src/main.ts",
    hasPage: true,
  },
  {
    name: "Expo",
    folder: "expo",
    version: "expo",
    build: ["node_modules/expo/bin/cli", "export", "--platform", "android", "--no-bytecode", "--output-dir", "out"],
    ownWarnings: /disabling bytecode is highly discouraged/,
    clientFiles: "out/_expo/static/js",
    component: "index.js",
  },
  {
    name: "`eslint-plugin-import`",
    folder: "eslint",
    version: "eslint-plugin-import",
    build: ["node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "imports.js"],
  },
];
