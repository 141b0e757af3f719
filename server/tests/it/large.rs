//! Whatever can be saved can be shown: chains of every shape, up to the limits of one quote, on every page that draws
//! them, within a bound of bytes.

use crate::support::{Client, TestApp};
use domain::{
    chain::{Basis, HopKind},
    form::{HopForm, QuoteForm, StepForm},
    lang::UiLang,
    quote::{MAX_HOPS, MAX_MENTIONS, MAX_TEXT, QuoteState},
    text::MAX_WORDING,
};
use export::picture::{NoPng, png};
use service::{Actor, Edit, SavedState};
use std::time::{Duration, Instant};

/// The most bytes of a page.
const LARGEST: usize = 1_500_000;
/// The longest that drawing one may take without optimisation, on a machine with other work.
const LONGEST: Duration = Duration::from_secs(12);

/// Who took the words from whom, by place.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Each from the one before.
    Run,
    /// Each from all before, as far as hops go.
    Dense,
    /// Half of them from one, that one from the other half.
    Hub,
    /// A run that ends in its own beginning, and pairs that take from each other.
    Circles,
    /// All from the first.
    Fan,
    /// From a few shortly before or after.
    Tangled,
    /// Nobody from anybody.
    Loose,
}

/// What the words are made of.
#[derive(Debug, Clone, Copy)]
enum Words {
    Latin,
    Arabic,
    Signs,
    Emoji,
}

/// A quote to be made.
#[derive(Debug, Clone, Copy)]
struct Recipe {
    shape: Shape,
    words: Words,
    steps: usize,
    /// Code points of all wordings together.
    text: usize,
    /// Whether names are as long as names can be.
    long_names: bool,
    /// Code points of notes, evidence and back-translations, each.
    extras: usize,
    seed: u64,
}

fn word(words: Words, dice: &mut fastrand::Rng) -> String {
    match words {
        Words::Latin => format!("kata{} ", dice.u32(0..4_000)),
        Words::Arabic => "مخطوطة ".to_owned(),
        Words::Signs => format!("<&{}> ", dice.u32(0..900)),
        Words::Emoji => format!("😀👩‍🚀{} ", dice.u32(0..90)),
    }
}

fn text(words: Words, len: usize, dice: &mut fastrand::Rng) -> String {
    let mut out = String::new();
    let mut left = len;
    while left > 0 {
        let next: String = word(words, dice).chars().take(left).collect();
        left -= next.chars().count();
        out.push_str(&next);
    }
    out
}

fn pairs(shape: Shape, n: usize, dice: &mut fastrand::Rng) -> Vec<(usize, usize)> {
    let all: Vec<(usize, usize)> = match shape {
        Shape::Run => (1..n).map(|down| (down, down - 1)).collect(),
        Shape::Dense => (1..n).flat_map(|down| (0..down).rev().map(move |up| (down, up))).collect(),
        Shape::Hub => (1..n).map(|v| if v % 2 == 0 { (v, 0) } else { (0, v) }).collect(),
        Shape::Circles => {
            let run = (1..n).map(|down| (down, down - 1));
            run.chain((1..n).step_by(3).map(|v| (v - 1, v))).chain([(0, n - 1)]).collect()
        }
        Shape::Fan => (1..n).map(|down| (down, 0)).collect(),
        Shape::Tangled => {
            (0..n * 3).map(|_| (dice.usize(0..n), dice.usize(0..n))).filter(|(down, up)| down != up).collect()
        }
        Shape::Loose => Vec::new(),
    };
    let mut seen = std::collections::HashSet::new();
    all.into_iter().filter(|(down, up)| down != up && seen.insert((*down, *up))).take(MAX_HOPS).collect()
}

