//! Bad input: a message beside the field, what was typed kept, and nothing written.

use crate::support::{Client, Form, Page, TestApp, article, form_in, quote};

async fn refused(app: &TestApp, client: &Client, path: &str, form: Form, field: &str) -> Page {
    let before = app.imprint().await;
    let page = client.post(path, &form).await;
    assert_eq!(page.status, 422, "{field}={:?}: {}", form.get(field), page.words());
    assert_eq!(app.imprint().await, before, "{field}: nothing is written");
    assert!(page.error_at(field).is_some(), "{field}: a message beside the field");
    page
}

#[tokio::test]
async fn single_fields_of_a_quote() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    for (field, value, said) in [
        ("steps[0][wording]", "kata\u{0}gelap", "U+0000"),
        ("steps[0][wording]", "kata\u{7}", "U+0007"),
        ("steps[0][wording]", "kata\u{ffff}", "U+FFFF"),
        ("steps[0][wording]", "\u{1b}[31mmerah", "U+001B"),
        ("speaker_name", "Rat\u{0}na", "cannot be printed"),
        ("speaker_name", "Ratna\nWijayanti", "one line"),
        ("role_then", "a\u{85}b", "cannot be printed"),
        ("note", "a\u{0}", "cannot be printed"),
        ("said", "31/2/2024", "no such date"),
        ("said", "1/1/2999", "not come yet"),
        ("said", "soon", "Write the date as"),
        ("said", "0/0/0000", "date"),
        ("said", "99999", "date"),
        ("steps[0][published]", "12/2999", "not come yet"),
        ("steps[0][published]", "29/2/2023", "no such date"),
        ("steps[0][lang]", "indonesian", "language code"),
        ("steps[0][lang]", "e\"><script>", "language code"),
        ("spoken_lang", "!", "language code"),
        ("steps[0][directness]", "verbatim", "not one of the choices"),
        ("steps[0][basis]", "hearsay", "not one of the choices"),
        ("steps[0][from][0][kind]", "steals", "not one of the choices"),
        ("steps[0][from][0][state]", "certain", "not one of the choices"),
        ("speaker_kind", "robot", "not one of the choices"),
        ("steps[0][document_name]", "javascript:alert(1)", "cannot be kept"),
        ("steps[0][document_name]", "JaVaScRiPt:alert(1)", "cannot be kept"),
        ("steps[0][document_name]", "data:text/html,x", "cannot be kept"),
        ("steps[0][document_name]", "https://user:pw@example.org/", "web address"),
        ("steps[0][from][0][up]", "1", "from itself"),
        ("steps[0][from][0][up]", "77", "not part of this chain"),
        ("steps[0][from][0][up]", "-1", "not part of this chain"),
        ("steps[0][from][0][up]", "<b>", "not part of this chain"),
        ("steps[1][outlet_name]", "a\u{2028}b", "one line"),
    ] {
        let page = refused(&app, &checker, "/desk/quotes/new", quote("Kami siap").with(field, value), field).await;
        let message = page.error_at(field).unwrap();
        assert!(message.to_lowercase().contains(&said.to_lowercase()), "{field}={value:?} says: {message}");
        assert!(
            page.tags("script").iter().all(|t| t.get("nonce").is_some()),
            "nothing that was typed becomes a script"
        );
        let kept = form_in(&page);
        if !value.contains(['\u{0}', '\n', '\u{1b}', '\u{7}', '\u{85}']) {
            assert_eq!(kept.get(field), value, "{field}: what was typed is kept");
        }
        assert_eq!(kept.get("place"), "Tanjung Sari");
        assert_eq!(kept.get("steps[0][cue]"), "ujar");
    }
}

#[tokio::test]
async fn a_wording_of_a_hundred_thousand_characters_comes_back_whole() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let long = format!("{}!", "panjang 😀 ".repeat(10_000).trim());
    assert_eq!(long.chars().count(), 100_000);
    let page = refused(&app, &checker, "/desk/quotes/new", quote(&long), "steps[0][wording]").await;
    assert!(page.error_at("steps[0][wording]").unwrap().contains("100000"), "it says how long it is");
    assert_eq!(form_in(&page).get("steps[0][wording]"), long);
    // The most that fits does fit.
    let most = "ق".repeat(10_000);
    assert_eq!(checker.post("/desk/quotes/new", &quote(&most)).await.status, 303);
}

