//! What does not fit together: found, set aside by editors with a reason, kept in history; and what stands below a
//! withdrawn document is looked at again.

use crate::support::{Client, Form, Page, TestApp, form_in, quote};
use domain::account::Role;

const FOUND: &str = "before_upstream:1:2@2024-08-01/2024-08-10";
const BOX: &str = "overrides[0][finding]";
const REASON: &str = "overrides[0][reason]";

/// A quote whose first step was published nine days before the step that it had the words from.
fn too_early(words: &str) -> Form {
    quote(words)
        .with("said", "2024-07")
        .with("steps[0][published]", "1/8/2024")
        .with("steps[1][published]", "10/8/2024")
}

/// The form with the first finding ticked, and why.
fn aside(form: Form, reason: &str) -> Form {
    let finding = form.get("overrides[0][of]").to_owned();
    form.with(BOX, &finding).with(REASON, reason)
}

async fn published(app: &TestApp, editor: &Client) -> String {
    let id = editor.save_new("quotes", too_early("Dermaga dibuka").press("publish")).await;
    assert_eq!(app.number("SELECT count(*) FROM plausibility_override").await, 0);
    id
}

fn is_ticked(page: &Page) -> bool {
    form_in(page).get(BOX) == FOUND
}

#[tokio::test]
async fn a_contradiction_is_shown_until_an_editor_says_why_it_is_none() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = published(&app, &editor).await;
    let (path, sentence) =
        (format!("/desk/quotes/{id}"), "Kabar Pesisir published this on 1 August 2024, 9 days before");

    let desk = editor.get(&path).await;
    assert!(desk.says(sentence) && desk.says("Radio Muara published it on 10 August 2024."), "{}", desk.words());
    assert_eq!(form_in(&desk).get("overrides[0][of]"), FOUND);
    let public = app.public_quote(&id).await;
    assert!(public.says(sentence) && public.says("What does not fit together"));
    assert!(!public.says("An editor looked at this"));

    let why = "Radio itu menyiarkan ulang; tanggalnya tanggal unggahan.";
    let saved = editor.edit(&path, |f| aside(f, why).with("reason", "diperiksa").press("save")).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    let public = app.public_quote(&id).await;
    assert!(public.says("An editor looked at this: Radio itu menyiarkan ulang"), "{}", public.words());
    assert!(public.says(sentence) && !public.says("What does not fit together"), "explained, not hidden");
    let desk = editor.get(&path).await;
    assert!(is_ticked(&desk) && form_in(&desk).get(REASON) == why);

    // The words of another language.
    let address = app.address("quotes", &id).await;
    let page = app.anonymous().get_with(&address, &[("accept-language", "id")]).await;
    assert!(page.says("Editor sudah memeriksa ini: Radio itu"), "{}", page.words());
    assert!(page.says("Kabar Pesisir memuat ini pada 1 Agustus 2024, 9 hari sebelum Radio Muara yang disebut"));

    // Taken back: shown again. Every state stays in history, with its author.
    let back = editor.edit(&path, |f| f.without(BOX).with(REASON, "").press("save")).await;
    assert_eq!(back.status, 303);
    assert!(!app.public_quote(&id).await.says("An editor looked at this"));
    let rows: Vec<(i64, i64, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT v.version, json_array_length(v.state, '$.overrides'), v.state ->> '$.overrides[0].reason', a.login
         FROM revision v JOIN record r ON r.id = v.record_id LEFT JOIN account a ON a.id = v.author_id
         WHERE r.kind = 'quote' ORDER BY v.version",
    )
    .fetch_all(&app.db)
    .await
    .unwrap();
    let counts: Vec<i64> = rows.iter().map(|r| r.1).collect();
    assert_eq!(counts, [0, 0, 1, 0], "saved, published, set aside, taken back");
    assert_eq!((rows[2].2.as_deref(), rows[2].3.as_deref()), (Some(why), Some("editor")));
}