/// The form of a quote by this recipe, with all the ornaments that a step can have.
fn form(recipe: &Recipe) -> QuoteForm {
    let mut dice = fastrand::Rng::with_seed(recipe.seed);
    let each = (recipe.text / recipe.steps.max(1)).min(MAX_WORDING);
    let name = |n: usize| {
        let short = format!("Koran <Pagi> & {n}");
        if recipe.long_names { format!("{short} {}", "Ω&".repeat(60)) } else { short }
    };
    let mut steps: Vec<StepForm> = (0..recipe.steps)
        .map(|n| StepForm {
            key: (n + 1).to_string(),
            outlet_name: if n % 7 == 3 { String::new() } else { name(n) },
            outlet_pick: "new".to_owned(),
            wording: if n % 11 == 5 { String::new() } else { text(recipe.words, each, &mut dice) },
            lang: ["id", "ar", "en"][n % 3].to_owned(),
            directness: ["direct", "indirect", "mixed"][n % 3].to_owned(),
            basis: if n % 5 == 0 { Basis::Heard.as_str().to_owned() } else { String::new() },
            // Dates run backwards, so that nothing fits together.
            note: text(recipe.words, if n % 3 == 1 { recipe.extras } else { 0 }, &mut dice),
            published: if n % 4 == 0 { format!("{}/1/2020", 28 - n % 28) } else { String::new() },
            read: if n % 6 == 0 { "on".to_owned() } else { String::new() },
            ..StepForm::default()
        })
        .collect();
    for (down, up) in pairs(recipe.shape, recipe.steps, &mut dice) {
        let kind = HopKind::ALL[dice.usize(0..HopKind::ALL.len())];
        steps[down].from.push(HopForm {
            up: (up + 1).to_string(),
            kind: kind.as_str().to_owned(),
            state: if dice.bool() { "verified" } else { "asserted" }.to_owned(),
            evidence: text(recipe.words, if down % 4 == 1 { recipe.extras } else { 0 }, &mut dice),
            back_translation: text(recipe.words, if down % 4 == 2 { recipe.extras } else { 0 }, &mut dice),
        });
    }
    let mut form = QuoteForm {
        speaker_name: "Ratna Wijayanti".to_owned(),
        speaker_pick: "new".to_owned(),
        said: "1/6/2020".to_owned(),
        steps,
        ..QuoteForm::default()
    };
    let lead = form.steps.iter_mut().find(|s| s.wording.trim().is_empty());
    if let (Some(step), true) = (lead, recipe.text == 0) {
        "Kata".clone_into(&mut step.wording);
    }
    form
}

async fn save(app: &TestApp, form: &QuoteForm) -> SavedState {
    let edit = Edit { receipt: service::random_token().unwrap(), ..Edit::default() };
    app.service.save_quote(&Actor::CommandLine, &edit, form).await.unwrap_or_else(|e| panic!("it can be saved: {e:?}"))
}

/// Opens a page, and asks that it is there within its bounds.
async fn bounded(client: &Client, path: &str, about: &str) -> usize {
    let start = Instant::now();
    let mut page = client.get(path).await;
    for _ in 0..2 {
        if matches!(page.status, 301 | 303 | 307) {
            let to = page.location().to_owned();
            page = client.get(&to).await;
        }
    }
    let took = start.elapsed();
    assert_eq!(page.status, 200, "{path} of {about}");
    assert!(page.bytes.len() < LARGEST, "{path} of {about}: {} bytes", page.bytes.len());
    assert!(took < LONGEST, "{path} of {about}: {took:?}");
    if std::env::var_os("SANAD_SIZES").is_some() {
        eprintln!("{:>9} bytes {:>8.1?} {path} of {about}", page.bytes.len(), took);
    }
    page.bytes.len()
}

/// Publishes a quote and opens everything that draws it.
async fn shown(app: &TestApp, editor: &Client, form: &QuoteForm, about: &str, dots: bool) {
    let saved = save(app, form).await;
    let id = saved.head.public_id.clone();
    bounded(editor, &format!("/desk/quotes/{id}"), about).await;
    bounded(editor, &format!("/desk/quotes/{id}/preview"), about).await;
    let version = saved.head.version;
    let moved = app.service.set_quote_state(&Actor::CommandLine, &id, version, QuoteState::Published, "").await;
    let moved = moved.unwrap_or_else(|e| panic!("it can be published: {e:?}"));
    let (reader, path) = (app.anonymous(), moved.head.path());
    let last = form.steps.len();
    for path in [
        path.clone(),
        format!("{path}/what-if"),
        format!("{path}/what-if?without=step-1&without=step-{last}&without=hop-2-1"),
        format!("{path}/steps/1"),
        format!("{path}/steps/{last}"),
        format!("/quotes/{id}/chain.svg?lang=en"),
        format!("/desk/quotes/{id}/what-if"),
    ] {
        let client = if path.starts_with("/desk") { editor } else { &reader };
        bounded(client, &path, about).await;
    }
    if dots {
        let view = app.service.quote(&Actor::Anonymous, &id).await.unwrap();
        let file = app::pages::reader::poster(&view, UiLang::Id, "http://sanad.test");
        // Without a clock: without optimisation the dots take longer than an answer may.
        match png(&file) {
            Ok(dots) => assert!(dots.len() < LARGEST, "{} bytes of dots: {about}", dots.len()),
            Err(refused) => assert!(matches!(refused, NoPng::TooLarge), "{refused:?}: {about}"),
        }
    }
    let listed = reader.get("/quotes").await;
    assert!(listed.status == 200 && listed.bytes.len() < LARGEST, "lists show it too");
}

/// A speaker's, an outlet's and a document's page list quotes in a few words.
async fn listed(app: &TestApp) {
    let reader = app.anonymous();
    for kind in ["speaker", "outlet"] {
        let id = app.newest(kind).await;
        bounded(&reader, &format!("/{kind}s/{id}"), kind).await;
    }
}