#[tokio::test]
async fn several_complaints_come_at_once_and_stand_in_the_summary() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let form = quote("Kami siap")
        .with("said", "31/2/2024")
        .with("steps[0][lang]", "indonesian")
        .with("steps[1][basis]", "hearsay")
        .with("steps[0][from][1][up]", "2");
    let page = refused(&app, &checker, "/desk/quotes/new", form, "said").await;
    for field in ["steps[0][lang]", "steps[1][basis]", "steps[0][from][1][up]"] {
        assert!(page.error_at(field).is_some(), "{field}");
    }
    for anchor in ["#f-said", "#f-steps-0-lang", "#f-steps-1-basis", "#f-steps-0-from-1-up"] {
        assert!(page.tags("a").iter().any(|t| t.get("href").as_deref() == Some(anchor)), "{anchor}");
        let id = anchor.trim_start_matches('#');
        assert!(page.html.contains(&format!("id=\"{id}\"")), "{anchor} leads to a field");
    }
}

#[tokio::test]
async fn step_numbers_that_make_no_sense() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let before = app.imprint().await;
    for (field, value) in
        [("steps[1][key]", "1"), ("steps[0][key]", "0"), ("steps[0][key]", "x"), ("steps[0][key]", "99999999999")]
    {
        let page = checker.post("/desk/quotes/new", &quote("Kata").with(field, value)).await;
        assert_eq!(page.status, 422, "{field}={value}");
        assert!(page.says("to mend"), "{field}={value}");
    }
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn fields_of_speakers_outlets_and_documents() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let speaker =
        || Form::new().with("version", "0").with("name", "Budi Santosa").with("kind", "person").with("note", "tetap");
    let outlet =
        || Form::new().with("version", "0").with("name", "Suara Teluk").with("kind", "newspaper").with("note", "tetap");
    let document = || article("Judul", "Teks").with("note", "tetap");
    let cases: Vec<(&str, Form, &str, &str)> = vec![
        ("speakers", speaker(), "name", ""),
        ("speakers", speaker(), "name", "a\u{0}b"),
        ("speakers", speaker(), "kind", "robot"),
        ("speakers", speaker(), "wikidata", "12"),
        ("speakers", speaker(), "wikidata", "javascript:alert(1)"),
        ("speakers", speaker(), "born", "1/1/2999"),
        ("speakers", speaker().with("born", "1990"), "died", "1950"),
        ("speakers", speaker(), "lang", "zzzzzz"),
        ("outlets", outlet(), "name", " "),
        ("outlets", outlet(), "kind", "robot"),
        ("outlets", outlet(), "home_page", "javascript:alert(1)"),
        ("outlets", outlet(), "home_page", "not an address"),
        ("outlets", outlet(), "country", "Indonesia"),
        ("documents", document(), "url", "javascript:alert(1)"),
        ("documents", document(), "archived_url", "data:text/html,x"),
        ("documents", document(), "published", "1/1/2999"),
        ("documents", document(), "standing", "vanished"),
        ("documents", document(), "snapshot", "a\u{0}b"),
        ("documents", document().with("snapshot", ""), "title", ""),
    ];
    for (folder, form, field, value) in cases {
        let page = refused(&app, &checker, &format!("/desk/{folder}/new"), form.with(field, value), field).await;
        assert_eq!(form_in(&page).get("note"), "tetap", "{folder} {field}");
    }
}

#[tokio::test]
async fn the_reason_for_a_change_is_checked_too() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.draft(&editor, "Kata").await;
    let path = format!("/desk/quotes/{id}");
    for button in ["save", "publish"] {
        let form = editor.form(&path).await.with("reason", "a\u{0}b").press(button);
        refused(&app, &editor, &path, form, "reason").await;
    }
}

