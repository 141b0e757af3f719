//! What is not public is found nowhere: no page, list, search, file or address gives it away.

use crate::support::{Form, TestApp, article, quote};

/// Words that occur nowhere else.
const SECRETS: [&str; 9] = [
    "zebrafonema",
    "Xantippe",
    "Quokkaria",
    "Wombatia",
    "narwhalisme",
    "pangolinda",
    "axolotlia",
    "okapitulasi",
    "tarsiusnya",
];

/// A draft in which every field holds a word of its own.
fn secret() -> Form {
    quote("Kami siap zebrafonema sekarang")
        .with("speaker_name", "Xantippe Rahmawati")
        .with("role_then", "Ketua narwhalisme")
        .with("occasion", "Rapat pangolinda")
        .with("place", "Balai axolotlia")
        .with("steps[0][outlet_name]", "Harian Quokkaria")
        .with("steps[0][document_name]", "https://wombatia.example/okapitulasi")
        .with("steps[1][outlet_name]", "Radio Wombatia")
        .with("note", "tarsiusnya")
}

async fn public_pages(app: &TestApp) -> Vec<String> {
    let mut all: Vec<String> =
        ["/", "/quotes", "/quotes?lang=id", "/quotes?directness=direct", "/about", "/sitemap.xml", "/robots.txt"]
            .map(str::to_owned)
            .to_vec();
    for word in SECRETS.into_iter().chain(["kami", "siap", "ratna", "wombatia example"]) {
        for kind in ["quotes", "speakers", "outlets", "documents"] {
            all.push(format!("/search?q={}&kind={kind}", word.replace(' ', "+")));
        }
    }
    let records: Vec<(String, String, String)> =
        sqlx::query_as("SELECT kind, public_id, slug FROM record").fetch_all(&app.db).await.unwrap();
    for (kind, id, slug) in records {
        all.push(format!("/{kind}s/{id}"));
        all.push(format!("/{kind}s/{id}/{slug}"));
    }
    all
}

/// Opens every public page there may be and fails where a secret stands in one.
async fn nothing_leaks(app: &TestApp) {
    let reader = app.anonymous();
    for path in public_pages(app).await {
        let page = reader.get(&path).await;
        assert!(matches!(page.status, 200 | 301 | 404), "{path}: {}", page.status);
        let asked = path.to_lowercase();
        for secret in SECRETS {
            let secret = secret.to_lowercase();
            // A page repeats its own address in its foot, and a search what was asked.
            if asked.contains(&secret) {
                continue;
            }
            assert!(!page.holds(&secret), "{path} holds {secret}");
            assert!(!page.location().to_lowercase().contains(&secret), "{path} leads to {secret}");
        }
    }
    for secret in SECRETS {
        for kind in ["quotes", "speakers", "outlets", "documents"] {
            let page = reader.get(&format!("/search?q={secret}&kind={kind}")).await;
            assert!(page.says("Nothing public holds these words"), "{secret} is found among {kind}");
        }
    }
}

async fn status_of(app: &TestApp, kind: &str, name: &str) -> u16 {
    let (id, slug): (String, String) =
        sqlx::query_as("SELECT public_id, slug FROM record WHERE kind = ? AND slug LIKE ? ORDER BY id LIMIT 1")
            .bind(kind)
            .bind(format!("%{name}%"))
            .fetch_one(&app.db)
            .await
            .unwrap();
    app.anonymous().get(&format!("/{kind}s/{id}/{slug}")).await.status
}

#[tokio::test]
async fn drafts_and_quotes_in_review_are_found_nowhere() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    app.published(&editor, "Dermaga dibuka kembali besok").await;
    let id = editor.save_new("quotes", secret()).await;
    nothing_leaks(&app).await;
    let path = format!("/desk/quotes/{id}");
    assert_eq!(editor.edit(&path, |f| f.press("review")).await.status, 303);
    nothing_leaks(&app).await;
    // The newsroom has them.
    assert!(editor.get("/desk?state=review").await.says("zebrafonema"));
    assert!(editor.get("/desk/library?kind=speakers&q=xantippe").await.says("Xantippe Rahmawati"));
}

