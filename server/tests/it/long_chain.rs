//! The working page of a long chain: a step is one line until it is opened, and nothing in it is lost.

use crate::support::{Client, Form, Page, TestApp, form_in};
use domain::{
    form::{HopForm, MAX_OPEN, QuoteForm, StepForm},
    id::PublicId,
    quote::{MAX_HOPS, MAX_MENTIONS, MAX_TEXT},
};
use service::{Actor, Edit};

/// The most bytes of the working page of a draft of 500 steps.
const LARGEST: usize = 800_000;

/// A chain of so many steps, each with all kinds of text.
fn long(steps: usize) -> QuoteForm {
    let steps = (0..steps)
        .map(|n| StepForm {
            key: (n + 1).to_string(),
            outlet_name: format!("Kabar <Pesisir> & {n}"),
            outlet_pick: "new".to_owned(),
            wording: format!(
                "Kami siap, kata ke-{n}:\n\n\\n \"sampai\" pagi & malam <b> dan seterusnya, di {n} pelabuhan."
            ),
            lang: "id".to_owned(),
            directness: "direct".to_owned(),
            cue: "ujar".to_owned(),
            published: "2020-01-05".to_owned(),
            read: if n == 0 { "on".to_owned() } else { String::new() },
            note: if n % 9 == 4 { format!("Catatan\nbaris dua {n}") } else { String::new() },
            from: (n > 0)
                .then(|| HopForm {
                    up: n.to_string(),
                    kind: "quotes".to_owned(),
                    state: "asserted".to_owned(),
                    evidence: format!("Dilansir Kabar {n}"),
                    ..HopForm::default()
                })
                .into_iter()
                .collect(),
            ..StepForm::default()
        })
        .collect();
    let (speaker_name, speaker_pick) = ("Ratna Wijayanti".to_owned(), "new".to_owned());
    QuoteForm { speaker_name, speaker_pick, steps, ..QuoteForm::default() }
}

async fn saved(app: &TestApp, form: &QuoteForm) -> PublicId {
    let edit = Edit { receipt: service::random_token().unwrap(), ..Edit::default() };
    app.service.save_quote(&Actor::CommandLine, &edit, form).await.unwrap().head.public_id
}

async fn stored(app: &TestApp, id: &PublicId) -> QuoteForm {
    app.service.quote_form(&Actor::CommandLine, id).await.unwrap().1
}

fn open_keys(page: &Page) -> Vec<String> {
    let steps = page.tags("fieldset").into_iter().filter(|t| t.get("class").as_deref() == Some("step"));
    steps.filter_map(|t| t.get("id")?.strip_prefix("step-").map(str::to_owned)).collect()
}

fn folded(page: &Page) -> usize {
    page.tags("div").into_iter().filter(|t| t.get("class").as_deref() == Some("step-line")).count()
}

async fn press(client: &Client, path: &str, form: Form, button: &str) -> Page {
    let page = client.post(path, &form.press(button)).await;
    assert_eq!(page.status, 200, "{button}: {}", page.first("h2"));
    page
}