#[tokio::test]
async fn what_is_no_form_and_what_is_no_record() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let before = app.imprint().await;
    for path in ["/desk/quotes/222222222", "/desk/speakers/222222222", "/desk/outlets/nonsense", "/desk/documents/%27"]
    {
        let form = Form::new().with("version", "1").with("name", "A").with("title", "A").press("save");
        assert_eq!(editor.post(path, &form).await.status, 404, "{path}");
        assert_eq!(editor.get(path).await.status, 404, "{path}");
    }
    let deep = Form::new().with("steps[0][from][0][up][x][y][z][v][w]", "1");
    let page = editor.post("/desk/quotes/new", &deep).await;
    assert!(page.status == 400 || page.status == 422, "{}", page.status);
    let strange = Form::new().with("steps", "text");
    assert_eq!(editor.post("/desk/quotes/new", &strange).await.status, 400);
    let unknown = editor.post("/desk/quotes/new", &quote("Kata").press("explode:1")).await;
    assert_eq!(unknown.status, 422);
    assert_eq!(form_in(&unknown).get("steps[0][wording]"), "Kata");
    let large = Form::new().with("note", &"x".repeat(17 * 1024 * 1024));
    assert_eq!(editor.post("/desk/quotes/new", &large).await.status, 413);
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn messages_are_in_the_language_of_the_visitor() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    checker.set_cookie("lang", "id");
    let page = refused(&app, &checker, "/desk/quotes/new", quote("Kata").with("said", "31/2/2024"), "said").await;
    assert!(page.says("Tanggal itu tidak ada") && page.says("Belum tersimpan"));
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let nasty = "\"><img src=x onerror=alert(1)><script>alert(1)</script></textarea>";
    let id = editor
        .save_new(
            "quotes",
            quote(nasty)
                .with("speaker_name", nasty)
                .with("role_then", nasty)
                .with("place", nasty)
                .with("note", nasty)
                .with("steps[0][outlet_name]", nasty)
                .with("steps[0][cue]", nasty)
                .with("steps[0][note]", nasty)
                .with("steps[0][from][0][evidence]", nasty)
                .press("publish"),
        )
        .await;
    let public = app.public_quote(&id).await;
    assert_eq!(public.status, 200);
    assert!(public.says(nasty), "the words are shown as they are");
    let reader = app.anonymous();
    let (speaker, outlet) = (app.address("speakers", &app.newest("speaker").await).await, app.newest("outlet").await);
    let pages = [
        public,
        reader.get("/").await,
        reader.get("/quotes").await,
        reader.get("/search?q=onerror").await,
        reader.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await,
        reader.get(&speaker).await,
        reader.get(&app.address("outlets", &outlet).await).await,
        reader.get("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await,
        editor.get(&format!("/desk/quotes/{id}")).await,
        editor.get("/desk?state=published").await,
        editor.get("/desk/library?kind=speakers&q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await,
        reader.get("/sign-in?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await,
    ];
    for page in pages {
        assert!(page.tags("img").is_empty(), "{}", page.html);
        let ours = page.tags("script").iter().all(|t| t.get("nonce").is_some()) || page.is_without_script_but(true);
        assert!(ours, "{}", page.html);
    }
}

#[tokio::test]
async fn no_title_ends_before_its_end() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let nasty = "</title><img src=x><h1>&amp;";
    let speaker = editor.save_new("speakers", Form::new().with("version", "0").with("name", nasty)).await;
    let outlet = editor.save_new("outlets", Form::new().with("version", "0").with("name", nasty)).await;
    let document = app.article(&editor, nasty, "Teks").await;
    let id = editor.save_new("quotes", quote(nasty).with("speaker_name", nasty).press("publish")).await;
    let reader = app.anonymous();
    let asked = "%3C/title%3E%3Cimg%20src%3Dx%3E%3Ch1%3E%26amp%3B";
    for page in [
        app.public_quote(&id).await,
        reader.get(&app.address("speakers", &speaker).await).await,
        reader.get(&format!("/search?q={asked}")).await,
        editor.get(&format!("/desk/speakers/{speaker}")).await,
        editor.get(&format!("/desk/outlets/{outlet}")).await,
        editor.get(&format!("/desk/documents/{document}")).await,
    ] {
        assert_eq!(page.status, 200);
        assert!(page.tags("img").is_empty(), "{}", page.html);
        assert!(page.first("title").contains(nasty), "{}", page.first("title"));
    }
}
