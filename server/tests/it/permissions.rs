//! The whole permission table as it is met over HTTP: every role at every door.

use crate::support::{Client, Form, TestApp, article, quote};
use domain::account::Role;

const ROLES: [Option<Role>; 4] = [None, Some(Role::Checker), Some(Role::Editor), Some(Role::Admin)];

/// Statuses for anonymous, checker, editor and admin.
type Row = [u16; 4];

/// A site with a draft, a public quote and an article, made by somebody else.
struct Newsroom {
    app: TestApp,
    draft: String,
    public: String,
    document: String,
    speaker: String,
    outlet: String,
}

impl Newsroom {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let maker = app.signed_in("maker", Role::Editor).await;
        let draft = app.draft(&maker, "Kami siap membantu nelayan").await;
        let public = app.published(&maker, "Dermaga dibuka kembali besok").await;
        let document = app.article(&maker, "Dermaga dibuka", "Dermaga dibuka kembali besok, ujarnya.").await;
        let (speaker, outlet) = (app.newest("speaker").await, app.newest("outlet").await);
        Self { app, draft, public, document, speaker, outlet }
    }
}

/// Sends what the page of a quote holds to editors, changed, as somebody who may not see that page.
async fn form_of(room: &Newsroom, id: &str) -> Form {
    let editor = room.app.anonymous();
    editor.sign_in("maker", "rumah di tepi laut").await;
    editor.form(&format!("/desk/quotes/{id}")).await
}

fn expect(who: Option<Role>, what: &str, row: Row, status: u16) {
    let at = ROLES.iter().position(|r| *r == who).unwrap();
    assert_eq!(status, row[at], "{what} as {who:?}");
}

#[tokio::test]
async fn pages_of_the_newsroom_open_to_members_alone() {
    let room = Newsroom::new().await;
    let members: Row = [303, 200, 200, 200];
    let pages: Vec<(String, Row)> = vec![
        ("/desk".into(), members),
        ("/desk?state=review".into(), members),
        ("/desk?state=published".into(), members),
        ("/desk/library".into(), members),
        ("/desk/library?kind=documents&q=dermaga".into(), members),
        ("/desk/quotes/new".into(), members),
        (format!("/desk/quotes/new?document={}", room.document), members),
        (format!("/desk/quotes/{}", room.draft), members),
        (format!("/desk/quotes/{}", room.public), members),
        (format!("/desk/quotes/{}/preview", room.draft), members),
        ("/desk/speakers/new".into(), members),
        ("/desk/outlets/new".into(), members),
        ("/desk/documents/new".into(), members),
        (format!("/desk/speakers/{}", room.speaker), members),
        (format!("/desk/outlets/{}", room.outlet), members),
        (format!("/desk/documents/{}", room.document), members),
        ("/desk/accounts".into(), [303, 403, 403, 200]),
        ("/desk/settings".into(), [303, 403, 403, 200]),
    ];
    for who in ROLES {
        let client = room.app.visitor(who).await;
        for (path, row) in &pages {
            let page = client.get(path).await;
            expect(who, path, *row, page.status);
            if who.is_none() {
                assert!(page.location().starts_with("/sign-in?next=%2Fdesk"), "{path}: {}", page.location());
                assert!(!page.holds("nelayan") && !page.holds("Wijayanti"), "{path} tells nothing");
            }
            if page.status == 403 {
                assert!(!page.holds("maker"), "{path} tells nothing of the members");
            }
        }
    }
}

