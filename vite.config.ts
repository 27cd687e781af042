import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  plugins: [react()],
  build: { target: "es2023", emptyOutDir: true, chunkSizeWarningLimit: 800 },
  // One file that starts fast: resolving three packages at run time costs more than a simulated rollout.
  ssr: { noExternal: true },
  worker: { format: "es" },
  test: { include: ["test/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000 },
});
