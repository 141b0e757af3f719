// An admin switches on that pages are opened by their address; a checker gives one that must not be opened. No test
// opens a page of the web: what the server makes of pages is tested beside the server.
import { startSanad } from "../support/sanad.ts";
import { DEMO, axe, expect, fitsPhone, open, shot, signIn, test } from "../support/test.ts";

// Settings hold for the whole library: this test has one of its own.
test.use({
  baseURL: async ({}, use, info) => {
    const sanad = await startSanad(`settings-${info.project.name}-${info.testId}`, ["--demo"]);
    await use(sanad.url);
    await sanad.stop();
  },
});

test.beforeEach(() => test.setTimeout(120_000));

test("opening pages is switched on, and what is not public stays closed", async ({ page }) => {
  await signIn(page, DEMO.admin.login, DEMO.admin.password);
  await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  await expect(page.getByRole("status")).toHaveText("It is off.");
  await page.getByRole("button", { name: "Switch it on" }).click();
  await expect(page.getByRole("status")).toHaveText("It is on.");
  await expect(page.getByText("switched on, Ida (demo)")).toBeVisible();
  await axe(page);
  await fitsPhone(page);
  await shot(page, "settings");
  await page.getByRole("button", { name: "Sign out" }).click();

  await signIn(page, DEMO.checker.login, DEMO.checker.password);
  await open(page, "/desk/articles/new");
  const address = page.getByLabel("Web address");
  await expect(page.getByText("Give the address of an article, or paste it.")).toBeVisible();
  await expect(page.locator("#f-url-hint")).toContainText("Sanad opens the page itself");
  await address.fill("http://127.0.0.1/berita");
  await page.getByRole("button", { name: "Find the quotations" }).click();
  await expect(page.locator("#f-url-error")).toContainText("not on the public internet");
  await expect(address).toHaveValue("http://127.0.0.1/berita");
  await expect(page.locator("#problems")).toContainText("Not read. 1 to mend:");
  await axe(page);
  await fitsPhone(page);
  await shot(page, "article-not-fetched");
});
