// The main job, end to end, from an empty library: the first admin, the model article, its quotes with their chains,
// and a reader who is not signed in and reads them.
import type { Page } from "@playwright/test";
import { type Sanad, startSanad } from "../support/sanad.ts";
import { DEMO, DESK, PHONE, axe, expect, fitsPhone, open, scripted, shot, signIn, test } from "../support/test.ts";

interface Step {
  outlet?: string;
  carrier?: string;
  evidence?: string;
}

interface Statement {
  speaker: string;
  unnamed?: boolean;
  role?: string;
  place?: string;
  words: string;
  directness: "Direct quote" | "Indirect";
  cue: string;
  /** The steps before Arrahmah's, from the reader's end; an empty one names nobody. */
  upstream: Step[];
}

const OUTLET = "Arrahmah.id";
const TITLE = "Rusia dan Iran (contoh uji)";

const STATEMENTS: Statement[] = [
  {
    speaker: "Sergei Shoigu",
    role: "sekretaris dewan keamanan nasional Rusia",
    place: "Teheran",
    words: "Kami siap bekerja sama sepenuhnya dengan Iran di berbagai bidang",
    directness: "Direct quote",
    cue: "ujar",
    upstream: [{}],
  },
  {
    speaker: "Anthony Blinken",
    role: "diplomat utama AS",
    place: "Gedung Putih",
    words:
      "Kami terlibat dalam diplomasi yang intens, hampir sepanjang waktu, dengan pesan yang sangat sederhana, semua pihak harus menahan diri dari eskalasi",
    directness: "Direct quote",
    cue: "kata",
    upstream: [{}],
  },
  {
    speaker: "Anthony Blinken",
    role: "diplomat utama AS",
    words: "Sangat penting bagi kita untuk memutus siklus ini dengan mencapai gencatan senjata di Gaza",
    directness: "Direct quote",
    cue: "kata",
    upstream: [{}],
  },
  {
    speaker: "Vladimir Putin",
    role: "Presiden Rusia",
    words: "menghindari korban sipil dalam setiap serangan balasan terhadap Israel",
    directness: "Indirect",
    cue: "mengatakan",
    upstream: [{ outlet: "The Guardian", evidence: "menurut The Guardian" }, { carrier: "Sergei Shoigu" }],
  },
  {
    speaker: "dua pejabat Iran",
    unnamed: true,
    words: "Rusia telah mulai mengirimkan radar canggih dan peralatan pertahanan udara",
    directness: "Indirect",
    cue: "Dilansir",
    upstream: [{ outlet: "The New York Times", evidence: "Dilansir The New York Times (7/8/2024)" }],
  },
  {
    speaker: "Masoud Pezeshkian",
    role: "presiden Iran",
    words: "berterima kasih kepada Moskow karena mendukung Iran di masa sulit",
    directness: "Indirect",
    cue: "berterima kasih",
    upstream: [{}],
  },
  {
    speaker: "Anthony Blinken",
    role: "diplomat utama AS",
    words: "hanya ada sedikit informasi tentang bentuk serangan yang diharapkan",
    directness: "Indirect",
    cue: "mengatakan",
    upstream: [{}],
  },
  {
    speaker: "para pejabat AS dan Israel",
    unnamed: true,
    words: "Iran akan berkoordinasi dengan sekutunya di kawasan tersebut",
    directness: "Indirect",
    cue: "yakin",
    upstream: [{}],
  },
];

/** Only the sentences that are logged, so that the article itself is not kept here. */
const TEXT = [
  "MOSKOW (Arrahmah.id) — 😀",
  ...STATEMENTS.map(({ words, cue, speaker, directness }) =>
    directness === "Direct quote" ? `“${words},” ${cue} ${speaker}.` : `${speaker} ${cue}: ${words}.`,
  ),
  "(hanoum/arrahmah.id)",
].join("\n");

let sanad: Sanad;

test.beforeAll(async () => {
  sanad = await startSanad(`journey-${test.info().project.name}`, []);
});

