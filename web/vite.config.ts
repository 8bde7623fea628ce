import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = 'http://127.0.0.1:4333';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022', outDir: 'dist', chunkSizeWarningLimit: 500 },
  server: { proxy: { '/v1': server, '/api': server } },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
});
