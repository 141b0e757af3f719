// Starts the release binary. Every server has its own data folder and port, so that tests neither see each other's
// records nor need anything cleaned up first.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_MS = 30_000;
const DRAIN_MS = 5_000;

export interface Sanad {
  /** Address of the site, without a last slash. */
  url: string;
  /** What the server has printed so far. */
  printed: () => string;
  /** Ends it and removes its library. */
  stop: () => Promise<void>;
}

/** Starts a server: with the demo library, or with an empty one. What it prints is kept in test-results/NAME.log. */
export async function startSanad(name: string, words: string[]): Promise<Sanad> {
  const binary = resolve(process.env.SANAD_BIN ?? "../target/release/sanad");
  if (!existsSync(binary)) {
    throw new Error(`There is no ${binary}. Build it with: cargo build --release -p server`);
  }
  const data = mkdtempSync(join(tmpdir(), "sanad-end2end-"));
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  mkdirSync("test-results", { recursive: true });
  const log = createWriteStream(`test-results/${name}.log`);
  let printed = "";
  const server = spawn(binary, ["serve", ...words, "--data", data, "--listen", address], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const output of [server.stdout, server.stderr]) {
    output.setEncoding("utf8");
    output.on("data", (text: string) => {
      printed += text;
      log.write(text);
    });
  }
  const stop = async () => {
    await end(server);
    log.end();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await answering(server, url, () => printed);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, printed: () => printed, stop };
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

async function answering(server: ChildProcess, url: string, printed: () => string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null) {
      throw new Error(`The server ended with ${server.exitCode} and said:\n${printed()}`);
    }
    try {
      if ((await fetch(`${url}/readyz`)).ok) {
        return;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`The server does not answer at ${url} and said:\n${printed()}`);
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