test.afterAll(async () => {
  await sanad?.stop();
});

/** The fields of a step on the working page. */
function step(page: Page, number: number) {
  return page.getByRole("group", { name: new RegExp(`^Step ${number}:`) });
}

/** Makes the first admin through the link that the server printed, and is signed in then. */
async function makeAdmin(page: Page): Promise<void> {
  const [link] = /http:\/\/\S+\/setup\/\S+/.exec(sanad.printed()) ?? [];
  expect(link, "an empty library prints a set-up link").toBeDefined();
  await open(page, link as string);
  await axe(page);
  await page.getByLabel("Sign-in name").fill("ida");
  await page.getByLabel("Name as colleagues see it").fill("Ida");
  await page.getByLabel("Password").fill("empat kata yang panjang");
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page).toHaveURL(/\/desk$/);
}

/** Logs the article and comes out on the working page beside its text. */
async function logArticle(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Log an article" }).first().click();
  const form = page.getByRole("main");
  await form.getByLabel("Text of the article").fill(TEXT);
  await form.getByLabel("Outlet", { exact: true }).fill(OUTLET);
  await form.getByLabel("Title", { exact: true }).fill(TITLE);
  await form.getByLabel("Language", { exact: true }).fill("id");
  await form.getByLabel("Byline").fill("(hanoum/arrahmah.id)");
  await form.getByLabel("Dateline").fill("MOSKOW (Arrahmah.id)");
  await fitsPhone(page);
  await axe(page);
  await form.getByRole("button", { name: "Save and log a quote from it" }).click();
  await expect(page).toHaveURL(/\/desk\/quotes\/new\?document=/);
  await expect(page.getByRole("region", { name: TITLE }).last()).toContainText("Kami siap bekerja sama");
}

/** Fills the working page and publishes. */
async function logStatement(page: Page, statement: Statement): Promise<void> {
  const form = page.getByRole("main");
  await form.getByLabel("Speaker", { exact: true }).fill(statement.speaker);
  if (statement.unnamed) {
    await form.getByLabel("If this speaker is new, it is").selectOption("Not named");
  }
  await form.getByLabel("Role when saying it").fill(statement.role ?? "");
  await form.getByLabel("Place", { exact: true }).fill(statement.place ?? "");
  const read = step(page, 1);
  await read.getByLabel("The words, exactly as they stand there").fill(statement.words);
  await read.getByLabel("Language", { exact: true }).fill("id");
  await read.getByLabel("Directness").selectOption(statement.directness);
  await read.getByLabel("Cue", { exact: true }).fill(statement.cue);
  for (const [index, { outlet, carrier, evidence }] of statement.upstream.entries()) {
    const lower = step(page, index + 1);
    // By key: focus brings the button clear of the save bar, which a click on a busy machine may hit in its place.
    await lower.getByRole("button", { name: "Add the step before this one" }).press("Enter");
    const upper = step(page, index + 2);
    await expect(upper, "a step was added, and nothing that was typed is lost").toBeVisible();
    await expect(step(page, 1).getByLabel("The words, exactly as they stand there")).toHaveValue(statement.words);
    if (evidence !== undefined) {
      await step(page, index + 1).getByLabel("The words that say so").fill(evidence);
    }
    if (outlet !== undefined) {
      await upper.getByLabel("Outlet", { exact: true }).fill(outlet);
    }
    if (carrier !== undefined) {
      const field = upper.getByLabel("Or a person or body who handed the words on");
      if (!(await field.isVisible())) {
        await upper.getByText("More", { exact: true }).click();
      }
      await field.fill(carrier);
    }
  }
  await page.getByRole("button", { name: "Save and publish" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
}

test("the model article is logged and read", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await makeAdmin(page);
  await axe(page);
  await logArticle(page);
  const working = page.url();

  // Incomplete work saves, and says what is missing.
  await page.getByRole("main").getByLabel("Speaker", { exact: true }).fill(STATEMENTS[0].speaker);
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("region", { name: "Still missing" }).getByRole("listitem").first()).toBeVisible();
  await axe(page);

  for (const [index, statement] of STATEMENTS.entries()) {
    if (index > 0) {
      await open(page, working);
    }
    await logStatement(page, statement);
  }
  await fitsPhone(page);
  await axe(page);
  await shot(page, "working-page");

  const visitor = await browser.newContext({ baseURL: sanad.url, locale: "en-GB" });
  const reader = await visitor.newPage();
  for (const { words, speaker } of STATEMENTS) {
    await open(reader, `/search?q=${encodeURIComponent(words.slice(0, 40))}`);
    await reader.getByRole("main").getByRole("link", { name: words.slice(0, 40) }).first().click();
    const main = reader.getByRole("main");
    const shown = main.locator("[lang='id']").filter({ hasText: words }).first();
    await expect(shown, `${speaker}'s words are read signed out`).toBeVisible();
    await expect(main).toContainText(speaker);
    await expect(main).toContainText(OUTLET);
    await expect(main.getByRole("list").filter({ hasText: /not named|Guardian|New York Times/i }).first()).toBeVisible();
  }
  await visitor.close();
});

