//! Every route, and what each role is answered there. Written out, not worked out: this is the list that a reviewer
//! reads.

/// Who asks, in the order of the columns.
pub(super) const ROLES: [&str; 4] = ["anonymous", "checker", "editor", "admin"];

/// One line: how it is asked, the route as the source names it, the address with the records of this run, and the
/// statuses for anonymous, checker, editor and admin. One status stands for all; `/` is between those that may be.
pub(super) type Row = (Ask, &'static str, &'static str, &'static str);

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// A page; HEAD must be answered with the same status.
    Get,
    /// Nothing at all in a form.
    Empty,
    /// These fields.
    Fields(&'static str),
    /// A whole new quote, with this button.
    NewQuote(&'static str),
    /// The quote at the address, whole, at its version, with this button.
    Edit(&'static str),
    /// The quote at the address, as it was before somebody else's change.
    Stale,
    /// The record at the address, at its version, with these fields; `?` stands for a new name.
    Record(&'static str),
}

use Ask::{Edit, Empty, Fields, Get, NewQuote, Record, Stale};

const MEMBERS: &str = "303 200 200 200";
const ADMINS: &str = "303 403 403 200";
const SAVES: &str = "401 303 303 303";
const EDITORS: &str = "401 403 303 303";
const DRAWN: &str = "401 200 200 200";

/// The public pages, and files for programs.
#[rustfmt::skip]
pub(super) const PUBLIC: &[Row] = &[
    (Get, "/", "/", "200"),
    (Get, "/quotes", "/quotes", "200"),
    (Get, "/quotes", "/quotes?lang=id&after=1.1", "200"),
    (Get, "/quotes/{id}", "/quotes/{public}", "301"),
    (Get, "/quotes/{id}", "/quotes/{draft}", "404"),
    (Get, "/quotes/{id}", "/quotes/{own}", "404"),
    (Get, "/quotes/{id}/{slug}", "{public_page}", "200"),
    (Get, "/quotes/{id}/{slug}", "/quotes/{public}/wrong", "301"),
    (Get, "/quotes/{id}/{slug}", "/quotes/{draft}/kami-siap", "404"),
    (Get, "/quotes/{id}/{slug}/what-if", "{public_page}/what-if", "200"),
    (Get, "/quotes/{id}/{slug}/what-if", "/quotes/{draft}/kami-siap/what-if", "404"),
    (Get, "/quotes/{id}/{slug}/steps/{key}", "{public_page}/steps/1", "200"),
    (Get, "/quotes/{id}/{slug}/steps/{key}", "{public_page}/steps/99", "404"),
    (Get, "/quotes/{id}/{slug}/steps/{key}", "/quotes/{draft}/kami-siap/steps/1", "404"),
    (Get, "/quotes/{id}/chain.svg", "/quotes/{public}/chain.svg", "200"),
    (Get, "/quotes/{id}/chain.svg", "/quotes/{draft}/chain.svg", "404"),
    (Get, "/quotes/{id}/chain.png", "/quotes/{public}/chain.png", "200"),
    (Get, "/quotes/{id}/chain.png", "/quotes/{draft}/chain.png", "404"),
    (Get, "/speakers/{id}", "/speakers/{speaker}", "301"),
    (Get, "/speakers/{id}", "/speakers/{secret_speaker}", "404"),
    (Get, "/speakers/{id}/{slug}", "{speaker_page}", "200"),
    (Get, "/speakers/{id}/{slug}", "/speakers/{secret_speaker}/x", "404"),
    (Get, "/outlets/{id}", "/outlets/{outlet}", "301"),
    (Get, "/outlets/{id}", "/outlets/{secret_outlet}", "404"),
    (Get, "/outlets/{id}/{slug}", "{outlet_page}", "200"),
    (Get, "/outlets/{id}/{slug}", "/outlets/{secret_outlet}/x", "404"),
    (Get, "/outlets/{id}/{slug}/leaning", "{outlet_page}/leaning", "200"),
    (Get, "/outlets/{id}/{slug}/leaning", "/outlets/{secret_outlet}/x/leaning", "404"),
    (Get, "/documents/{id}", "/documents/{document}", "301"),
    (Get, "/documents/{id}", "/documents/{secret_document}", "404"),
    (Get, "/documents/{id}/{slug}", "{document_page}", "200"),
    (Get, "/documents/{id}/{slug}", "/documents/{secret_document}/x", "404"),
    (Get, "/leaning", "/leaning", "200"),
    (Get, "/leaning/circular", "/leaning/circular", "200"),
    (Get, "/leaning/{down}/{up}", "/leaning/{outlet}/{radio}", "200"),
    (Get, "/leaning/{down}/{up}", "/leaning/{secret_outlet}/{radio}", "404"),
    (Get, "/search", "/search", "200"),
    (Get, "/search", "/search?q={secret}", "200"),
    (Get, "/search", "/search?q={secret}&kind=speakers", "200"),
    (Get, "/about", "/about", "200"),
    (Get, "/robots.txt", "/robots.txt", "200"),
    (Get, "/sitemap.xml", "/sitemap.xml", "200"),
    (Get, "/sitemaps/{file}", "/sitemaps/pages.xml", "200"),
    (Get, "/sitemaps/{file}", "/sitemaps/0.xml", "200"),
    (Get, "/sitemaps/{file}", "/sitemaps/77777.xml", "404"),
    (Get, "/livez", "/livez", "200"),
    (Get, "/readyz", "/readyz", "200"),
    (Get, "/no-such-page", "/no-such-page", "404"),
    (Fields("lang=id&back=/quotes"), "/language", "/language", "303"),
    (Fields("lang=id&back=//evil.example"), "/language", "/language", "303"),
];

/// The newsroom's pages.
#[rustfmt::skip]
pub(super) const DESK: &[Row] = &[
    (Get, "/sign-in", "/sign-in", "200 200/303 200/303 200/303"),
    (Get, "/setup/{token}", "/setup/nonsense", "404"),
    (Get, "/desk", "/desk", MEMBERS),
    (Get, "/desk", "/desk?state=review", MEMBERS),
    (Get, "/desk", "/desk?state=published", MEMBERS),
    (Get, "/desk/library", "/desk/library", MEMBERS),
    (Get, "/desk/library", "/desk/library?kind=speakers&q={secret}", MEMBERS),
    (Get, "/desk/accounts", "/desk/accounts", ADMINS),
    (Get, "/desk/settings", "/desk/settings", ADMINS),
    (Get, "/desk/articles/{id}", "/desk/articles/new", MEMBERS),
    (Get, "/desk/articles/{id}", "/desk/articles/{document}", MEMBERS),
    (Get, "/desk/articles/{id}", "/desk/articles/222222222", "303 404 404 404"),
    (Get, "/desk/quotes/{id}", "/desk/quotes/new", MEMBERS),
    (Get, "/desk/quotes/{id}", "/desk/quotes/{own}", MEMBERS),
    (Get, "/desk/quotes/{id}", "/desk/quotes/{draft}", MEMBERS),
    (Get, "/desk/quotes/{id}", "/desk/quotes/{public}", MEMBERS),
    (Get, "/desk/quotes/{id}", "/desk/quotes/222222222", "303 404 404 404"),
    (Get, "/desk/quotes/{id}/preview", "/desk/quotes/{own}/preview", MEMBERS),
    (Get, "/desk/quotes/{id}/preview", "/desk/quotes/{draft}/preview", MEMBERS),
    (Get, "/desk/quotes/{id}/what-if", "/desk/quotes/{own}/what-if", MEMBERS),
    (Get, "/desk/quotes/{id}/what-if", "/desk/quotes/{draft}/what-if", MEMBERS),
    (Get, "/desk/quotes/{id}/steps/{key}", "/desk/quotes/{own}/steps/1", MEMBERS),
    (Get, "/desk/quotes/{id}/steps/{key}", "/desk/quotes/{draft}/steps/99", "303 404 404 404"),
    (Get, "/desk/speakers/{id}", "/desk/speakers/new", MEMBERS),
    (Get, "/desk/speakers/{id}", "/desk/speakers/{speaker}", MEMBERS),
    (Get, "/desk/speakers/{id}", "/desk/speakers/{secret_speaker}", MEMBERS),
    (Get, "/desk/outlets/{id}", "/desk/outlets/new", MEMBERS),
    (Get, "/desk/outlets/{id}", "/desk/outlets/{outlet}", MEMBERS),
    (Get, "/desk/outlets/{id}", "/desk/outlets/{secret_outlet}", MEMBERS),
    (Get, "/desk/documents/{id}", "/desk/documents/new", MEMBERS),
    (Get, "/desk/documents/{id}", "/desk/documents/{document}", MEMBERS),
    (Get, "/desk/documents/{id}", "/desk/documents/{secret_document}", MEMBERS),
    (Get, "/api/lookup", "/api/lookup?kind=speaker&typed={secret}", DRAWN),
    (Get, "/api/lookup", "/api/lookup?kind=outlet&typed=kabar", DRAWN),
];

/// What can be sent. Signing out comes last: it ends the session that the others need.
#[rustfmt::skip]
pub(super) const FORMS: &[Row] = &[
    (Empty, "/sign-in", "/sign-in", "400"),
    (Fields("login=nobody-here&password=wrong"), "/sign-in", "/sign-in", "422/429"),
    (Fields("login=x&name=X&password=rumah+di+tepi+laut"), "/setup/{token}", "/setup/nonsense", "303/401/404"),
    (Fields("do=read&text=Dermaga+dibuka+kembali+besok%2C+ujarnya."), "/desk/articles/{id}", "/desk/articles/new", DRAWN),
    (Fields("do=save"), "/desk/articles/{id}", "/desk/articles/new", "401 400 400 400"),
    (Fields("do=save&text="), "/desk/articles/{id}", "/desk/articles/new", "401 422 422 422"),
    (Fields("do=read&text=x"), "/desk/articles/{id}", "/desk/articles/{document}", "401/404 404 404 404"),
    (NewQuote("save"), "/desk/quotes/{id}", "/desk/quotes/new", SAVES),
    (NewQuote("review"), "/desk/quotes/{id}", "/desk/quotes/new", SAVES),
    (NewQuote("publish"), "/desk/quotes/{id}", "/desk/quotes/new", EDITORS),
    (NewQuote("add"), "/desk/quotes/{id}", "/desk/quotes/new", DRAWN),
    (Empty, "/desk/quotes/{id}", "/desk/quotes/new", "401 400 400 400"),
    (Edit("save"), "/desk/quotes/{id}", "/desk/quotes/{own}", SAVES),
    (Edit("add"), "/desk/quotes/{id}", "/desk/quotes/{own}", DRAWN),
    (Stale, "/desk/quotes/{id}", "/desk/quotes/{own}", "401 409 409 409"),
    (Edit("review"), "/desk/quotes/{id}", "/desk/quotes/{own}", SAVES),
    (Edit("save"), "/desk/quotes/{id}", "/desk/quotes/{draft}", SAVES),
    (Stale, "/desk/quotes/{id}", "/desk/quotes/{draft}", "401 409 409 409"),
    (Edit("save"), "/desk/quotes/{id}", "/desk/quotes/{public}", EDITORS),
    (Edit("publish"), "/desk/quotes/{id}", "/desk/quotes/{own}", EDITORS),
    (Edit("draft"), "/desk/quotes/{id}", "/desk/quotes/{own}", SAVES),
    (NewQuote("save"), "/desk/quotes/{id}", "/desk/quotes/222222222", "401/404 404 404 404"),
    (Record("name=?&kind=person"), "/desk/speakers/{id}", "/desk/speakers/new", SAVES),
    (Record("name=?&kind=person"), "/desk/speakers/{id}", "/desk/speakers/{secret_speaker}", SAVES),
    (Record("name=Ratna+Wijayanti&kind=person&note=Baru"), "/desk/speakers/{id}", "/desk/speakers/{speaker}", EDITORS),
    (Record("name=?"), "/desk/outlets/{id}", "/desk/outlets/new", SAVES),
    (Record("name=?"), "/desk/outlets/{id}", "/desk/outlets/{secret_outlet}", SAVES),
    (Record("name=Kabar+Pesisir&home_page=https%3A%2F%2Fexample.com"), "/desk/outlets/{id}", "/desk/outlets/{outlet}", EDITORS),
    (Record("title=?&lang=id"), "/desk/documents/{id}", "/desk/documents/new", SAVES),
    (Record("title=?&lang=id"), "/desk/documents/{id}", "/desk/documents/{secret_document}", SAVES),
    (Record("title=Dermaga&lang=id&outlet_name=Kabar+Pesisir&byline=Ani"), "/desk/documents/{id}", "/desk/documents/{document}", EDITORS),
    (Fields("fetching=off"), "/desk/settings", "/desk/settings", EDITORS_ARE_NO_ADMINS),
    (Record("login=?&name=Baru&password=rumah+di+tepi+laut&role=checker"), "/desk/accounts", "/desk/accounts", EDITORS_ARE_NO_ADMINS),
    (Fields("role=editor&closed=false"), "/desk/accounts/{id}", "/desk/accounts/1", EDITORS_ARE_NO_ADMINS),
    (Empty, "/sign-out", "/sign-out", "303/401 303 303 303"),
];

const EDITORS_ARE_NO_ADMINS: &str = "401 403 403 303";

/// All lines.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    PUBLIC.iter().chain(DESK).chain(FORMS)
}

/// The statuses that a role may be answered with.
pub(super) fn expected(statuses: &str, role: usize) -> Vec<u16> {
    let columns: Vec<&str> = statuses.split(' ').collect();
    let column = columns.get(role).or(columns.first()).copied().unwrap_or_default();
    column.split('/').filter_map(|status| status.parse().ok()).collect()
}

/// Routes that the source has and the table does not.
pub(super) fn unknown(source: &str) -> Vec<String> {
    let known = |route: &str| rows().any(|row| row.1 == route);
    let mut all: Vec<String> = routes_in(source).into_iter().filter(|route| !known(route)).collect();
    all.dedup();
    all
}

/// Every route that this text of Rust declares, in the server's way of writing them.
fn routes_in(source: &str) -> Vec<String> {
    let after = |mark: &'static str| {
        source.split(mark).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
    };
    let drawn = after("path!(").map(|path| {
        path.split('/')
            .map(|part| part.strip_prefix(':').map_or_else(|| part.to_owned(), |name| format!("{{{name}}}")))
            .collect::<Vec<_>>()
            .join("/")
    });
    let handled = after(".route(").map(ToOwned::to_owned);
    let functions = after("endpoint = ").map(|name| format!("/api/{name}"));
    drawn.chain(handled).chain(functions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_read_from_rust() {
        let source = "<Route path=path!(\"/quotes/:id/:slug\") view=X/>\n.route(\"/livez\", get(x))\n.route(\n \"/desk/{id}\", post(y))\n#[server(endpoint = \"lookup\", input = GetUrl)]";
        assert_eq!(routes_in(source), ["/quotes/{id}/{slug}", "/livez", "/desk/{id}", "/api/lookup"]);
        assert_eq!(unknown(source), ["/desk/{id}"]);
    }

    #[test]
    fn one_status_stands_for_all_and_a_slash_for_either() {
        assert_eq!(expected("404", 3), [404]);
        assert_eq!(expected("303 200 200 403", 3), [403]);
        assert_eq!(expected("401/404 404 404 404", 0), [401, 404]);
    }

    #[test]
    fn every_line_has_statuses_for_every_role() {
        for (ask, _, path, statuses) in rows() {
            let columns = statuses.split(' ').count();
            assert!(columns == 1 || columns == ROLES.len(), "{ask:?} {path}");
            for (role, name) in ROLES.iter().enumerate() {
                assert!(!expected(statuses, role).is_empty(), "{ask:?} {path} {name}");
                assert!(expected(statuses, role).iter().all(|status| (200..500).contains(status)), "{ask:?} {path}");
            }
        }
    }

    #[test]
    fn no_route_of_the_source_is_missing() {
        let source = super::super::source().expect("the source lies beside this crate");
        assert!(routes_in(&source).len() > 40, "the source is read");
        assert_eq!(unknown(&source), Vec::<String>::new(), "add lines for them to the table");
    }
}
