//! Changing a chain by two chosen steps, what a full chain still needs, and what would be left without a part of it.

use crate::support::{Client, Form, Page, TestApp, form_in, quote};

async fn press(client: &Client, form: &Form, button: &str) -> Page {
    client.post("/desk/quotes/new", &form.clone().press(button)).await
}

/// The steps by key, each with the keys that it took the words from.
fn chain(form: &Form) -> Vec<(String, Vec<String>)> {
    let keys = form.all("[key]");
    let ups = |n: usize| {
        let all = (0..9).map(|j| form.get(&format!("steps[{n}][from][{j}][up]")).to_owned());
        all.filter(|up| !up.is_empty()).collect::<Vec<_>>()
    };
    keys.iter().enumerate().map(|(n, key)| ((*key).to_owned(), ups(n))).collect()
}

fn told(chain: &[(String, Vec<String>)]) -> String {
    chain.iter().map(|(key, ups)| format!("{key}<{}", ups.join("+"))).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn two_chosen_steps_are_joined_parted_and_put_apart() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    let start = quote("Kata").with("steps[2][key]", "3").with("steps[2][outlet_name]", "Harian Muara");
    let chosen = |form: Form, down: &str, up: &str| form.with("chosen_down", down).with("chosen_up", up);

    let drawn = form_in(&press(&checker, &chosen(start.clone(), "1", "3"), "draw").await);
    assert_eq!(told(&chain(&drawn)), "1<2+3 2< 3<");
    assert_eq!(drawn.get("chosen_down"), "", "the choice has had its turn");
    let back = form_in(&press(&checker, &chosen(drawn.clone(), "3", "1"), "draw").await);
    assert_eq!(told(&chain(&back)), "1<2+3 2< 3<1", "a loop is drawn, not refused");
    let dropped = form_in(&press(&checker, &chosen(back.clone(), "1", "2"), "drop").await);
    assert_eq!(told(&chain(&dropped)), "1<3 2< 3<1");
    let between = form_in(&press(&checker, &chosen(start.clone(), "1", "2"), "between").await);
    assert_eq!(told(&chain(&between)), "1<4 4<2 2< 3<");
    let joined = form_in(&press(&checker, &chosen(start.clone(), "2", "3"), "join").await);
    assert_eq!(told(&chain(&joined)), "1<2 2<4 3<4 4<");
    let branched = form_in(&press(&checker, &chosen(start.clone(), "1", ""), "branch").await);
    assert_eq!(told(&chain(&branched)), "1<2+4 4< 2< 3<");
    let unknown = form_in(&press(&checker, &chosen(start.clone(), "2", ""), "unknown").await);
    assert_eq!((unknown.get("steps[1][outlet_name]"), unknown.get("steps[1][basis]")), ("", ""));

    assert_eq!(app.imprint().await, before, "nothing is saved");
    for form in [drawn, back, dropped, between, joined, branched, unknown] {
        assert_eq!(form.get("steps[0][wording]"), "Kata", "what was typed stays");
        let page = checker.post("/desk/quotes/new", &form.with("receipt", "").press("save")).await;
        assert_eq!(page.status, 303, "whatever the buttons made can be saved: {}", page.words());
    }
}

#[tokio::test]
async fn a_change_is_said_at_the_step_it_leads_to_and_drawn() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let page = press(&checker, &quote("Kata"), "upstream:2").await;
    assert!(page.says("Step 3: not named was added: Step 2: Radio Muara took the words from it."), "{}", page.words());
    let at: Vec<_> = page.tags("fieldset").into_iter().filter(|t| t.get("autofocus").is_some()).collect();
    assert_eq!(at.len(), 1, "the page comes back at one step");
    assert_eq!(at[0].get("id").as_deref(), Some("step-3"));
    let cards: Vec<String> = page.tags("a").iter().filter_map(|t| t.get("href")).collect();
    for key in 1..=3 {
        assert!(cards.contains(&format!("#step-{key}")), "the picture leads to the fields of step {key}");
    }
    checker.set_cookie("lang", "id");
    let page = press(&checker, &quote("Kata"), "remove:2").await;
    assert!(page.says("Langkah dihapus"), "{}", page.words());
}

