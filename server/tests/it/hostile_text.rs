//! Text that looks like something else comes back as it was typed: every form of the newsroom is saved with it, opened
//! as a browser opens it, and saved again unchanged.

use crate::support::{Client, Form, PASSWORD, Page, TestApp, form_in, form_to, quote, title_of};
use sqlx::Row;

/// In a field of one line.
const LINE: &str = "R&amp;D &lt;i&gt; </title></textarea><b>x</b> \"'<>& &#x41; &notit; ]]> --> e\u{301} אבג نص 😀👩\u{200d}🚀  {n} \\n";

/// In a name that may not be long.
const NAME: &str = "R&amp;D <b>x</b> \"'& &#x41; אב 😀";

/// In a field of several lines.
fn block(of: &str) -> String {
    format!(
        "{of}: R&amp;D\n</textarea><b>x</b>\n\n\t\"'<>& &#x41; ]]>\\n \\\\ \u{5d0}\u{5d1} نص e\u{301} 😀\nup=7\n0:up=9"
    )
}

/// The states of the newest record, the last saved first.
async fn states(app: &TestApp) -> Vec<String> {
    let sql = "SELECT state FROM revision WHERE record_id = (SELECT max(id) FROM record) ORDER BY version DESC";
    sqlx::query(sql).fetch_all(&app.db).await.unwrap().iter().map(|r| r.get(0)).collect()
}

/// The same of the record of a public id.
async fn states_of(app: &TestApp, id: &str) -> Vec<String> {
    let sql = "SELECT state FROM revision JOIN record ON record.id = record_id WHERE public_id = ? \
               ORDER BY revision.version DESC";
    sqlx::query(sql).bind(id).fetch_all(&app.db).await.unwrap().iter().map(|r| r.get(0)).collect()
}

/// Every field that was typed stands in the form as it was.
fn holds(form: &Form, typed: &Form) {
    for (name, value) in typed.filled() {
        if !matches!(name, "do" | "version" | "receipt" | "reason")
            && !name.ends_with("_pick]")
            && !name.ends_with("_pick")
        {
            assert_eq!(form.get(name), value, "{name}");
        }
    }
}

/// Saves a new record, opens its form, saves that unchanged: nothing has changed but its version.
async fn opened_and_saved(app: &TestApp, client: &Client, folder: &str, typed: Form) -> String {
    let id = client.save_new(folder, typed.clone()).await;
    let path = format!("/desk/{folder}/{id}");
    let page = client.get(&path).await;
    let form = form_in(&page);
    holds(&form, &typed);
    assert!(!page.html.contains("<b>x</b>"), "{folder}: typed text is text everywhere on the page");
    let saved = client.post(&path, &form.clone().press("save")).await;
    assert_eq!(saved.status, 303, "{folder}: {}", saved.words());
    let states = states_of(app, &id).await;
    assert_eq!(states.len(), 2, "{folder}");
    assert_eq!(states[0], states[1], "{folder}: every byte is as it was");
    let again = client.form(&path).await;
    let fields = |form: &Form| form.clone().without("version").without("receipt").filled().len();
    assert_eq!(fields(&again), fields(&form), "{folder}: no new values");
    holds(&again, &typed);
    id
}

fn hostile_quote() -> Form {
    let mut form = quote(&block("wording"))
        .with("speaker_name", LINE)
        .with("role_then", LINE)
        .with("said", "2024-08-07")
        .with("place", LINE)
        .with("occasion", LINE)
        .with("addressee", LINE)
        .with("note", &block("note"));
    for (name, value) in [
        ("outlet_name", LINE.to_owned()),
        ("cue", LINE.to_owned()),
        ("wire_credit", LINE.to_owned()),
        ("note", block("step")),
        ("from][0][evidence", block("evidence")),
        ("from][0][kind", "translates".to_owned()),
        ("from][0][back_translation", block("back")),
    ] {
        form = form.with(&format!("steps[0][{name}]"), &value);
    }
    form.with("steps[1][carrier_name]", &format!("{LINE} 2"))
        .with("steps[1][carrier_pick]", "new")
        .with("steps[1][outlet_name]", "")
        .with("steps[1][wording]", &block("second"))
        .with("steps[1][lang]", "en")
}

