/** The judges as the build describes them: see `src/build/judgeModule.ts`. */
declare module "virtual:judges" {
  export const judgeEntries: readonly import("./judgeEntry.ts").JudgeEntry[];
}