#[tokio::test]
async fn a_tick_without_a_reason_is_refused_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = published(&app, &editor).await;
    let path = format!("/desk/quotes/{id}");
    let before = app.imprint().await;

    let page = editor.edit(&path, |f| aside(f, "  ").with("place", "Muara Baru").press("save")).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.error_at(REASON).as_deref(), Some("Write something here."));
    assert!(page.holds("href=\"#f-overrides-0-reason\""), "the summary leads to the field");
    assert!(is_ticked(&page), "the box stays ticked");
    assert_eq!(form_in(&page).get("place"), "Muara Baru");

    let page = editor.edit(&path, |f| f.with(REASON, "Sudah benar, lihat arsip").press("save")).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.error_at(BOX).as_deref(), Some("Tick the box, or empty the reason."));
    assert_eq!(form_in(&page).get(REASON), "Sudah benar, lihat arsip");
    assert_eq!(app.imprint().await, before);

    // A button of the chain keeps what was typed about findings.
    let page = editor.edit(&path, |f| aside(f, "Arsip").press("add")).await;
    assert_eq!(page.status, 200);
    assert!(is_ticked(&page));
    assert_eq!(editor.post(&path, &form_in(&page).press("save")).await.status, 303);
    assert_eq!(app.number("SELECT count(*) FROM plausibility_override WHERE reason = 'Arsip'").await, 1);

    // Who was signed out meanwhile gets the reason back.
    let form = aside(editor.form(&path).await, "Arsip kota").press("save");
    let page = app.signed_out("gone", Role::Editor).await.post(&path, &form).await;
    assert_eq!(page.status, 401);
    assert_eq!(form_in(&page).get(REASON), "Arsip kota");
}

#[tokio::test]
async fn only_who_may_sets_findings_aside() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let checker = app.checker().await;
    let id = checker.save_new("quotes", too_early("Dermaga dibuka")).await;
    let path = format!("/desk/quotes/{id}");

    let page = checker.get(&path).await;
    assert!(page.says("9 days before") && page.says("An editor can set this aside"));
    assert!(form_in(&page).all("[of]").is_empty(), "no fields for who may not");
    let before = app.imprint().await;
    let forged = checker.edit(&path, |f| f.with(BOX, FOUND).with(REASON, "Saya yakin").press("save")).await;
    assert_eq!(forged.status, 422);
    assert!(forged.says("Only an editor"), "{}", forged.words());
    assert_eq!(app.imprint().await, before);
    assert_eq!(app.number("SELECT count(*) FROM plausibility_override").await, 0);

    assert_eq!(editor.edit(&path, |f| aside(f, "Arsip").press("save")).await.status, 303);
    // Saving as a checker, or with a form that does not speak of findings, takes nothing back.
    assert!(checker.get(&path).await.says("An editor looked at this: Arsip"));
    assert_eq!(checker.edit(&path, |f| f.with("place", "Baru").press("save")).await.status, 303);
    let silent = |f: Form| f.without(BOX).without(REASON).without("overrides[0][of]").press("save");
    assert_eq!(editor.edit(&path, silent).await.status, 303);
    assert_eq!(app.number("SELECT count(*) FROM plausibility_override WHERE reason = 'Arsip'").await, 1);
    // But a checker cannot take it back or word it anew.
    for (finding, reason) in [("", ""), (FOUND, "Lain")] {
        let forge = |f: Form| f.with("overrides[0][of]", FOUND).with(BOX, finding).with(REASON, reason).press("save");
        assert_eq!(checker.edit(&path, forge).await.status, 422);
    }
    for role in [Role::Editor, Role::Admin] {
        let client = app.signed_in(&format!("other-{}", role.as_str()), role).await;
        let page = client.edit(&path, |f| aside(f, role.as_str()).press("save")).await;
        assert_eq!(page.status, 303, "{role:?}");
    }
    assert_eq!(app.number("SELECT count(*) FROM plausibility_override WHERE reason = 'admin'").await, 1);
}

#[tokio::test]
async fn a_reason_covers_the_facts_that_it_was_given_for() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = published(&app, &editor).await;
    let path = format!("/desk/quotes/{id}");
    assert_eq!(editor.edit(&path, |f| aside(f, "Arsip").press("save")).await.status, 303);
    let page = editor.edit(&path, |f| f.with("steps[0][published]", "2/8/2024").press("save")).await;
    assert_eq!(page.status, 303);
    let desk = editor.get(&path).await;
    assert!(desk.says("No longer needed: published before the report it repeats"), "{}", desk.words());
    assert_eq!(form_in(&desk).get(REASON), "Arsip", "the reason is kept");
    assert!(desk.says("8 days before"), "and another date is another finding");
    let public = app.public_quote(&id).await;
    assert!(public.says("What does not fit together") && !public.says("Arsip"));
    // Mended: nothing is left to say.
    let page = editor.edit(&path, |f| f.with("steps[0][published]", "9/8/2024").press("save")).await;
    assert_eq!(page.status, 303);
    assert!(!app.public_quote(&id).await.says("What does not fit together"));
}