#[tokio::test]
async fn what_may_be_written_follows_the_table() {
    for who in ROLES {
        let room = Newsroom::new().await;
        // Whoever has signed in here before is answered with what was typed, and may do no more than anybody else.
        let client = match who {
            None => room.app.signed_out("gone", Role::Admin).await,
            who => room.app.visitor(who).await,
        };
        let (draft, public) = (format!("/desk/quotes/{}", room.draft), format!("/desk/quotes/{}", room.public));
        let draft_form = form_of(&room, &room.draft).await;
        let public_form = form_of(&room, &room.public).await;
        let members: Row = [401, 303, 303, 303];
        let editors: Row = [401, 403, 303, 303];

        // What is refused comes first: it must leave everything as it was.
        let before = room.app.imprint().await;
        let post = async |what: &str, path: &str, form: Form, row: Row| {
            let page = client.post(path, &form).await;
            expect(who, what, row, page.status);
            if page.status != 303 {
                assert_eq!(room.app.imprint().await, before, "{what} as {who:?} changed something");
            }
            page
        };
        if !matches!(who, Some(Role::Editor | Role::Admin)) {
            let typed = public_form.clone().with("place", "Pulau Karang");
            let page = post("edit a public quote", &public, typed, editors).await;
            assert!(page.html.contains("value=\"Pulau Karang\""), "what was typed is kept");
            post("take a public quote back", &public, public_form.clone().press("draft"), editors).await;
            post("send a public quote to review", &public, public_form.clone().press("review"), editors).await;
            let verified = draft_form.clone().with("steps[0][from][0][state]", "verified");
            post("verify a hop", &draft, verified, [401, 422, 303, 303]).await;
        }
        if who.is_none() {
            post("log a quote", "/desk/quotes/new", quote("Kata"), members).await;
            post("log and publish", "/desk/quotes/new", quote("Kata").press("publish"), members).await;
            post("edit a draft", &draft, draft_form.clone().press("save"), members).await;
            post("change a chain", &draft, draft_form.clone().press("add"), members).await;
            post("publish", &draft, draft_form.clone().press("publish"), members).await;
            post("add a speaker", "/desk/speakers/new", Form::new().with("version", "0").with("name", "Budi"), members)
                .await;
            post("add an outlet", "/desk/outlets/new", Form::new().with("version", "0").with("name", "Suara"), members)
                .await;
            let page = post("add an article", "/desk/documents/new", article("Judul", "Teks asing"), members).await;
            assert!(page.holds("Teks asing"), "what was typed is kept");
        }
        if who == Some(Role::Checker) {
            // Saving is allowed, publishing is not: the text is kept as a draft.
            let page = client.post(&draft, &draft_form.clone().with("place", "Muara").press("publish")).await;
            expect(who, "publish", editors, page.status);
            assert_eq!(room.app.number("SELECT count(*) FROM quote WHERE state = 'published'").await, 1);
            assert_eq!(room.app.public_quote(&room.draft).await.status, 404);
        }
        if who.is_none() {
            continue;
        }

        let id = client.save_new("quotes", quote("Pelabuhan tetap aman")).await;
        let path = format!("/desk/quotes/{id}");
        let saved = client.edit(&path, |f| f.with("place", "Muara").press("save")).await;
        expect(who, "edit a draft", members, saved.status);
        let review = client.edit(&path, |f| f.press("review")).await;
        expect(who, "send to review", members, review.status);
        let edited = client.edit(&path, |f| f.with("place", "Kuala").press("save")).await;
        expect(who, "edit a quote in review", members, edited.status);
        let back = client.edit(&path, |f| f.press("draft")).await;
        expect(who, "take back from review", members, back.status);
        for (folder, name) in [("speakers", "Budi Santosa"), ("outlets", "Suara Teluk")] {
            let made = client.save_new(folder, Form::new().with("name", name).with("version", "0")).await;
            let page = client.edit(&format!("/desk/{folder}/{made}"), |f| f.with("note", "Catatan")).await;
            expect(who, folder, members, page.status);
        }
        let document = client.edit(&format!("/desk/documents/{}", room.document), |f| f.with("byline", "Ani")).await;
        expect(who, "edit an article", members, document.status);
        if who == Some(Role::Checker) {
            continue;
        }
        let page = client.post(&draft, &draft_form.with("steps[0][from][0][state]", "verified").press("save")).await;
        expect(who, "verify a hop", [401, 422, 303, 303], page.status);
        let page = client.edit(&draft, |f| f.press("publish")).await;
        expect(who, "publish", editors, page.status);
        let page = client.post(&public, &public_form.with("place", "Pulau Karang").press("save")).await;
        expect(who, "edit a public quote", editors, page.status);
        let page = client.edit(&public, |f| f.press("draft")).await;
        expect(who, "take a public quote back", editors, page.status);
    }
}

