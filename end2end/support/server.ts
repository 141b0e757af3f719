// Starts the release binary for the whole run and ends it afterwards. Every run has its own data folder and port, so
// that runs neither see each other's records nor need anything cleaned up first.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_MS = 30_000;
const DRAIN_MS = 5_000;

export default async function globalSetup(): Promise<() => Promise<void>> {
  const binary = resolve(process.env.SANAD_BIN ?? "../target/release/sanad");
  if (!existsSync(binary)) {
    throw new Error(`There is no ${binary}. Build it with: cargo build --release -p server`);
  }
  const data = mkdtempSync(join(tmpdir(), "sanad-end2end-"));
  const address = `127.0.0.1:${await freePort()}`;
  mkdirSync("test-results", { recursive: true });
  const log = createWriteStream("test-results/server.log");
  const server = spawn(binary, ["serve", "--demo", "--data", data, "--listen", address], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  const stop = async () => {
    await end(server);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await answering(server, `http://${address}/`);
  } catch (error) {
    await stop();
    throw error;
  }
  // Workers inherit the environment; the fixtures in support/test.ts read it.
  process.env.SANAD_URL = `http://${address}`;
  return stop;
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const listener = createServer();
    listener.once("error", failed);
    listener.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      listener.close(() => found(port));
    });
  });
}

async function answering(server: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null) {
      throw new Error(`The server ended with ${server.exitCode}; see end2end/test-results/server.log`);
    }
    try {
      if ((await fetch(url)).ok) {
        return;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`The server does not answer at ${url}; see end2end/test-results/server.log`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) {
    return;
  }
  const gone = new Promise<void>((done) => server.once("exit", () => done()));
  server.kill("SIGTERM");
  const hurry = setTimeout(() => server.kill("SIGKILL"), DRAIN_MS);
  await gone;
  clearTimeout(hurry);
}