fn recipe(shape: Shape, words: Words, steps: usize, text: usize, long_names: bool) -> Recipe {
    Recipe { shape, words, steps, text, long_names, extras: 0, seed: 7 }
}

#[tokio::test]
async fn the_largest_quotes_that_can_be_saved_are_shown() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let room = MAX_TEXT * 4 / 5;
    for (recipe, dots) in [
        // Each of sixty from all before; and a few with words as long as words can be.
        (recipe(Shape::Dense, Words::Latin, 60, 60 * 300, false), true),
        (recipe(Shape::Run, Words::Latin, 19, 19 * MAX_WORDING, false), false),
        (recipe(Shape::Dense, Words::Signs, 63, room, true), false),
        (recipe(Shape::Tangled, Words::Emoji, MAX_MENTIONS, room, true), false),
        (recipe(Shape::Hub, Words::Arabic, MAX_MENTIONS, room, true), false),
        (recipe(Shape::Circles, Words::Signs, MAX_MENTIONS, room, false), false),
        (recipe(Shape::Fan, Words::Latin, MAX_MENTIONS, room, true), false),
        (Recipe { extras: 60, ..recipe(Shape::Tangled, Words::Signs, 300, 60_000, true) }, false),
        (Recipe { extras: 5_000, ..recipe(Shape::Fan, Words::Signs, 20, 100_000, false) }, false),
    ] {
        shown(&app, &editor, &form(&recipe), &format!("{recipe:?}"), dots).await;
    }
    listed(&app).await;
}

/// Libraries from before these measures may hold more than can be saved today.
#[tokio::test]
async fn what_is_stored_beyond_every_measure_is_shown() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let saved = save(&app, &form(&recipe(Shape::Run, Words::Signs, 4, 200, false))).await;
    app.meddle(
        "WITH RECURSIVE n(k) AS (VALUES (101) UNION ALL SELECT k + 1 FROM n WHERE k < 2100)
         INSERT INTO mention (quote_id, key, position, outlet_id, wording, lang, directness, cue, basis, wire_credit,
                              is_read, note)
         SELECT quote_id, k, k, outlet_id, wording, lang, directness, cue, basis, wire_credit, is_read, note
         FROM n JOIN mention ON key = 2",
    )
    .await;
    app.meddle(
        "INSERT INTO hop (quote_id, down, up, position, kind, state, evidence)
         SELECT a.quote_id, a.key, b.key, a.key * 3000 + b.key, 'quotes', 'asserted', 'menurut'
         FROM mention a JOIN mention b ON b.key BETWEEN a.key + 1 AND a.key + 4 WHERE a.key > 100",
    )
    .await;
    let id = saved.head.public_id.clone();
    let version = saved.head.version;
    let moved = app.service.set_quote_state(&Actor::CommandLine, &id, version, QuoteState::Published, "").await;
    let path = moved.unwrap().head.path();
    let reader = app.anonymous();
    for path in [
        path.clone(),
        format!("{path}/what-if"),
        format!("{path}/what-if?without=step-900"),
        format!("{path}/steps/2000"),
        format!("/quotes/{id}/chain.svg"),
    ] {
        bounded(&reader, &path, "2,004 steps").await;
    }
    let page = reader.get(&path).await;
    assert!(page.says("1404 more steps are not listed here."), "what is left out is counted");
    let next = page.tags("a").iter().filter_map(|t| t.get("href")).find(|href| href.contains("/steps/"));
    assert_eq!(reader.get(&next.unwrap()).await.status, 200);
    let desk = editor.get(&format!("/desk/quotes/{id}")).await;
    assert!(desk.status == 200 && desk.bytes.len() < 3 * LARGEST, "{} bytes", desk.bytes.len());
}

#[tokio::test]
async fn whatever_can_be_saved_can_be_shown() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let seed = fastrand::u64(..);
    let mut dice = fastrand::Rng::with_seed(seed);
    let shapes = [Shape::Run, Shape::Dense, Shape::Hub, Shape::Circles, Shape::Fan, Shape::Tangled, Shape::Loose];
    let kinds = [Words::Latin, Words::Arabic, Words::Signs, Words::Emoji];
    for n in 0..10 {
        let steps = [1, 2, 5, 12, 30, 70, 140][dice.usize(0..7)];
        let recipe = Recipe {
            shape: shapes[n % shapes.len()],
            words: kinds[dice.usize(0..kinds.len())],
            steps,
            text: steps * [0, 20, 200, 600][dice.usize(0..4)],
            long_names: dice.u8(0..4) == 0,
            extras: [0, 0, 7, 40][dice.usize(0..4)],
            seed: dice.u64(..),
        };
        shown(&app, &editor, &form(&recipe), &format!("{recipe:?} of seed {seed}"), n == 0).await;
    }
}
