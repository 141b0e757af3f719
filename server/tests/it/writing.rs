//! Logging a quote and everything that may go wrong with it, as the browser does it without script.

use crate::support::{Form, TestApp, article, form_in, quote};

#[tokio::test]
async fn the_page_gives_back_every_field_as_it_was_saved() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let sent = quote("“Kami siap”, katanya & <b>menunggu</b>\n\nBaris kedua 'di sini'")
        .with("occasion", "Rapat \"kerja\"")
        .with("addressee", "Wartawan")
        .with("spoken_lang", "id")
        .with("note", "Catatan\nuntuk redaksi")
        .with("steps[0][published]", "8 Agustus 2024")
        .with("steps[0][wire_credit]", "Antar Kabar")
        .with("steps[0][note]", "Langkah ini terbit")
        .with("steps[1][carrier_name]", "");
    let id = checker.save_new("quotes", sent.clone()).await;
    let form = checker.form(&format!("/desk/quotes/{id}")).await;
    for name in [
        "speaker_name",
        "speaker_kind",
        "role_then",
        "place",
        "occasion",
        "addressee",
        "spoken_lang",
        "note",
        "steps[0][key]",
        "steps[0][read]",
        "steps[0][outlet_name]",
        "steps[0][wording]",
        "steps[0][lang]",
        "steps[0][directness]",
        "steps[0][cue]",
        "steps[0][wire_credit]",
        "steps[0][note]",
        "steps[0][from][0][up]",
        "steps[0][from][0][kind]",
        "steps[0][from][0][state]",
        "steps[0][from][0][evidence]",
        "steps[1][key]",
        "steps[1][outlet_name]",
        "steps[1][basis]",
    ] {
        assert_eq!(form.get(name), sent.get(name), "{name}");
    }
    assert_eq!(form.get("said"), "2024-08-07");
    assert_eq!(form.get("steps[0][published]"), "2024-08-08");
    assert_eq!(form.get("version"), "1");
    assert!(!form.get("speaker_pick").is_empty() && !form.get("steps[0][outlet_pick]").is_empty());
    // Sent back as it is, nothing changes but the version.
    assert_eq!(checker.post(&format!("/desk/quotes/{id}"), &form.clone().press("save")).await.status, 303);
    let again = checker.form(&format!("/desk/quotes/{id}")).await;
    assert_eq!(again.without("version"), form.without("version"));
    assert_eq!(app.number("SELECT count(*) FROM speaker").await, 1);
    assert_eq!(app.number("SELECT count(*) FROM outlet").await, 2);
}

#[tokio::test]
async fn incomplete_work_saves_and_lists_what_is_missing() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let empty = Form::new()
        .with("version", "0")
        .with("receipt", "r")
        .with("steps[0][key]", "1")
        .with("steps[0][wording]", "  ");
    let id = editor.save_new("quotes", empty.press("save")).await;
    let page = editor.get(&format!("/desk/quotes/{id}")).await;
    for what in
        ["Still missing", "Who said it", "The words of at least one step", "needed to publish", "When it was said"]
    {
        assert!(page.says(what), "{what}");
    }
    let refused = editor.edit(&format!("/desk/quotes/{id}"), |f| f.press("publish")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.error_at("speaker_name").is_some());
    assert!(refused.error_at("steps[0][wording]").is_some());
    assert_eq!(app.number("SELECT count(*) FROM quote WHERE state <> 'draft'").await, 0);

    let words = editor
        .edit(&format!("/desk/quotes/{id}"), |f| {
            f.with("speaker_name", "Ratna").with("steps[0][wording]", "Kami siap").press("publish")
        })
        .await;
    assert_eq!(words.status, 422);
    assert!(words.error_at("steps[0][lang]").is_some(), "readers need the language of the words");
    let form = form_in(&words);
    assert_eq!(form.get("steps[0][wording]"), "Kami siap");
    let done = editor.post(&format!("/desk/quotes/{id}"), &form.with("steps[0][lang]", "id").press("publish")).await;
    assert_eq!(done.status, 303, "the page that came back can be sent on as it is");
    assert_eq!(app.public_quote(&id).await.status, 200);
}

#[tokio::test]
async fn a_public_quote_keeps_what_readers_need() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka").await;
    let before = app.imprint().await;
    for (field, at) in [
        ("speaker_name", "speaker_name"),
        ("steps[0][wording]", "steps[0][wording]"),
        ("steps[0][lang]", "steps[0][lang]"),
    ] {
        let page = editor.edit(&format!("/desk/quotes/{id}"), |f| f.with(field, "").press("save")).await;
        assert_eq!(page.status, 422, "without {field}");
        assert!(page.error_at(at).is_some(), "{field}");
    }
    assert_eq!(app.imprint().await, before);
}

