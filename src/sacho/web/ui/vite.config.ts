import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// File names without hashes: the page is never cached, and the same sources give the same tree.
export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    emptyOutDir: true,
    outDir: process.env.SACHO_UI_OUT ?? '../static',
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
})
