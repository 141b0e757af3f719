// One server with the demo library for the whole run; tests that change records start their own.
import { startSanad } from "./sanad.ts";

export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await startSanad("server", ["--demo"]);
  // Workers inherit the environment; the fixtures in support/test.ts read it.
  process.env.SANAD_URL = server.url;
  return server.stop;
}