#[tokio::test]
async fn mixed_directions_and_emoji_stay_verbatim() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let words = "قال: “نحن جاهزون” 👩🏽‍🚀 ready\u{200f} \u{202b}نعم\u{202c} e\u{301} é ﷺ 🇮🇩 \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} … ‘x’ <&>\"'";
    let id = editor.save_new("quotes", quote(words).with("steps[0][lang]", "ar").press("publish")).await;
    let stored: (String,) =
        sqlx::query_as("SELECT wording FROM mention WHERE key = 1").fetch_one(&app.db).await.unwrap();
    assert!(stored.0.chars().eq(words.chars()), "the file keeps every code point");
    let form = editor.form(&format!("/desk/quotes/{id}")).await;
    assert!(form.get("steps[0][wording]").chars().eq(words.chars()), "so does the edit page");
    assert_eq!(editor.post(&format!("/desk/quotes/{id}"), &form.press("save")).await.status, 303);
    let page = app.public_quote(&id).await;
    assert!(page.words().contains(words), "so does the public page");
    let quoted =
        page.tags("blockquote").into_iter().find(|t| t.get("lang").as_deref() == Some("ar")).expect("marked as Arabic");
    assert_eq!(quoted.get("dir").as_deref(), Some("rtl"));
}

#[tokio::test]
async fn an_article_is_kept_as_it_was_pasted_and_anchors_count_code_points() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let text = "😀👩🏽‍🚀 قال الوزير: ها نحن.\n\n“Kami siap,” ujarnya. Kami siap, sungguh.";
    let document = app.article(&editor, "Judul", text).await;
    let form = editor.form(&format!("/desk/documents/{document}")).await;
    assert_eq!(form.get("snapshot"), text);
    let new = editor.form(&format!("/desk/quotes/new?document={document}")).await;
    assert_eq!(new.get("steps[0][document_name]"), "Judul");
    let second = text.char_indices().map(|(b, _)| b).position(|b| text[b..].starts_with("Kami siap, sungguh")).unwrap();
    let form = new
        .with("steps[0][wording]", "Kami siap")
        .with("steps[0][lang]", "id")
        .with("steps[0][anchor_start]", &second.to_string())
        .press("save");
    let id = editor.post("/desk/quotes/new", &form).await.saved_id();
    let (start, end): (i64, i64) =
        sqlx::query_as("SELECT anchor ->> 'start', anchor ->> 'end' FROM mention").fetch_one(&app.db).await.unwrap();
    assert_eq!((start, end), (i64::try_from(second).unwrap(), i64::try_from(second).unwrap() + 9));
    // Text put before it moves the anchor along.
    let longer = format!("Tambahan 🙂. {text}");
    let page = editor.edit(&format!("/desk/documents/{document}"), |f| f.with("snapshot", &longer)).await;
    assert_eq!(page.status, 303);
    let moved: (i64,) = sqlx::query_as("SELECT anchor ->> 'start' FROM mention").fetch_one(&app.db).await.unwrap();
    assert_eq!(moved.0, start + 12);
    let marked = editor.get(&format!("/desk/quotes/{id}")).await;
    assert_eq!(marked.first("mark"), "Kami siap");
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_record() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    for (folder, form) in [
        ("quotes", quote("Kami siap")),
        ("speakers", Form::new().with("version", "0").with("receipt", "s-1").with("name", "Budi Santosa")),
        ("outlets", Form::new().with("version", "0").with("receipt", "o-1").with("name", "Suara Teluk")),
        ("documents", article("Judul", "Teks")),
    ] {
        let path = format!("/desk/{folder}/new");
        let first = checker.post(&path, &form).await;
        let after_first = app.imprint().await;
        let second = checker.post(&path, &form).await;
        assert_eq!((first.status, second.status), (303, 303), "{folder}");
        assert_eq!(first.saved_id(), second.saved_id(), "{folder}");
        assert_eq!(app.imprint().await, after_first, "{folder}");
    }
    // The key of a form of another kind makes nothing, and leads to nobody else's page.
    let before = app.imprint().await;
    for folder in ["quotes", "speakers", "documents"] {
        let form = Form::new().with("version", "0").with("receipt", "o-1").with("name", "Lain").with("title", "Lain");
        assert_eq!(checker.post(&format!("/desk/{folder}/new"), &form.press("save")).await.status, 404, "{folder}");
    }
    assert_eq!(app.imprint().await, before);
    let racing = quote("Berdua sekaligus");
    let (one, two) = tokio::join!(checker.post("/desk/quotes/new", &racing), checker.post("/desk/quotes/new", &racing));
    assert_eq!(one.saved_id(), two.saved_id());
}

#[tokio::test]
async fn a_stale_version_comes_back_with_both_texts() {
    let app = TestApp::new().await;
    let (rani, dewi) = (app.checker().await, app.editor().await);
    let id = app.draft(&rani, "Kata pertama").await;
    let path = format!("/desk/quotes/{id}");
    let begun = rani.form(&path).await;
    assert_eq!(
        dewi.edit(&path, |f| f.with("steps[0][wording]", "Kata Dewi").with("place", "Kuala").press("save"))
            .await
            .status,
        303
    );
    let before = app.imprint().await;
    let page = rani.post(&path, &begun.with("steps[0][wording]", "Kata Rani").press("save")).await;
    assert_eq!(page.status, 409);
    assert_eq!(app.imprint().await, before);
    assert!(page.says("Somebody else saved this") && page.says("Member editor"));
    let form = form_in(&page);
    assert_eq!(form.get("steps[0][wording]"), "Kata Rani", "mine stands in the field");
    assert!(page.says("Kata Dewi") && page.says("Kuala"), "theirs stands beneath");
    assert_eq!(form.get("version"), "2");
    assert_eq!(rani.post(&path, &form.press("save")).await.status, 303);
    assert_eq!(rani.form(&path).await.get("steps[0][wording]"), "Kata Rani");
    assert_eq!(rani.form(&path).await.get("version"), "3");
}

