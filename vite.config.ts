import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { normalizePath } from "vite";
import { defineConfig } from "vitest/config";
import { executable } from "./src/build/executable.ts";
import { firstLoad } from "./src/build/firstLoad.ts";
import { judgeModule } from "./src/build/judgeModule.ts";
import { ownCopy } from "./src/build/ownCopy.ts";
import { scenarioModule } from "./src/build/scenarioModule.ts";

const web = fileURLToPath(new URL("./src/web", import.meta.url));
const scenarios = fileURLToPath(new URL("./scenarios", import.meta.url));

export default defineConfig({
  base: "./",
  plugins: [react(), scenarioModule(scenarios), judgeModule(), ownCopy("d3-shape", web), executable("coalmine.js")],
  build: {
    target: "es2023",
    emptyOutDir: true,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: firstLoad(normalizePath(`${web}/main.tsx`)), debugName: "first load" }] },
      },
    },
  },
  // One file that starts fast: resolving three packages at run time costs more than a simulated rollout.
  ssr: { noExternal: true },
  // Workers are built with plugins of their own.
  worker: {
    format: "es",
    plugins: () => [scenarioModule(scenarios)],
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A barrel that names the counts engine must not bring it: worlds that ask for requests play without.
          includeDependenciesRecursively: false,
          groups: [{ name: "counts", test: /core[\\/]engine[\\/]counts[\\/]/ }],
        },
      },
    },
  },
  // By default a core is left alone, which is half of a small machine.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: "100%" },
});
