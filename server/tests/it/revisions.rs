//! Every save is kept: one revision each, numbered without a gap, with author, reason and the whole state.

use crate::support::{Form, TestApp, article, quote};

#[tokio::test]
async fn each_save_adds_exactly_one_revision() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.draft(&editor, "Kata pertama").await;
    let count = "SELECT count(*) FROM revision v JOIN record r ON r.id = v.record_id WHERE r.kind = 'quote'";
    assert_eq!(app.number(count).await, 1);
    let path = format!("/desk/quotes/{id}");
    for (n, place) in ["Satu", "Dua", "Tiga"].into_iter().enumerate() {
        let page = editor.edit(&path, |f| f.with("place", place).with("reason", place).press("save")).await;
        assert_eq!(page.status, 303);
        assert_eq!(app.number(count).await, i64::try_from(n).unwrap() + 2);
    }
    // A button that saves and moves does two things, and both are kept.
    assert_eq!(editor.edit(&path, |f| f.with("place", "Empat").press("publish")).await.status, 303);
    assert_eq!(editor.edit(&path, |f| f.press("draft")).await.status, 303);
    let rows: Vec<(i64, Option<String>, String, String, String)> = sqlx::query_as(
        "SELECT v.version, a.login, v.reason, v.state ->> 'state', v.state ->> 'place'
         FROM revision v JOIN record r ON r.id = v.record_id LEFT JOIN account a ON a.id = v.author_id
         WHERE r.kind = 'quote' ORDER BY v.version",
    )
    .fetch_all(&app.db)
    .await
    .unwrap();
    let versions: Vec<i64> = rows.iter().map(|r| r.0).collect();
    assert_eq!(versions, (1..=8).collect::<Vec<_>>());
    assert!(rows.iter().all(|r| r.1.as_deref() == Some("editor")));
    let states: Vec<(&str, &str)> = rows.iter().map(|r| (r.3.as_str(), r.4.as_str())).collect();
    assert_eq!(
        states,
        [
            ("draft", "Tanjung Sari"),
            ("draft", "Satu"),
            ("draft", "Dua"),
            ("draft", "Tiga"),
            ("draft", "Empat"),
            ("published", "Empat"),
            ("published", "Empat"),
            ("draft", "Empat"),
        ]
    );
    assert_eq!(rows[2].2, "Dua", "the reason is kept");
    assert_eq!(editor.form(&path).await.get("version"), "8");
}

#[tokio::test]
async fn the_library_keeps_its_revisions_too() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    let made = [
        ("speakers", checker.save_new("speakers", Form::new().with("version", "0").with("name", "Budi")).await),
        ("outlets", checker.save_new("outlets", Form::new().with("version", "0").with("name", "Suara")).await),
        ("documents", app.article(&checker, "Judul", "Teks").await),
    ];
    for (folder, id) in made {
        let before = app.number("SELECT count(*) FROM revision").await;
        for _ in 0..2 {
            let page = checker
                .edit(&format!("/desk/{folder}/{id}"), |f| f.with("note", "Catatan").with("reason", "Sebab"))
                .await;
            assert_eq!(page.status, 303);
        }
        assert_eq!(app.number("SELECT count(*) FROM revision").await, before + 2, "{folder}");
        assert_eq!(checker.form(&format!("/desk/{folder}/{id}")).await.get("version"), "3");
    }
}

#[tokio::test]
async fn what_a_quote_makes_on_the_way_has_its_first_revision() {
    let app = TestApp::new().await;
    let checker = app.checker().await;
    checker.save_new("quotes", quote("Kata").with("steps[0][document_name]", "Judul dokumen")).await;
    // A speaker, two outlets, a document and the quote.
    assert_eq!(app.number("SELECT count(*) FROM record").await, 5);
    assert_eq!(app.number("SELECT count(*) FROM revision").await, 5);
    assert_eq!(app.number("SELECT count(*) FROM revision WHERE version = 1 AND author_id IS NOT NULL").await, 5);
}

#[tokio::test]
async fn no_record_is_ever_without_its_newest_revision() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = app.published(&editor, "Dermaga dibuka").await;
    editor
        .edit(&format!("/desk/quotes/{id}"), |f| f.with("speaker_name", "Budi").with("speaker_pick", "").press("save"))
        .await;
    editor.save_new("documents", article("Judul", "Teks")).await;
    let lost = "SELECT count(*) FROM record r WHERE NOT EXISTS
        (SELECT 1 FROM revision v WHERE v.record_id = r.id AND v.version = r.version)";
    assert_eq!(app.number(lost).await, 0);
    let gaps =
        "SELECT count(*) FROM (SELECT record_id FROM revision GROUP BY record_id HAVING count(*) <> max(version))";
    assert_eq!(app.number(gaps).await, 0);
}

#[tokio::test]
async fn words_that_move_with_their_article_are_a_revision_of_their_quote() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let text = "Pembuka. “Kami siap,” ujarnya. “Kami pulang,” katanya.";
    let document = app.article(&editor, "Judul", text).await;
    let mut quotes = Vec::new();
    for words in ["Kami siap", "Tidak ada di sini"] {
        let form = editor.form(&format!("/desk/quotes/new?document={document}")).await;
        let form = form.with("steps[0][wording]", words).with("steps[0][lang]", "id").press("save");
        quotes.push(editor.post("/desk/quotes/new", &form).await.saved_id());
    }
    let path = format!("/desk/documents/{document}");
    let save = |text: String| {
        let (editor, path) = (&editor, &path);
        async move {
            let page = editor.edit(path, |f| f.with("snapshot", &text).with("reason", "Teks dibetulkan")).await;
            assert_eq!(page.status, 303);
        }
    };
    let versions = || async {
        let first = editor.form(&format!("/desk/quotes/{}", quotes[0])).await;
        let second = editor.form(&format!("/desk/quotes/{}", quotes[1])).await;
        (first.get("version").to_owned(), second.get("version").to_owned())
    };
    let open = editor.form(&format!("/desk/quotes/{}", quotes[0])).await;
    save(format!("Tambahan. {text}")).await;
    assert_eq!(versions().await, ("2".into(), "1".into()), "one was moved, the other stands nowhere in the text");
    let (state, reason): (i64, String) = sqlx::query_as(
        "SELECT v.state -> 'mentions' -> 0 -> 'anchor' ->> 'start', v.reason FROM revision v
         JOIN record r ON r.id = v.record_id WHERE r.public_id = ? AND v.version = 2",
    )
    .bind(&quotes[0])
    .fetch_one(&app.db)
    .await
    .unwrap();
    assert_eq!((state, reason.as_str()), (20, "Teks dibetulkan"), "the revision holds the whole new state");
    let page = editor.post(&format!("/desk/quotes/{}", quotes[0]), &open.press("save")).await;
    assert_eq!(page.status, 409, "an edit begun before it is told");
    // A save that changes nothing in the text moves nothing.
    save(format!("Tambahan. {text}")).await;
    assert_eq!(versions().await, ("2".into(), "1".into()));
    // Words that the new text has are found in it.
    save(format!("{text} “Tidak ada di sini,” katanya.")).await;
    assert_eq!(versions().await, ("3".into(), "2".into()));
    // Words that it no longer has lose their place, and that is kept too.
    save("Teks lain.".to_owned()).await;
    assert_eq!(versions().await, ("4".into(), "3".into()));
    assert_eq!(app.number("SELECT count(*) FROM mention WHERE anchor IS NOT NULL").await, 0);
}
