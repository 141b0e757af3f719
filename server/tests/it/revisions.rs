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
        ("speakers", checker.save_new("speakers", Form::new().with("name", "Budi")).await),
        ("outlets", checker.save_new("outlets", Form::new().with("name", "Suara")).await),
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