#[tokio::test]
async fn quotes_keep_every_byte() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let id = opened_and_saved(&app, &editor, "quotes", hostile_quote()).await;
    let path = format!("/desk/quotes/{id}");
    let published = editor.edit(&path, |form| form.press("publish")).await;
    assert_eq!(published.status, 303, "{}", published.words());
    let page = app.public_quote(&id).await;
    assert_eq!(page.status, 200);
    assert!(title_of(&page).contains("R&amp;D") && !page.html.contains("<b>x</b>"), "{}", title_of(&page));
    assert!(page.words().contains("</textarea><b>x</b>"), "readers see what was typed");
}

#[tokio::test]
async fn reasons_of_findings_keep_every_byte() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let early = hostile_quote().with("steps[0][published]", "2020-01-01");
    let id = editor.save_new("quotes", early).await;
    let path = format!("/desk/quotes/{id}");
    let form = editor.form(&path).await;
    let finding = form.get("overrides[0][of]").to_owned();
    let typed = form.with("overrides[0][finding]", &finding).with("overrides[0][reason]", &block("reason"));
    assert_eq!(editor.post(&path, &typed.press("save")).await.status, 303);
    let form = editor.form(&path).await;
    assert_eq!(form.get("overrides[0][reason]"), block("reason"));
    assert_eq!(editor.post(&path, &form.press("save")).await.status, 303);
    let states = states_of(&app, &id).await;
    assert_eq!((states.len(), &states[0]), (3, &states[1]));
    assert!(states[0].contains("&amp;D"), "{}", states[0]);
}

#[tokio::test]
async fn speakers_outlets_and_documents_keep_every_byte() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let receipt = |n: &str| Form::new().with("version", "0").with("receipt", &format!("hostile-{n}"));
    let speaker = receipt("speaker")
        .with("kind", "person")
        .with("name", LINE)
        .with("aliases", &format!("{LINE} a\n</textarea>{LINE} b"))
        .with("roles[0][title]", LINE)
        .with("roles[0][from]", "2020")
        .with("roles[1][title]", &format!("{LINE} 2"))
        .with("note", &block("note"));
    opened_and_saved(&app, &editor, "speakers", speaker).await;
    let outlet = receipt("outlet")
        .with("kind", "newspaper")
        .with("name", LINE)
        .with("aliases", &format!("{LINE} a\n&amp;amp;"))
        .with("family", LINE)
        .with("note", &block("note"));
    opened_and_saved(&app, &editor, "outlets", outlet).await;
    let document = receipt("document")
        .with("title", LINE)
        .with("byline", LINE)
        .with("dateline", LINE)
        .with("url", "https://example.org/a?b=1&amp;c=<d>&lt;=\"e\"")
        .with("snapshot", &block("snapshot"))
        .with("standing", "corrected")
        .with("standing_note", LINE)
        .with("note", &block("note"));
    let address = "https://example.org/a?b=1&amp;c=%3Cd%3E&lt;=%22e%22";
    let id = editor.save_new("documents", document.clone()).await;
    let form = editor.form(&format!("/desk/documents/{id}")).await;
    holds(&form, &document.with("url", address));
    assert_eq!(editor.post(&format!("/desk/documents/{id}"), &form.press("save")).await.status, 303);
    let states = states(&app).await;
    assert_eq!((states.len(), &states[0]), (2, &states[1]));
}

fn refused(page: &Page, at: &str) {
    assert_eq!(page.status, 422, "{at}: {}", page.words());
    assert!(!page.html.contains("<b>x</b>"), "{at}");
}

/// A form that is refused holds even what saving would trim.
#[tokio::test]
async fn refused_forms_hold_every_byte() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let block = format!("\n\n  {}  \n", block("refused"));
    let line = format!("  {LINE}\t ");
    let typed = hostile_quote().with("said", &line).with("note", &block).with("steps[0][wording]", &block);
    let page = editor.post("/desk/quotes/new", &typed).await;
    refused(&page, "quotes");
    holds(&form_in(&page), &typed);
    for (folder, typed) in [
        (
            "speakers",
            Form::new()
                .with("version", "0")
                .with("name", "")
                .with("born", &line)
                .with("aliases", &block)
                .with("note", &block),
        ),
        (
            "outlets",
            Form::new()
                .with("version", "0")
                .with("name", "")
                .with("country", &line)
                .with("aliases", &block)
                .with("note", &block),
        ),
        (
            "documents",
            Form::new().with("version", "0").with("url", &line).with("snapshot", &block).with("standing_note", &line),
        ),
        ("articles", Form::new().with("text", &block).with("url", &line).with("published", "x").press("read")),
    ] {
        let page = editor.post(&format!("/desk/{folder}/new"), &typed).await;
        refused(&page, folder);
        holds(&form_in(&page), &typed);
    }
}

