import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig } from "vitest/config";

const page = (name: string) => `src/pages/${name}.ts`;

/** Beside each script its gzipped copy: the service sends that to whoever takes it. */
const gzipped = {
  name: "careline-gzipped",
  closeBundle() {
    for (const file of readdirSync("dist", { recursive: true, encoding: "utf-8" }).filter((f) => /\.(js|css)$/.test(f))) {
      const path = join("dist", file);
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
    }
  },
};

export default defineConfig({
  // Chunks find each other relatively, so the service may serve dist/ under any path.
  base: "./",
  plugins: [gzipped],
  build: {
    target: "es2022",
    outDir: "dist",
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: Object.fromEntries(["chat", "hall", "desk", "phone", "insights", "callouts", "embed"].map((name) => [name, page(name)])),
      output: {
        // Shops link the embed by name, so it alone has no hash.
        entryFileNames: (chunk) => (chunk.name === "embed" ? "embed.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
      },
    },
  },
  test: { env: { TZ: "Asia/Shanghai" } },
});