#[tokio::test]
async fn a_button_that_does_nothing_says_why() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let form = quote("Kata yang diketik");
    let all = [
        ("fly", "This page has no such button"),
        ("draw", "Choose two steps first"),
        ("unknown", "Choose a step first"),
        ("draw:1:2", "These two steps are joined already"),
        ("draw:1:1", "A step cannot take the words from itself"),
        ("upstream:77", "That step is not part of this chain any more"),
        ("between:2:1", "No hop joins these two steps"),
        ("unhop:1:9", "No hop joins these two steps"),
    ];
    for (button, why) in all {
        let page = press(&checker, &form, button).await;
        assert_eq!(page.status, 422, "{button}");
        assert!(page.says("The chain was not changed") && page.says(why), "{button}: {}", page.words());
        assert!(!page.says("to mend"), "{button}: nothing is to be mended");
        let back = form_in(&page);
        assert_eq!(told(&chain(&back)), "1<2 2<", "{button}");
        assert_eq!(back.get("steps[0][wording]"), "Kata yang diketik", "{button}");
    }
    let stranger = press(&app.anonymous(), &form, "draw:1:2").await;
    assert_eq!(stranger.status, 401, "whoever is signed out is told so, not why the button failed");
}

/// Kabar Pesisir took it from Harian Muara, and that from Radio Muara, which heard it; only the first hop is compared.
fn three(words: &str) -> Form {
    quote(words)
        .with("steps[0][basis]", "outlet")
        .with("steps[1][outlet_name]", "Harian Muara")
        .with("steps[1][basis]", "outlet")
        .with("steps[1][published]", "6/8/2024")
        .with("steps[1][from][0][up]", "3")
        .with("steps[1][from][0][state]", "verified")
        .with("steps[1][from][0][evidence]", "Rekaman siaran dibandingkan")
        .with("steps[2][key]", "3")
        .with("steps[2][outlet_name]", "Radio Muara")
        .with("steps[2][basis]", "heard")
}

#[tokio::test]
async fn the_weakest_link_is_the_next_thing_to_do() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = editor.save_new("quotes", three("Kata")).await;
    let path = format!("/desk/quotes/{id}");
    let page = editor.get(&path).await;
    let next = "Next best action: Find Harian Muara’s article of about 6 August 2024: hop 2 rests on Kabar Pesisir’s word alone.";
    assert!(page.says(next), "{}", page.words());
    let links: Vec<_> = page.tags("a").iter().filter_map(|t| t.get("href")).collect();
    assert!(links.contains(&"#f-steps-1-document_name".to_owned()), "it leads to the field");
    assert!(!page.says("The document of step 2"), "what the chain's list says is not said twice");
    assert!(page.says("The document of step 1"), "what it does not say is still said");
    assert!(page.says("Every hop was compared at both ends: not yet") && page.says("It begins somewhere: yes"));

    // Steps that were moved and not saved yet: the link goes with its step.
    let moved = editor.edit(&path, |f| f.press("down:1")).await;
    let links: Vec<_> = moved.tags("a").iter().filter_map(|t| t.get("href")).collect();
    assert!(links.contains(&"#f-steps-0-document_name".to_owned()));

    editor.set_cookie("lang", "id");
    let page = editor.get(&path).await;
    assert!(page.says("Temukan artikel Harian Muara sekitar 6 Agustus 2024"), "{}", page.words());
}