#[tokio::test]
async fn five_hundred_steps_are_a_page_of_reasonable_size_and_keep_every_byte() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let id = saved(&app, &long(500)).await;
    let path = format!("/desk/quotes/{id}");
    let before = stored(&app, &id).await;
    let start = std::time::Instant::now();
    let page = checker.get(&path).await;
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    assert!(page.bytes.len() < LARGEST, "{} bytes", page.bytes.len());
    assert_eq!((open_keys(&page).len(), folded(&page)), (0, 500));
    let done = checker.post(&path, &form_in(&page).press("save")).await;
    assert_eq!(done.status, 303, "{}", done.words());
    assert_eq!(stored(&app, &id).await, before, "saved without opening anything, nothing has changed");

    let page = press(&checker, &path, checker.form(&path).await, "open:300").await;
    assert_eq!((open_keys(&page), folded(&page)), (vec!["300".to_owned()], 499));
    let step = page.tags("fieldset").into_iter().find(|t| t.get("id").as_deref() == Some("step-300")).unwrap();
    assert!(step.get("autofocus").is_some() && step.get("tabindex").is_some(), "the focus lands on the step");
    assert!(page.says("Step 300: Kabar <Pesisir> & 299 is open."), "it is said");
    let form = form_in(&page);
    assert_eq!(form.get("steps[299][wording]"), before.steps[299].wording);
    assert_eq!(form.get("steps[299][from][0][evidence]"), "Dilansir Kabar 299");
    let form = form.with("steps[299][wording]", "Kata yang lain");
    let page = press(&checker, &path, form, "open:2").await;
    assert_eq!(open_keys(&page), ["2", "300"], "several are open");
    let page = press(&checker, &path, form_in(&page), "close:300").await;
    assert_eq!((open_keys(&page), folded(&page)), (vec!["2".to_owned()], 499));
    assert!(page.bytes.len() < LARGEST, "{} bytes", page.bytes.len());
    let page = press(&checker, &path, form_in(&page), "hop:2").await;
    assert_eq!(form_in(&page).get("steps[1][from][0][up]"), "", "a new line is in sight");
    let page = press(&checker, &path, form_in(&page), "unhop:2:0").await;
    let done = checker.post(&path, &form_in(&page).press("save")).await;
    assert_eq!(done.status, 303, "{}", done.words());
    let after = stored(&app, &id).await;
    assert_eq!(after.steps[299].wording, "Kata yang lain");
    let mut expected = before;
    expected.steps[299].wording = "Kata yang lain".to_owned();
    assert_eq!(after, expected, "nothing else has changed");
}

#[tokio::test]
async fn what_is_wrong_is_open_and_the_rest_is_counted() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let id = saved(&app, &long(80)).await;
    let path = format!("/desk/quotes/{id}");
    let mut form = checker.form(&path).await;
    for n in 20..60 {
        form = form.with(&format!("steps[{n}][published]"), "kapan");
        let packed = form.get(&format!("steps[{n}][packed]")).replace("published=2020-01-05\n", "");
        form = form.with(&format!("steps[{n}][packed]"), &packed);
    }
    let page = checker.post(&path, &form.press("save")).await;
    assert_eq!(page.status, 422);
    let open = open_keys(&page);
    assert_eq!((open.len(), folded(&page)), (MAX_OPEN, 80 - MAX_OPEN));
    assert!(open.iter().all(|key| (21..=60).contains(&key.parse::<usize>().unwrap())), "{open:?}");
    assert!(page.says("16 more steps have something to look at."), "{}", page.words());
    let all: Vec<String> = page.tags("a").iter().filter_map(|t| t.get("href")).collect();
    let to = |href: &str| page.html.contains(&format!("id=\"{}\"", href.trim_start_matches('#')));
    let summary = all.iter().filter(|href| href.starts_with("#f-steps-") || href.starts_with("#step-"));
    assert!(summary.clone().count() >= 40);
    assert_eq!(summary.filter(|href| !to(href)).collect::<Vec<_>>(), Vec::<&String>::new(), "each leads somewhere");
    let again = form_in(&page);
    assert_eq!(again.all("[key]").len(), 80);
    assert_eq!(again.all("[published]").iter().filter(|v| **v == "kapan").count(), MAX_OPEN);
    assert_eq!(
        again.all("[packed]").iter().filter(|v| v.contains("published=kapan\n")).count(),
        16,
        "what was typed stays"
    );
}

#[tokio::test]
async fn what_somebody_else_saved_is_shown_where_it_differs() {
    let app = TestApp::new().await;
    let (one, other) = (app.checker().await, app.editor().await);
    let id = saved(&app, &long(60)).await;
    let path = format!("/desk/quotes/{id}");
    let mine = one.form(&path).await;
    let theirs = form_in(&press(&other, &path, other.form(&path).await, "open:41").await);
    let theirs = theirs.with("steps[40][wording]", "Dari orang lain");
    assert_eq!(other.post(&path, &theirs.press("save")).await.status, 303);
    let page = one.post(&path, &mine.press("save")).await;
    assert_eq!(page.status, 409);
    assert_eq!(open_keys(&page), ["41"], "only what differs is open");
    assert!(page.says("Dari orang lain"));
    assert_eq!(one.post(&path, &form_in(&page).press("save")).await.status, 303, "saving again puts mine in its place");
    assert!(stored(&app, &id).await.steps[40].wording.starts_with("Kami siap"));
}

