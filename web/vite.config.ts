import { defineConfig } from "vitest/config";

const page = (name: string) => `src/pages/${name}.ts`;

export default defineConfig({
  // Chunks find each other relatively, so the service may serve dist/ under any path.
  base: "./",
  build: {
    target: "es2022",
    outDir: "dist",
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: Object.fromEntries(["chat", "hall", "desk", "phone", "insights", "embed"].map((name) => [name, page(name)])),
      output: {
        // Shops link the embed by name, so it alone has no hash.
        entryFileNames: (chunk) => (chunk.name === "embed" ? "embed.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
      },
    },
  },
  test: { env: { TZ: "Asia/Shanghai" } },
});