#[tokio::test]
async fn an_unnamed_step_and_a_loop_have_their_own_next_step() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let unnamed = quote("Kata").with("steps[1][outlet_name]", "").with("steps[1][basis]", "");
    let id = checker.save_new("quotes", unnamed).await;
    let page = checker.get(&format!("/desk/quotes/{id}")).await;
    assert!(page.says("Ask Kabar Pesisir from whom it had this: step 2 names nobody."), "{}", page.words());
    let circle = quote("Kata").with("steps[1][basis]", "outlet").with("steps[1][from][0][up]", "1");
    let id = checker.save_new("quotes", circle).await;
    let page = checker.get(&format!("/desk/quotes/{id}")).await;
    assert!(page.says("Kabar Pesisir and Radio Muara take it from one another."), "{}", page.words());
}

#[tokio::test]
async fn what_would_be_left_is_said_before_and_after() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let before = app.imprint().await;
    let id = editor.save_new("quotes", three("Kata").press("publish")).await;
    let saved = app.imprint().await;
    assert_ne!(before, saved);
    let public = format!("{}/what-if", app.address("quotes", &id).await);
    let reader = app.anonymous();
    for path in [public.clone(), format!("/desk/quotes/{id}/what-if")] {
        let plain = editor.get(&path).await;
        assert_eq!(plain.status, 200, "{path}");
        assert!(plain.says("Step 2 (Harian Muara)") && !plain.says("As it is"), "{path}: {}", plain.words());
        let page = editor.get(&format!("{path}?without=step-3")).await;
        assert!(page.says("Without step"), "{path}: {}", page.words());
        assert!(page.says("It would stand as “Second-hand only” instead of “Second-hand”."), "{}", page.words());
        assert!(page.holds("chain-hidden\" href=") && page.holds("chain-verified chain-hidden"), "{path}");
        let boxes: Vec<_> = page.tags("input").into_iter().filter(|t| t.get("checked").is_some()).collect();
        assert_eq!(boxes.len(), 1, "{path}");
        assert_eq!(boxes[0].get("value").as_deref(), Some("step-3"), "{path}");
        assert!(page.tags("meta").iter().any(|t| t.get("content").as_deref() == Some("noindex")), "{path}");
        let hop = editor.get(&format!("{path}?without=hop-1-2")).await;
        assert!(hop.says("Without Kabar Pesisir ← Harian Muara"), "{path}: {}", hop.words());
        assert!(hop.holds("chain-asserted chain-hidden") && !hop.holds("chain-hidden\" href="), "{path}");
        let all = editor.get(&format!("{path}?without=step-1&without=step-2&without=step-3")).await;
        assert!(all.says("Nothing is left of the chain."), "{path}");
        let nonsense = editor.get(&format!("{path}?without=step-99&without=hop-1-9&without=%00&without=step--1")).await;
        assert_eq!(nonsense.status, 200);
        assert!(!nonsense.says("As it is"), "what does not exist leaves nothing out");
    }
    let page = reader.get(&format!("{public}?without=step-3")).await;
    assert!(page.tags("script").is_empty(), "readers load no script");
    assert_eq!(app.imprint().await, saved, "nothing was saved");
    let quote = app.public_quote(&id).await;
    assert!(quote.tags("a").iter().any(|t| t.get("href").as_deref() == Some(&public)), "the quote leads there");
}

#[tokio::test]
async fn what_if_pages_of_drafts_are_for_the_newsroom() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let id = app.draft(&checker, "Kata").await;
    assert_eq!(checker.get(&format!("/desk/quotes/{id}/what-if")).await.status, 200);
    assert_eq!(app.anonymous().get(&format!("/desk/quotes/{id}/what-if")).await.status, 303);
    assert_eq!(app.anonymous().get(&format!("/quotes/{id}/kata/what-if")).await.status, 404);
    assert_eq!(checker.get("/desk/quotes/nothing/what-if").await.status, 404);
    let page = checker.get(&format!("/desk/quotes/{id}")).await;
    assert!(page.tags("a").iter().any(|t| t.get("href") == Some(format!("/desk/quotes/{id}/what-if"))));
}
