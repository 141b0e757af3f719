// What changed on the way, as a reader meets it: marked in both wordings, with and without a script, on any screen.
import type { Page } from "@playwright/test";
import { axe, DEMO, DESK, expect, fitsPhone, open, PHONE, shot, signIn, test } from "../support/test.ts";

/** Where quotes were found already: looking through the library takes a while. */
const found = new Map<string, string>();

/** The path of the public quote of the demo library that holds these words. */
async function quoteWith(page: Page, words: RegExp): Promise<string> {
  const known = found.get(words.source);
  if (known !== undefined) {
    return known;
  }
  const xml = await (await page.request.get("/sitemap.xml")).text();
  const paths = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url).pathname);
  for (const path of paths.filter((p) => p.startsWith("/quotes/"))) {
    if (words.test(await (await page.request.get(path)).text())) {
      found.set(words.source, path);
      return path;
    }
  }
  throw new Error(`No quote says ${words}`);
}

const FLOOD = /tinggi muka air di hilir akan naik 50/;
const LOAN = /Kami akan meminjamkan 42 naskah/;

test("the sign in the picture leads to the differences, marked in both wordings", async ({ page }) => {
  await open(page, await quoteWith(page, FLOOD));
  const sign = page.locator('a.chain-drift[aria-label^="3 differences"]:visible').first();
  await expect(sign).toHaveAttribute("aria-label", /\d+ differences? from step/);
  const place = await sign.getAttribute("href");
  await sign.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${place}$`));
  const changes = page.locator(place ?? "");
  await expect(changes).toBeInViewport();
  await expect(changes.getByText("Negation changed")).toBeVisible();
  await expect(changes.locator("blockquote del").first()).toBeVisible();
  await expect(changes.locator("blockquote ins").first()).toBeVisible();
});

test("list and marks lead to each other", async ({ page }) => {
  await open(page, await quoteWith(page, FLOOD));
  const first = page.locator(".changes li .diff__n").first();
  await first.click();
  const mark = page.locator(new URL(page.url()).hash);
  await expect(mark).toBeInViewport();
  await mark.click();
  await expect(page.locator(new URL(page.url()).hash)).toBeInViewport();
  expect(new URL(page.url()).hash).toMatch(/-n1$/);
});

test("a translation stands beside its original, and a back-translation under its own name", async ({ page }) => {
  test.slow();
  await open(page, await quoteWith(page, LOAN));
  const pairs = page.locator(".changes .diff__pair");
  await expect(pairs.first()).toBeVisible();
  const languages = await pairs.first().locator("blockquote").evaluateAll((all) =>
    all.map((one) => [one.getAttribute("lang"), getComputedStyle(one).direction]));
  expect(languages).toEqual([["ar", "rtl"], ["en", "ltr"]]);
  await expect(page.getByText("through a back-translation by the newsroom")).toBeVisible();
  await expect(page.getByText("Hedge dropped").first()).toBeVisible();
  const left = async (n: number) => (await pairs.first().locator("figure").nth(n).boundingBox())!;
  await page.setViewportSize(DESK);
  expect((await left(1)).x, "beside each other on a desk").toBeGreaterThan((await left(0)).x + 200);
  await page.setViewportSize(PHONE);
  expect((await left(1)).y, "one under the other on a phone").toBeGreaterThan((await left(0)).y);
  await fitsPhone(page);
  await axe(page);
  await shot(page, "drift-loan");
});

test("both ends of a long way are compared", async ({ page }) => {
  await open(page, await quoteWith(page, LOAN));
  await expect(page.getByRole("heading", { name: "From the beginning to what readers saw" })).toBeVisible();
  await expect(page.locator(".ends blockquote").first()).toHaveAttribute("lang", "ar");
});

test("the count opens with its working, and its steps lead into the list", async ({ page }) => {
  await open(page, await quoteWith(page, FLOOD));
  const counted = page.locator(".counted");
  await expect(counted.locator("ol")).toBeHidden();
  await counted.locator("summary").click();
  await expect(counted.getByText("one independent origin")).toBeVisible();
  await counted.getByRole("link").first().click();
  await expect(page.locator(new URL(page.url()).hash)).toBeInViewport();
  await fitsPhone(page);
  await axe(page);
});

test("no color is needed: kinds are named and numbers framed", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page, await quoteWith(page, FLOOD));
  const del = page.locator(".changes blockquote del").first();
  const ins = page.locator(".changes blockquote ins").first();
  const line = (mark: typeof del) => mark.evaluate((one) => getComputedStyle(one).borderBottomStyle);
  expect([await line(del), await line(ins)]).toEqual(["dashed", "solid"]);
});

test("the newsroom sees the differences beside the hop", async ({ page }) => {
  test.slow();
  await signIn(page, DEMO.editor.login, DEMO.editor.password);
  const path = await quoteWith(page, LOAN);
  await open(page, `/desk${path.split("/").slice(0, 3).join("/")}`);
  await expect(page.getByLabel("Back-translation (public)").first()).toHaveValue(/six months/);
  await expect(page.locator(".hop__drift").first().getByText("Hedge dropped")).toBeVisible();
  await fitsPhone(page);
  await axe(page);
  await shot(page, "drift-desk");
});