#[tokio::test]
async fn members_are_managed_by_admins_alone() {
    for who in ROLES {
        let room = Newsroom::new().await;
        let client = room.app.visitor(who).await;
        let maker = room.app.number("SELECT id FROM account WHERE login = 'maker'").await;
        let before = room.app.imprint().await;
        let new = Form::new()
            .with("login", "baru")
            .with("name", "Orang Baru")
            .with("password", "rumah di tepi laut")
            .with("role", "admin");
        let added = client.post("/desk/accounts", &new).await;
        let close = Form::new().with("role", "editor").with("closed", "false").press("turn");
        let closed = client.post(&format!("/desk/accounts/{maker}"), &close).await;
        match who {
            Some(Role::Admin) => {
                assert_eq!((added.status, closed.status), (303, 303));
                assert_eq!(room.app.number("SELECT sum(is_closed) FROM account").await, 1);
                assert_eq!(room.app.anonymous().sign_in("baru", "rumah di tepi laut").await.status, 303);
            }
            None => {
                assert_eq!((added.status, closed.status), (401, 401));
                assert_eq!(room.app.imprint().await, before);
            }
            Some(_) => {
                assert_eq!((added.status, closed.status), (403, 403), "{who:?}");
                assert_eq!(room.app.imprint().await, before);
            }
        }
    }
}

async fn lookup(client: &Client) -> crate::support::Page {
    client.get("/api/lookup?kind=speaker&typed=ratna").await
}

#[tokio::test]
async fn names_are_looked_up_by_members_alone() {
    let room = Newsroom::new().await;
    for who in ROLES {
        let page = lookup(&room.app.visitor(who).await).await;
        if who.is_none() {
            assert!(page.status >= 400, "{}", page.status);
            assert!(!page.holds("Ratna"), "{}", page.html);
        } else {
            assert_eq!(page.status, 200, "{who:?}");
            assert!(page.holds("Ratna Wijayanti"), "{}", page.html);
        }
    }
}

#[tokio::test]
async fn what_an_editor_verified_stays_verified_when_a_checker_saves() {
    let app = TestApp::new().await;
    let (editor, checker) = (app.editor().await, app.checker().await);
    let id = app.draft(&editor, "Kami siap").await;
    let path = format!("/desk/quotes/{id}");
    let verified = "SELECT count(*) FROM hop WHERE state = 'verified'";
    let state = "steps[0][from][0][state]";
    assert_eq!(editor.edit(&path, |f| f.with(state, "verified").press("save")).await.status, 303);
    assert_eq!(checker.edit(&path, |f| f.with("place", "Muara").press("save")).await.status, 303);
    assert_eq!(app.number(verified).await, 1);
    // Set back by a checker, it takes an editor to verify it again.
    assert_eq!(checker.edit(&path, |f| f.with(state, "asserted").press("save")).await.status, 303);
    let again = checker.edit(&path, |f| f.with(state, "verified").press("save")).await;
    assert_eq!(again.status, 422);
    assert!(again.error_at(state).is_some());
    assert_eq!(app.number(verified).await, 0);
}

#[tokio::test]
async fn a_comparison_stands_only_for_the_words_that_were_compared() {
    let app = TestApp::new().await;
    let (editor, checker) = (app.editor().await, app.checker().await);
    let id = app.draft(&editor, "Kami siap").await;
    let path = format!("/desk/quotes/{id}");
    let verified = "SELECT count(*) FROM hop WHERE state = 'verified'";
    let (state, wording) = ("steps[0][from][0][state]", "steps[0][wording]");
    assert_eq!(editor.edit(&path, |f| f.with(state, "verified").press("save")).await.status, 303);
    let changed = checker.edit(&path, |f| f.with(wording, "Kami tidak siap").press("save")).await;
    assert_eq!(changed.status, 422, "other words under the editor's name");
    assert!(changed.error_at(state).is_some());
    assert_eq!(app.number(verified).await, 1);
    let set_back = |f: Form| f.with(wording, "Kami tidak siap").with(state, "asserted").press("save");
    assert_eq!(checker.edit(&path, set_back).await.status, 303);
    assert_eq!(app.number(verified).await, 0);
}