#[tokio::test]
async fn stale_versions_of_speakers_outlets_and_documents_too() {
    let app = TestApp::new().await;
    let (rani, dewi) = (app.checker().await, app.editor().await);
    let made = [
        ("speakers", "name", rani.save_new("speakers", Form::new().with("version", "0").with("name", "Budi")).await),
        ("outlets", "name", rani.save_new("outlets", Form::new().with("version", "0").with("name", "Suara")).await),
        ("documents", "title", app.article(&rani, "Judul", "Teks panjang").await),
    ];
    for (folder, field, id) in made {
        let path = format!("/desk/{folder}/{id}");
        let begun = rani.form(&path).await;
        assert_eq!(dewi.edit(&path, |f| f.with(field, "Nama Dewi")).await.status, 303);
        let before = app.imprint().await;
        let page = rani.post(&path, &begun.with(field, "Nama Rani")).await;
        assert_eq!(page.status, 409, "{folder}");
        assert_eq!(app.imprint().await, before, "{folder}");
        let form = form_in(&page);
        assert_eq!(form.get(field), "Nama Rani", "{folder}");
        assert!(page.says("Nama Dewi"), "{folder}");
        assert_eq!(rani.post(&path, &form).await.status, 303, "{folder}");
        assert_eq!(rani.form(&path).await.get(field), "Nama Rani", "{folder}");
    }
}

#[tokio::test]
async fn two_who_save_at_once_do_not_overwrite_each_other() {
    let app = TestApp::new().await;
    let (rani, dewi) = (app.checker().await, app.editor().await);
    let id = app.draft(&rani, "Kata pertama").await;
    let path = format!("/desk/quotes/{id}");
    let begun = rani.form(&path).await;
    let (one, two) = (begun.clone().with("place", "Satu").press("save"), begun.with("place", "Dua").press("save"));
    let (one, two) = tokio::join!(rani.post(&path, &one), dewi.post(&path, &two));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[tokio::test]
async fn nothing_is_lost_when_the_session_is_gone() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let id = app.draft(&checker, "Kata pertama").await;
    let path = format!("/desk/quotes/{id}");
    let form = checker.form(&path).await.with("steps[0][wording]", "Kata yang lama diketik").press("save");
    checker.post("/sign-out", &Form::new()).await;
    for (path, form, typed) in [
        (path.as_str(), form, "Kata yang lama diketik"),
        ("/desk/quotes/new", quote("Kutipan baru").with("place", "Muara"), "Kutipan baru"),
        ("/desk/documents/new", article("Judul", "Teks yang panjang sekali"), "Teks yang panjang sekali"),
        (
            "/desk/speakers/new",
            Form::new().with("version", "0").with("name", "Budi").with("note", "Catatan saya"),
            "Catatan saya",
        ),
        (
            "/desk/outlets/new",
            Form::new().with("version", "0").with("name", "Suara").with("note", "Catatan lain"),
            "Catatan lain",
        ),
    ] {
        let before = app.imprint().await;
        let page = checker.post(path, &form).await;
        assert_eq!(page.status, 401, "{path}");
        assert!(page.says("not signed in any more"), "{path}");
        assert!(page.holds(typed), "{path} keeps what was typed");
        assert_eq!(app.imprint().await, before, "{path}");
        checker.sign_in("checker", "rumah di tepi laut").await;
        let saved = checker.post(path, &form_in(&page).press("save")).await;
        assert_eq!(saved.status, 303, "{path}: signed in again, the page that came back saves");
        checker.post("/sign-out", &Form::new()).await;
    }
}

#[tokio::test]
async fn what_is_emptied_and_unticked_is_gone() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let id = app.draft(&checker, "Kata pertama").await;
    let path = format!("/desk/quotes/{id}");
    let page = checker
        .edit(&path, |f| {
            f.without("steps[0][read]")
                .with("said", "")
                .with("speaker_name", "")
                .with("steps[1][outlet_name]", "")
                .with("steps[0][directness]", "")
                .press("save")
        })
        .await;
    assert_eq!(page.status, 303);
    let form = checker.form(&path).await;
    for name in
        ["steps[0][read]", "said", "speaker_name", "speaker_pick", "steps[1][outlet_name]", "steps[1][outlet_pick]"]
    {
        assert_eq!(form.get(name), "", "{name}");
    }
    assert_eq!(form.get("steps[0][directness]"), "");
    assert_eq!(app.number("SELECT count(*) FROM mention WHERE is_read = 1").await, 0);
    // The step that names nobody is still a step.
    assert_eq!(app.number("SELECT count(*) FROM mention").await, 2);
}