test("what is gone to by key never lies under the save bar", async ({ page }) => {
  // WCAG 2.2, 2.4.11: focus is not obscured.
  await signIn(page, DEMO.editor.login, DEMO.editor.password);
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await open(page, "/desk/quotes/new");
    const covered: string[] = [];
    let seen = 0;
    for (let n = 0; n < 90; n++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const at = document.activeElement;
        const bar = document.querySelector(".save-bar");
        if (at === null || bar === null || at === document.body || bar.contains(at)) {
          return null;
        }
        const [here, there] = [at.getBoundingClientRect(), bar.getBoundingClientRect()];
        const name = at.id === "" ? (at.textContent ?? "") : at.id;
        return { name, lies: here.bottom > there.top + 1 && here.top < there.bottom };
      });
      seen += stop === null ? 0 : 1;
      if (stop?.lies === true) {
        covered.push(stop.name);
      }
    }
    expect(seen, "the keys go through the page").toBeGreaterThan(40);
    expect(covered, `at ${size.width} pixels`).toEqual([]);
  }
});

test("what is typed before the script has come stays", async ({ page }) => {
  test.skip(!scripted(), "there is no script to come");
  await signIn(page, DEMO.checker.login, DEMO.checker.password);
  let arrive = () => {};
  const arrived = new Promise<void>((done) => {
    arrive = done;
  });
  await page.route("**/*.wasm", async (route) => {
    await arrived;
    await route.continue();
  });
  await open(page, "/desk/quotes/new");
  const speaker = page.getByRole("main").getByLabel("Speaker", { exact: true });
  const said = page.getByLabel("Said on");
  await speaker.fill("Sergei Sho");
  await said.fill("7/8/2024");
  arrive();
  await expect(page.getByText("Read as 7 August 2024"), "the script is here, and has read what was typed").toBeVisible();
  await expect(speaker).toHaveValue("Sergei Sho");
  await expect(said).toHaveValue("7/8/2024");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  await speaker.press("End");
  await speaker.press("i");
  await expect(page.getByRole("option", { name: /Sergei Shoigu/ })).toBeVisible();
});

test("a refused save keeps what was typed and says what to do", async ({ page }) => {
  // Nothing is saved here, so the demo library will do.
  await signIn(page, DEMO.checker.login, DEMO.checker.password);
  await open(page, "/desk/quotes/new");
  const form = page.getByRole("main");
  await form.getByLabel("Said on").fill("32 Augustus");
  await form.getByLabel("Place", { exact: true }).fill("Teheran 😀 طهران");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(form.getByLabel("Said on")).toHaveValue("32 Augustus");
  await expect(form.getByLabel("Said on")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByLabel("Place", { exact: true })).toHaveValue("Teheran 😀 طهران");
  await expect(page.getByRole("link", { name: /Said on/ })).toBeVisible();
  await axe(page);
});