#[tokio::test]
async fn a_step_that_took_from_many_shows_them_in_turn() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let mut form = long(70);
    form.steps[0].from = (2..=70)
        .map(|up| HopForm { up: up.to_string(), evidence: format!("menurut\n{up}"), ..HopForm::default() })
        .collect();
    form.steps.iter_mut().skip(1).for_each(|s| s.from.clear());
    let id = saved(&app, &form).await;
    let path = format!("/desk/quotes/{id}");
    let before = stored(&app, &id).await;
    let page = press(&checker, &path, checker.form(&path).await, "open:1").await;
    assert_eq!(page.html.matches("<div class=\"hop\">").count(), 13, "twelve and a word on the rest");
    assert!(page.says("57 more steps that it took the words from are kept but not shown here."));
    let form = form_in(&page);
    assert_eq!((form.get("steps[0][from][0][up]"), form.get("steps[0][from][11][up]")), ("2", "13"));
    assert_eq!(checker.post(&path, &form.clone().press("save")).await.status, 303);
    assert_eq!(stored(&app, &id).await, before, "what is not shown is kept");
    let page = press(&checker, &path, checker.form(&path).await, "open:1").await;
    let page = press(&checker, &path, form_in(&page), "turn:1:12").await;
    assert_eq!(form_in(&page).get("steps[0][from][0][up]"), "14");
    assert_eq!(checker.post(&path, &form_in(&page).press("save")).await.status, 303);
    let mut after = stored(&app, &id).await;
    after.steps[0].from.rotate_right(12);
    assert_eq!(after, before, "only their order has changed");
}

#[tokio::test]
async fn a_quote_beyond_its_measure_is_refused_with_what_was_typed() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let bare = |steps: usize| {
        let form = Form::new().with("version", "0").with("receipt", "too-large").with("speaker_name", "Ratna");
        (0..steps).fold(form, |mut form, n| {
            form.push(format!("steps[{n}][key]"), (n + 1).to_string());
            form.push(format!("steps[{n}][packed]"), format!("wording=Kata {n}\n"));
            form
        })
    };
    let before = app.imprint().await;
    let page = checker.post("/desk/quotes/new", &bare(MAX_MENTIONS + 1).press("save")).await;
    assert_eq!(page.status, 422);
    let said = page.error_at("steps").expect("it is said beside the chain");
    assert!(said.contains(&format!("{}", MAX_MENTIONS + 1)) && said.contains(&MAX_MENTIONS.to_string()), "{said}");
    let back = form_in(&page);
    assert_eq!((back.all("[key]").len(), back.get("speaker_name")), (MAX_MENTIONS + 1, "Ratna"));
    assert_eq!(back.get("steps[500][packed]"), "wording=Kata 500\n");
    assert!(page.bytes.len() < LARGEST, "{} bytes", page.bytes.len());

    let packed: String = (0..=MAX_HOPS).fold(String::new(), |packed, n| packed + &format!("{n}:up={}\n", n % 40 + 2));
    let dense = bare(41).with("steps[0][packed]", &packed);
    let page = checker.post("/desk/quotes/new", &dense.press("save")).await;
    assert!(page.status == 422 && page.error_at("hops").is_some(), "{}", page.words());
    assert_eq!(form_in(&page).get("steps[0][packed]"), packed, "nothing is lost");

    let wordy = (0..21).fold(bare(21), |form, n| {
        form.with(&format!("steps[{n}][packed]"), &format!("wording={}\n", "kata ".repeat(2_000)))
    });
    let page = checker.post("/desk/quotes/new", &wordy.press("save")).await;
    let said = page.error_at("text").expect("it is said");
    assert!(page.status == 422 && said.contains(&MAX_TEXT.to_string()), "{said}");
    assert_eq!(form_in(&page).all("[wording]").len(), 21);
    assert_eq!(app.imprint().await, before, "nothing is saved");
}