#[tokio::test]
async fn two_editors_who_look_at_once_see_each_others_reasons() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = published(&app, &editor).await;
    let path = format!("/desk/quotes/{id}");
    let mine = aside(editor.form(&path).await, "Arsip saya").press("save");
    assert_eq!(editor.edit(&path, |f| aside(f, "Arsip mereka").press("save")).await.status, 303);
    let page = editor.post(&path, &mine).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Arsip mereka"), "what was saved meanwhile stands beside it");
    assert_eq!(form_in(&page).get(REASON), "Arsip saya", "what was typed is kept");
    assert_eq!(editor.post(&path, &form_in(&page).press("save")).await.status, 303);
    assert_eq!(app.number("SELECT count(*) FROM plausibility_override WHERE reason = 'Arsip saya'").await, 1);
}

/// A quote in a document of its own, below a document of another outlet; gives the ids of both.
async fn below_a_document(app: &TestApp, editor: &Client) -> (String, String) {
    let form = quote("Dermaga dibuka").with("steps[1][document_name]", "Siaran pagi").press("publish");
    let id = editor.save_new("quotes", form).await;
    (id, app.newest("document").await)
}

async fn set_standing(editor: &Client, document: &str, standing: &str) {
    let path = format!("/desk/documents/{document}");
    let page = editor.edit(&path, |f| f.with("standing", standing).with("standing_note", "Salah dengar.")).await;
    assert_eq!(page.status, 303, "{}", page.words());
}

#[tokio::test]
async fn what_stands_below_a_withdrawn_document_is_looked_at_again() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let (id, document) = below_a_document(&app, &editor).await;
    let other = app.published(&editor, "Pasar tetap buka").await;
    let path = format!("/desk/quotes/{id}");
    let list = "/desk?state=recheck";
    assert!(!editor.get("/desk").await.says("Needs a fresh look"), "no tab while there is nothing to do");
    assert!(editor.get(list).await.says("Nothing needs a fresh look."));

    set_standing(&editor, &document, "corrected").await;
    assert!(editor.get("/desk").await.says("Needs a fresh look (1)"));
    let page = editor.get(list).await;
    assert!(page.holds(&path) && !page.holds(&other), "only what stands below it");
    let public = app.public_quote(&id).await;
    assert!(public.says("have not been compared again yet: Kabar Pesisir"), "{}", public.words());
    let desk = editor.get(&path).await;
    assert!(desk.says("Compare this step again: it rests on Radio Muara, since corrected."), "{}", desk.words());

    let looked = |reason: &'static str| move |f: Form| aside(f, reason).press("save");
    assert_eq!(editor.edit(&path, looked("Koreksi tidak menyentuh kalimat ini.")).await.status, 303);
    assert!(editor.get(list).await.says("Nothing needs a fresh look."));
    let public = app.public_quote(&id).await;
    assert!(public.says("Compared again after the correction or withdrawal above it: Koreksi tidak menyentuh"));
    assert!(!public.says("have not been compared again yet"));
    assert!(public.says("Radio Muara has corrected") || public.holds("corrected"), "the correction is still told");

    // Withdrawn after all: it has to be looked at again.
    set_standing(&editor, &document, "retracted").await;
    assert_eq!(app.number("SELECT count(*) FROM quote WHERE recheck = 1").await, 1);
    assert!(editor.get(&path).await.says("No longer needed: below a report that was corrected or withdrawn"));
    // It stands again after all.
    set_standing(&editor, &document, "current").await;
    assert_eq!(app.number("SELECT count(*) FROM quote WHERE recheck = 1").await, 0);
    // A draft that is saved below a withdrawn document is in the list at once.
    set_standing(&editor, &document, "retracted").await;
    let pick = editor.form(&path).await.get("steps[1][document_pick]").to_owned();
    let form =
        quote("Kata lain").with("steps[1][document_name]", "x").with("steps[1][document_pick]", &format!("!{pick}"));
    editor.save_new("quotes", form.without("steps[1][outlet_name]")).await;
    assert_eq!(app.number("SELECT count(*) FROM quote WHERE recheck = 1").await, 2);
}

#[tokio::test]
async fn the_list_of_what_to_look_at_again_is_for_members() {
    let app = TestApp::new().await;
    let page = app.anonymous().get("/desk?state=recheck").await;
    assert_eq!(page.status, 303, "{}", page.location());
    assert_eq!(app.checker().await.get("/desk?state=recheck").await.status, 200);
}
