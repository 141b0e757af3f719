// What every browser test shares: the address of the server, signing in, checking with axe, taking pictures, and the
// promise that no page logs an error.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, test as base, expect } from "@playwright/test";

export { expect };

/** The demo library's accounts, as `sanad serve --demo` prints them. */
export const DEMO = {
  checker: { login: "checker", password: "demo-checker-1" },
  editor: { login: "editor", password: "demo-editor-12" },
  admin: { login: "admin", password: "demo-admin-123" },
} as const;

/** The narrowest phone that pages are made for. */
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

export const test = base.extend<{ quiet: void }>({
  baseURL: async ({}, use) => {
    const url = process.env.SANAD_URL;
    if (url === undefined) {
      throw new Error("SANAD_URL is not set: the global set-up did not run");
    }
    await use(url);
  },
  // A page that throws or logs an error fails its test, whatever else the test looks at.
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        // Chromium logs every 404 and 422 as an error; tests say themselves which status they want.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
          errors.push(message.text());
        }
      });
      await use();
      expect(errors, "the console stays quiet").toEqual([]);
    },
    { auto: true },
  ],
});

/** Whether this run has JavaScript. */
export function scripted(): boolean {
  return test.info().project.name === "js";
}

/** Opens a page and insists on its status. */
export async function open(page: Page, path: string, status = 200): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), `${path} answers`).toBe(status);
}

/** Signs in through the form. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await open(page, "/sign-in");
  await page.getByLabel("Sign-in name").fill(login);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk$/);
}

/** Fails on anything that axe finds wrong. axe is a script itself, so it runs only where pages may have one. */
export async function axe(page: Page): Promise<void> {
  if (!scripted()) {
    return;
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 5).map((node) => `${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  }));
  expect(told, "what axe finds").toEqual([]);
}

/** Fails when a phone would have to be scrolled sideways. */
export async function fitsPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  const { wide, wanted } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    wanted: document.documentElement.clientWidth,
  }));
  expect(wide, "the page is as wide as the phone").toBeLessThanOrEqual(wanted);
  await page.setViewportSize(DESK);
}

/** Pictures of the page on a phone and on a desk, light and dark, in test-results/shots. */
export async function shot(page: Page, name: string): Promise<void> {
  for (const [device, size] of [["phone", PHONE], ["desk", DESK]] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      const path = `test-results/shots/${name}-${device}-${colorScheme}-${test.info().project.name}.png`;
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: null });
}