#[tokio::test]
async fn what_a_quote_names_is_public_exactly_as_long_as_the_quote() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = editor.save_new("quotes", secret()).await;
    let path = format!("/desk/quotes/{id}");
    let named = [
        ("quote", "zebrafonema"),
        ("speaker", "xantippe"),
        ("outlet", "quokkaria"),
        ("outlet", "wombatia"),
        ("document", "wombatia"),
    ];
    for (kind, name) in named {
        assert_eq!(status_of(&app, kind, name).await, 404, "{kind} {name} before");
    }
    assert_eq!(editor.edit(&path, |f| f.press("publish")).await.status, 303);
    for (kind, name) in named {
        assert_eq!(status_of(&app, kind, name).await, 200, "{kind} {name} while public");
    }
    let reader = app.anonymous();
    assert!(reader.get("/").await.says("zebrafonema"));
    assert!(reader.get("/search?q=zebrafonema").await.says("Xantippe Rahmawati"));
    assert!(reader.get("/search?q=xantippe&kind=speakers").await.says("Xantippe Rahmawati"));
    assert!(reader.get("/sitemap.xml").await.html.contains("xantippe-rahmawati"));
    // The note is the newsroom's, published or not.
    for page in public_pages(&app).await.into_iter().filter(|p| !p.contains("tarsiusnya")) {
        assert!(!reader.get(&page).await.holds("tarsiusnya"), "{page} holds the note");
    }
    assert!(!reader.get("/search?q=tarsiusnya").await.says("zebrafonema"), "nor is anything found by it");

    assert_eq!(editor.edit(&path, |f| f.press("draft")).await.status, 303);
    for (kind, name) in named {
        assert_eq!(status_of(&app, kind, name).await, 404, "{kind} {name} taken back");
    }
    nothing_leaks(&app).await;
}

#[tokio::test]
async fn a_speaker_named_by_a_public_quote_too_does_not_show_the_draft() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    app.published(&editor, "Dermaga dibuka kembali besok").await;
    let draft = app.draft(&editor, "Kami siap zebrafonema sekarang").await;
    for kind in ["speaker", "outlet"] {
        let records: Vec<(String, String)> = sqlx::query_as("SELECT public_id, slug FROM record WHERE kind = ?")
            .bind(kind)
            .fetch_all(&app.db)
            .await
            .unwrap();
        assert!(!records.is_empty());
        for (id, slug) in records {
            let page = app.anonymous().get(&format!("/{kind}s/{id}/{slug}")).await;
            assert_eq!(page.status, 200);
            assert!(page.says("Dermaga dibuka kembali besok") && !page.holds("zebrafonema"));
        }
    }
    // Taking the draft's speaker away from the public quote leaves that speaker public, and the draft not.
    assert_eq!(app.public_quote(&draft).await.status, 404);
}

#[tokio::test]
async fn a_name_taken_out_of_a_public_quote_is_not_public_any_more() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = editor.save_new("quotes", secret().press("publish")).await;
    assert_eq!(status_of(&app, "speaker", "xantippe").await, 200);
    let page = editor
        .edit(&format!("/desk/quotes/{id}"), |f| {
            f.with("speaker_name", "Budi Santosa").with("speaker_pick", "").press("save")
        })
        .await;
    assert_eq!(page.status, 303);
    assert_eq!(status_of(&app, "speaker", "xantippe").await, 404);
    assert_eq!(status_of(&app, "speaker", "budi-santosa").await, 200);
}

#[tokio::test]
async fn texts_and_notes_of_the_newsroom_stay_there() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let text = "Pembukaan zebrafonema yang panjang. Dermaga dibuka kembali besok, ujarnya. Penutup axolotlia.";
    let form = article("Dermaga dibuka", text).with("note", "tarsiusnya");
    let document = editor.save_new("documents", form).await;
    let new = editor.form(&format!("/desk/quotes/new?document={document}")).await;
    let form = new
        .with("speaker_name", "Ratna Wijayanti")
        .with("steps[0][wording]", "Dermaga dibuka kembali besok")
        .with("steps[0][lang]", "id")
        .with("note", "okapitulasi")
        .press("publish");
    let id = editor.post("/desk/quotes/new", &form).await.saved_id();
    for (kind, note) in [("speaker", "narwhalisme"), ("outlet", "pangolinda")] {
        let of_kind = app.newest(kind).await;
        assert_eq!(editor.edit(&format!("/desk/{kind}s/{of_kind}"), |f| f.with("note", note)).await.status, 303);
    }
    assert_eq!(app.public_quote(&id).await.status, 200);
    assert_eq!(status_of(&app, "document", "dermaga").await, 200);
    nothing_leaks(&app).await;
    assert!(
        editor.get(&format!("/desk/quotes/{id}")).await.holds("Penutup axolotlia"),
        "editors have the text beside the quote"
    );
}

#[tokio::test]
async fn numbers_and_shapes_of_ids_tell_nothing() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    app.draft(&editor, "Kata").await;
    let reader = app.anonymous();
    for path in
        ["/quotes/1", "/quotes/222222222", "/speakers/1", "/documents/%27", "/quotes/..%2F..", "/outlets/222222222/x"]
    {
        let page = reader.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.says("This page does not exist"), "{path}");
    }
    // An id of another kind is not found either.
    let id = app.published(&editor, "Dermaga dibuka").await;
    assert_eq!(reader.get(&format!("/speakers/{id}")).await.status, 404);
}
