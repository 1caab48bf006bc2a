import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "targets/**/*.test.ts"],
    update: "none",
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
