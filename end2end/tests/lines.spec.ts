// "If you print it": the sentence is on the page without script, and one click copies it where there is script.
import type { Page } from "@playwright/test";
import { axe, expect, fitsPhone, open, scripted, shot, test } from "../support/test.ts";

/** Opens a public quote: the one whose page holds these words. */
async function openQuote(page: Page, words: string): Promise<void> {
  await open(page, `/search?q=${encodeURIComponent(words)}`);
  await page.getByRole("main").locator("a[href^='/quotes/']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(words);
}

const section = (page: Page) => page.getByRole("region", { name: "If you print it" });

test("the sentence stands on the page, in three lengths and two languages", async ({ page }) => {
  await openQuote(page, "Kami siap bekerja sama");
  const lines = section(page).locator(".lines__text");
  await expect(lines).toHaveCount(6);
  await expect(lines.first()).toHaveText(
    /^“Kami siap bekerja sama .*”, Sergei Shoigu said, according to Arrahmah\.id, which names no source for it\.$/,
  );
  await expect(lines.first().locator("bdi[lang=id]")).toHaveText(/Kami siap/);
  await expect(lines.nth(3)).toBeHidden();
  await section(page).getByText("Bahasa Indonesia").click();
  await expect(lines.nth(3)).toHaveText(/menurut Arrahmah\.id, yang tidak menyebut sumbernya\.$/);
  await expect(lines.nth(3)).toHaveAttribute("lang", "id");
  await fitsPhone(page);
  await axe(page);
  await shot(page, "lines");
});

test("one click copies exactly what is read", async ({ page, context }) => {
  await openQuote(page, "Kami siap bekerja sama");
  const button = section(page).getByRole("button", { name: "Copy the medium sentence in English" });
  if (!scripted()) {
    await expect(section(page).locator("button[data-copy]").first()).toBeHidden();
    return;
  }
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(section(page).getByText("Copied")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const shown = await section(page).locator("#line-en-medium").textContent();
  expect(copied).toBe(shown);
  expect(copied).toContain("Sergei Shoigu said in Teheran, according to Arrahmah.id");
});

test("the picture can be taken away", async ({ page }) => {
  await openQuote(page, "Kami siap bekerja sama");
  for (const [name, type] of [["SVG", "image/svg+xml; charset=utf-8"], ["PNG", "image/png"]]) {
    const link = page.getByRole("link", { name: `Picture of the chain as ${name}` });
    const answer = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe(type);
  }
  await open(page, (await page.getByRole("link", { name: /as SVG/ }).getAttribute("href")) ?? "");
  await expect(page.locator("svg text").first()).toContainText("Kami siap");
});