#[tokio::test]
async fn articles_and_their_cards_keep_every_byte() {
    let app = TestApp::new().await;
    let editor = app.editor().await;
    let text = format!(
        "TANJUNG SARI — “R&amp;D </textarea><b>x</b> siap 40 &#x41; kapal ]]>,” ujar Ratna Wijayanti.\n\n{}",
        block("text")
    );
    let first = Form::new().with("receipt", "hostile-article").with("text", &text).press("read");
    let page = editor.post("/desk/articles/new", &first).await;
    assert_eq!(page.status, 200, "{}", page.words());
    let form = form_in(&page);
    assert_eq!(form.get("text"), text);
    assert!(form.all("[wording]")[0].contains("R&amp;D </textarea><b>x</b> siap"), "{:?}", form.all("[wording]"));
    let typed = form
        .with("title", LINE)
        .with("byline", LINE)
        .with("dateline", LINE)
        .with("outlet_name", LINE)
        .with("quotes[0][keep]", "on")
        .with("quotes[0][speaker_name]", LINE)
        .with("quotes[0][role_then]", LINE)
        .with("quotes[0][addressee]", LINE)
        .with("quotes[0][cue]", LINE)
        .with("quotes[0][chain][0][outlet_name]", &format!("{LINE} 2"))
        .with("quotes[0][chain][0][outlet_pick]", "new")
        .with("quotes[0][chain][0][evidence]", LINE);
    let page = editor.post("/desk/articles/new", &typed.clone().with("published", "kapan").press("save")).await;
    refused(&page, "article");
    let back = form_in(&page);
    holds(&back, &typed.with("published", "kapan"));
    let page = editor.post("/desk/articles/new", &back.with("published", "").press("save")).await;
    assert_eq!(page.status, 303, "{}", page.words());
    let sql = "SELECT m.wording, m.cue, q.role_then, q.addressee FROM quote q JOIN mention m ON m.quote_id = q.id \
               WHERE m.wording <> ''";
    let row = sqlx::query(sql).fetch_one(&app.db).await.unwrap();
    assert!(row.get::<String, _>(0).starts_with("R&amp;D </textarea><b>x</b> siap 40 &#x41; kapal ]]>"));
    for column in 1..4 {
        assert_eq!(row.get::<String, _>(column), LINE, "column {column}");
    }
}

#[tokio::test]
async fn forms_of_accounts_come_back_as_typed() {
    let app = TestApp::new().await;
    let token = app.service.setup_token().await.unwrap().unwrap();
    let client = app.anonymous();
    let typed = Form::new().with("login", LINE).with("name", LINE).with("password", "kurang");
    let page = client.post(&format!("/setup/{token}"), &typed).await;
    refused(&page, "setup");
    let back = form_to(&page, &format!("/setup/{token}"));
    assert_eq!((back.get("login"), back.get("name"), back.get("password")), (LINE, LINE, ""));
    let page = client.post("/sign-in", &Form::new().with("login", LINE).with("password", PASSWORD)).await;
    refused(&page, "sign-in");
    assert!(page.html.contains("&lt;") || !page.html.contains("R&"), "what comes back of the name is text");
    let admin = app.admin().await;
    let typed = Form::new().with("login", "baru").with("name", NAME).with("password", PASSWORD).with("role", "checker");
    let wrong = admin.post("/desk/accounts", &typed.clone().with("login", LINE)).await;
    refused(&wrong, "accounts");
    let back = form_to(&wrong, "/desk/accounts");
    assert_eq!((back.get("login"), back.get("name"), back.get("role")), (LINE, NAME, "checker"));
    assert_eq!(admin.post("/desk/accounts", &typed).await.status, 303);
    let list = admin.get("/desk/accounts").await;
    assert!(list.says(NAME) && !list.html.contains("<b>x</b>"), "{}", list.words());
}
