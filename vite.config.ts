import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { judgeModule } from "./src/build/judgeModule.ts";
import { scenarioModule } from "./src/build/scenarioModule.ts";

const scenarios = fileURLToPath(new URL("./scenarios", import.meta.url));

export default defineConfig({
  base: "./",
  plugins: [react(), scenarioModule(scenarios), judgeModule()],
  build: { target: "es2023", emptyOutDir: true, chunkSizeWarningLimit: 800 },
  // One file that starts fast: resolving three packages at run time costs more than a simulated rollout.
  ssr: { noExternal: true },
  // Workers are built with plugins of their own.
  worker: { format: "es", plugins: () => [scenarioModule(scenarios)] },
  test: { include: ["test/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000 },
});
