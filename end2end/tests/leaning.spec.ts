// Across quotes: who leans on whom, read on a phone and at a desk, with and without script, in both languages.
import { axe, DESK, expect, fitsPhone, open, PHONE, shot, test } from "../support/test.ts";

for (const [name, path] of [
  ["leaning", "/leaning"],
  ["leaning-wire", "/leaning?way=wire"],
  ["leaning-circular", "/leaning/circular"],
]) {
  test(`the ${name} page reads well and asks for no script`, async ({ page }) => {
    // Long pages, four pictures of each.
    test.slow();
    const scripts: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "script") {
        scripts.push(request.url());
      }
    });
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await fitsPhone(page);
    await axe(page);
    await shot(page, name);
    expect(scripts).toEqual([]);
  });
}

test("one picture is shown, the phone's or the desk's, and its outlets are links a finger can hit", async ({ page }) => {
  for (const [size, shown, hidden] of [[PHONE, ".lean-phone", ".lean-desk"], [DESK, ".lean-desk", ".lean-phone"]] as const) {
    await page.setViewportSize(size);
    await open(page, "/leaning");
    await expect(page.locator(shown)).toBeVisible();
    await expect(page.locator(hidden)).toBeHidden();
    const links = page.locator(`${shown} a`);
    expect(await links.count()).toBeGreaterThan(5);
    for (const hit of await page.locator(`${shown} .lean-hit`).all()) {
      const box = await hit.boundingBox();
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
    }
    await links.first().focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/outlets\/[^/]+\/[^/]+\/leaning$/);
  }
});

test("from the library to the quotes behind a number, and to an outlet", async ({ page }) => {
  test.slow();
  await open(page, "/");
  await page.getByRole("banner").getByRole("link", { name: "Outlets" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Who leans on whom" })).toBeVisible();
  const row = page.getByRole("table").first().getByRole("row").nth(1);
  const down = await row.getByRole("cell").first().innerText();
  await row.getByRole("link").nth(2).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(down);
  expect(await page.locator(".cards > li").count()).toBeGreaterThan(0);
  await fitsPhone(page);
  await axe(page);
  await shot(page, "leaning-pair");
  await page.getByRole("heading", { level: 1 }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: down })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Takes from" })).toBeVisible();
  await fitsPhone(page);
  await axe(page);
  await shot(page, "leaning-on-outlet");
  await page.getByRole("link", { name: "All of it, and what the numbers mean" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Takes from" })).toBeVisible();
  await fitsPhone(page);
  await axe(page);
  await shot(page, "leaning-outlet");
});

test("it speaks Indonesian", async ({ page, baseURL }) => {
  test.slow();
  await page.context().addCookies([{ name: "lang", value: "id", url: baseURL ?? "" }]);
  await open(page, "/leaning");
  await expect(page.getByRole("heading", { level: 1, name: "Siapa mengutip siapa" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /^Terverifi/ }).first()).toBeVisible();
  await fitsPhone(page);
  await axe(page);
  await shot(page, "leaning-id");
});
