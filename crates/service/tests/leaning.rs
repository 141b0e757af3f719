//! Counts of who leans on whom agree with the chains, whatever is saved, published, taken back or moved.

use domain::{
    chain::{HopKind, HopState},
    form::{DocumentForm, HopForm, OutletForm, QuoteForm, StepForm},
    id::{PublicId, RecordKind},
    leaning::Way,
    quote::QuoteState,
};
use proptest::prelude::*;
use service::{Actor, Cursor, Edit, Error, Finding, LeanCursor, LeanPair, Service, Store};
use sqlx::{Row, SqlitePool, sqlite::SqliteConnectOptions};
use std::{path::PathBuf, sync::LazyLock};
use tokio::runtime::Runtime;

const OUTLETS: [&str; 5] = ["Kabar Pesisir", "Radio Muara", "The Tidewatch", "Lentera Sore", "Warta Tanjung"];

struct Library {
    service: Service,
    file: PathBuf,
    _folder: tempfile::TempDir,
}

impl Library {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sanad.db");
        let service = Service::new(Store::open(&file).await.unwrap());
        Self { service, file, _folder: folder }
    }

    /// A second way into the file, past all use cases.
    async fn raw(&self) -> SqlitePool {
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(&self.file)).await.unwrap()
    }

    async fn document(&self, title: &str, outlet: &str) -> PublicId {
        let form = DocumentForm { title: title.to_owned(), outlet_name: outlet.to_owned(), ..DocumentForm::default() };
        self.service.save_document(&Actor::CommandLine, &Edit::default(), &form, false).await.unwrap().public_id
    }

    async fn save(&self, old: Option<(&PublicId, i64)>, form: &QuoteForm) -> (PublicId, i64) {
        let edit = Edit { target: old.map(|(id, version)| (id.clone(), version)), receipt: String::new() };
        let head = self.service.save_quote(&Actor::CommandLine, &edit, form).await.unwrap().head;
        (head.public_id, head.version)
    }

    async fn publish(&self, form: &QuoteForm) -> PublicId {
        let (id, version) = self.save(None, form).await;
        self.state(&id, version, QuoteState::Published).await;
        id
    }

    async fn state(&self, id: &PublicId, version: i64, to: QuoteState) -> i64 {
        let saved = self.service.set_quote_state(&Actor::CommandLine, id, version, to, "").await.unwrap();
        saved.head.version
    }

    async fn pairs(&self, way: Way) -> Vec<(String, String, i64, i64, i64)> {
        let told = |p: LeanPair| (p.down.name, p.up.name, p.quotes, p.hops, p.verified);
        let page = self.service.leaning(way, LeanCursor::START).await.unwrap();
        page.list.pairs.into_iter().map(told).collect()
    }
}

/// A chain of steps: each an outlet's name, or `=` and a document's, or nothing; and hops (down, up, kind, state).
fn chain(steps: &[&str], hops: &[(usize, usize, HopKind, HopState)]) -> QuoteForm {
    let steps = steps
        .iter()
        .enumerate()
        .map(|(n, place)| {
            let from = hops.iter().filter(|h| h.0 == n).map(|(_, up, kind, state)| HopForm {
                up: (up + 1).to_string(),
                kind: kind.as_str().to_owned(),
                state: state.as_str().to_owned(),
                evidence: String::new(),
                back_translation: String::new(),
            });
            let (document_name, outlet_name) = match place.strip_prefix('=') {
                Some(document) => (document, ""),
                None => ("", *place),
            };
            StepForm {
                key: (n + 1).to_string(),
                outlet_name: outlet_name.to_owned(),
                document_name: document_name.to_owned(),
                wording: if n == 0 { "Dermaga dibuka besok".to_owned() } else { String::new() },
                lang: "id".to_owned(),
                read: if n == 0 { "on".to_owned() } else { String::new() },
                from: from.collect(),
                ..StepForm::default()
            }
        })
        .collect();
    QuoteForm {
        speaker_name: "Ratna Wijayanti".to_owned(),
        speaker_kind: "person".to_owned(),
        steps,
        ..QuoteForm::default()
    }
}

fn quotes(down: usize, up: usize) -> (usize, usize, HopKind, HopState) {
    (down, up, HopKind::Quotes, HopState::Asserted)
}

#[tokio::test]
async fn only_what_is_published_counts_and_only_while_it_is() {
    let library = Library::new().await;
    let form = chain(
        &["Kabar Pesisir", "Radio Muara", "The Tidewatch"],
        &[(0, 1, HopKind::Quotes, HopState::Verified), (1, 2, HopKind::Syndicates, HopState::Asserted)],
    );
    let (id, version) = library.save(None, &form).await;
    assert_eq!(library.pairs(Way::Report).await, []);
    let version = library.state(&id, version, QuoteState::Review).await;
    assert_eq!(library.pairs(Way::Report).await, []);
    let version = library.state(&id, version, QuoteState::Published).await;
    let pair = |down: &str, up: &str, n, hops, verified| (down.to_owned(), up.to_owned(), n, hops, verified);
    assert_eq!(library.pairs(Way::Report).await, [pair("Kabar Pesisir", "Radio Muara", 1, 1, 1)]);
    assert_eq!(library.pairs(Way::Wire).await, [pair("Radio Muara", "The Tidewatch", 1, 1, 0)]);
    // A second quote adds to it; an edit of the first moves it.
    library.publish(&chain(&["Kabar Pesisir", "Radio Muara"], &[quotes(0, 1)])).await;
    assert_eq!(library.pairs(Way::Report).await, [pair("Kabar Pesisir", "Radio Muara", 2, 2, 1)]);
    let edited = chain(&["Kabar Pesisir", "Lentera Sore"], &[quotes(0, 1)]);
    let (_, version) = library.save(Some((&id, version)), &edited).await;
    assert_eq!(
        library.pairs(Way::Report).await,
        [pair("Kabar Pesisir", "Lentera Sore", 1, 1, 0), pair("Kabar Pesisir", "Radio Muara", 1, 1, 0)]
    );
    assert_eq!(library.pairs(Way::Wire).await, []);
    library.state(&id, version, QuoteState::Draft).await;
    assert_eq!(library.pairs(Way::Report).await, [pair("Kabar Pesisir", "Radio Muara", 1, 1, 0)]);
    assert_eq!(library.service.check_leaning().await.unwrap(), 0);
}

#[tokio::test]
async fn a_document_that_moves_to_another_outlet_takes_its_quotes_with_it() {
    let library = Library::new().await;
    let document = library.document("Dermaga dibuka", "Radio Muara").await;
    library.publish(&chain(&["Kabar Pesisir", "=Dermaga dibuka"], &[quotes(0, 1)])).await;
    assert_eq!(library.pairs(Way::Report).await[0].1, "Radio Muara");
    let edited = library.service.document_form(&Actor::CommandLine, &document).await.unwrap();
    let form = DocumentForm { outlet_name: "The Tidewatch".to_owned(), outlet_pick: "new".to_owned(), ..edited.form };
    let edit = Edit { target: Some((document, edited.head.version)), receipt: String::new() };
    library.service.save_document(&Actor::CommandLine, &edit, &form, false).await.unwrap();
    let pairs = library.pairs(Way::Report).await;
    assert_eq!((pairs.len(), pairs[0].1.as_str()), (1, "The Tidewatch"));
    assert_eq!(library.service.check_leaning().await.unwrap(), 0);
}

#[tokio::test]
async fn loops_choke_points_and_who_names_nobody_lead_to_their_quotes() {
    let library = Library::new().await;
    library.publish(&chain(&["Kabar Pesisir", "Radio Muara", "Lentera Sore"], &[quotes(0, 1), quotes(1, 2)])).await;
    let looped = chain(&["Kabar Pesisir", "Radio Muara", ""], &[quotes(0, 1), quotes(1, 0)]);
    library.publish(&looped).await;
    let page = library.service.leaning(Way::Report, LeanCursor::START).await.unwrap();
    assert_eq!((page.total.quotes, page.total.circular, page.total.reports), (2, 1, 4));
    assert_eq!(page.circular.len(), 1);
    let chokes: Vec<(String, i64)> = page.chokes.into_iter().map(|o| (o.outlet.name, o.choke)).collect();
    assert_eq!(chokes, [("Lentera Sore".to_owned(), 1), ("Radio Muara".to_owned(), 1)]);
    let muara = page.list.pairs.iter().find(|p| p.up.name == "Radio Muara").unwrap().up.public_id.clone();
    for (finding, count) in [(Finding::Choke, 1), (Finding::Circular, 1), (Finding::Unnamed, 0)] {
        let found = library.service.quotes_where(&muara, finding, Cursor::START).await.unwrap();
        assert_eq!(found.quotes.cards.len(), count, "{finding:?}");
    }
    let down = page.list.pairs[0].down.public_id.clone();
    let between = library.service.quotes_between(&down, &muara, Way::Report, Cursor::START).await.unwrap();
    assert_eq!((between.of.quotes, between.quotes.cards.len()), (2, 2));
    let none = library.service.quotes_between(&down, &muara, Way::Wire, Cursor::START).await;
    assert!(matches!(none, Err(Error::NotFound)));
}

#[tokio::test]
async fn the_demonstration_counts_as_its_chains_say() {
    let library = Library::new().await;
    library.service.load_demo().await.unwrap();
    assert_eq!(library.service.check_leaning().await.unwrap(), 0);
    let page = library.service.leaning(Way::Report, LeanCursor::START).await.unwrap();
    assert!(page.list.pairs.len() > 8 && !page.chokes.is_empty() && page.circular.len() == 1, "{:?}", page.total);
    assert!(page.list.pairs.is_sorted_by(|a, b| (a.quotes, a.hops) >= (b.quotes, b.hops)));
    let wires = library.service.leaning(Way::Wire, LeanCursor::START).await.unwrap();
    assert!(!wires.list.pairs.is_empty());
}

#[tokio::test]
async fn a_wrong_count_is_noticed_and_mended() {
    let library = Library::new().await;
    library.service.load_demo().await.unwrap();
    let before = library.pairs(Way::Report).await;
    let raw = library.raw().await;
    for damage in [
        "UPDATE leaning SET quotes = quotes + 1 WHERE rowid_is_first = 1",
        "UPDATE outlet_leaning SET choke = choke + 1 WHERE outlet_id = (SELECT min(outlet_id) FROM outlet_leaning)",
        "UPDATE leaning_total SET circular = 7",
        "DELETE FROM quote_lean WHERE quote_id = (SELECT min(quote_id) FROM quote_lean)",
        "UPDATE quote_part SET is_unnamed = 1 - is_unnamed WHERE quote_id = (SELECT min(quote_id) FROM quote_part)",
    ] {
        let damage = damage.replace(
            "WHERE rowid_is_first = 1",
            "WHERE (down_id, up_id, way) = (SELECT down_id, up_id, way FROM leaning LIMIT 1)",
        );
        sqlx::query(sqlx::AssertSqlSafe(damage.clone())).execute(&raw).await.unwrap();
        assert!(library.service.check_leaning().await.unwrap() > 0, "{damage}");
        library.service.recount_leaning().await.unwrap();
        assert_eq!(library.service.check_leaning().await.unwrap(), 0, "{damage}");
        assert_eq!(library.pairs(Way::Report).await, before, "{damage}");
    }
}

#[tokio::test]
async fn an_old_library_is_counted_in_batches_while_work_goes_on() {
    let library = Library::new().await;
    let mut ids = Vec::new();
    for n in 0..450 {
        let form = chain(&[OUTLETS[n % 5], OUTLETS[(n + 1) % 5], OUTLETS[n % 3]], &[quotes(0, 1), quotes(1, 2)]);
        ids.push(library.publish(&form).await);
    }
    let before = library.pairs(Way::Report).await;
    let mut tx = library.service.store().write().await.unwrap();
    tx.forget_leaning().await.unwrap();
    tx.commit().await.unwrap();
    assert!(library.service.leaning(Way::Report, LeanCursor::START).await.unwrap().is_counting);
    assert!(library.service.count_leaning_on().await.unwrap(), "one batch is not all");
    // While it goes on: one that is counted already is taken back and published again, and so is one that is not.
    for id in [&ids[3], &ids[444]] {
        let version = library.state(id, 2, QuoteState::Draft).await;
        library.state(id, version, QuoteState::Published).await;
    }
    // A server that starts anew goes on where the other stopped.
    let again = Service::new(library.service.store().clone());
    assert_eq!(again.finish_counting_leaning().await.unwrap(), 1, "one batch and the last");
    assert!(!again.leaning(Way::Report, LeanCursor::START).await.unwrap().is_counting);
    assert_eq!(library.pairs(Way::Report).await, before);
    assert_eq!(library.service.check_leaning().await.unwrap(), 0);
}

#[tokio::test]
async fn a_file_from_before_the_counts_is_set_down_to_be_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (old, file) = (folder.path().join("old"), folder.path().join("sanad.db"));
    std::fs::create_dir(&old).unwrap();
    for name in ["0001_create_library.sql", "0002_create_accounts.sql"] {
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(name);
        std::fs::copy(from, old.join(name)).unwrap();
    }
    let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true);
    let raw = SqlitePool::connect_with(options).await.unwrap();
    sqlx::migrate::Migrator::new(old).await.unwrap().run(&raw).await.unwrap();
    for sql in [
        "INSERT INTO record VALUES (1, 'outlet', '222222222', 'a', 1, 1, 0, NULL, 0, 0),
            (2, 'outlet', '333333333', 'b', 1, 1, 0, NULL, 0, 0),
            (3, 'quote', '444444444', 'c', 1, 1, 0, NULL, 0, 0)",
        "INSERT INTO outlet VALUES (1, 'newspaper', 'Kabar', 'kabar', '', '', NULL, '', NULL, NULL, ''),
            (2, 'newspaper', 'Muara', 'muara', '', '', NULL, '', NULL, NULL, '')",
        "INSERT INTO quote VALUES (3, 'published', NULL, '', '', '', '', NULL, NULL, '', 7, NULL, NULL, NULL)",
        "INSERT INTO mention VALUES (3, 1, 0, NULL, 1, NULL, '', NULL, NULL, '', NULL, NULL, NULL, '', 0, ''),
            (3, 2, 1, NULL, 2, NULL, '', NULL, NULL, '', NULL, NULL, NULL, '', 0, '')",
        "INSERT INTO hop VALUES (3, 1, 2, 0, 'quotes', 'verified', '')",
    ] {
        sqlx::query(sql).execute(&raw).await.unwrap();
    }
    raw.close().await;
    let service = Service::new(Store::open(&file).await.unwrap());
    assert!(service.check_leaning().await.unwrap() > 0, "it is not counted yet");
    service.finish_counting_leaning().await.unwrap();
    assert_eq!(service.check_leaning().await.unwrap(), 0);
    let total = service.leaning(Way::Report, LeanCursor::START).await.unwrap().total;
    assert_eq!((total.quotes, total.reports, total.reports_verified), (1, 1, 1));
}

#[tokio::test]
async fn lists_turn_pages_without_losing_or_repeating_a_pair() {
    let library = Library::new().await;
    // Names far enough apart that none is offered for another.
    let name =
        |n: usize| format!("{}{} {}", ["Kabar", "Warta", "Suara"][n % 3], n * 7919 % 10_007, "xyzw".repeat(n % 4));
    for n in 0..120 {
        let form = OutletForm { name: name(n), kind: "newspaper".to_owned(), ..OutletForm::default() };
        library.service.save_outlet(&Actor::CommandLine, &Edit::default(), &form, true).await.unwrap();
    }
    for n in 1..120 {
        let hub = name(0);
        let form = chain(&[&hub, &name(n)], &[quotes(0, 1)]);
        for _ in 0..=usize::from(n % 3 == 0) {
            library.publish(&form).await;
        }
    }
    let (mut seen, mut after) = (Vec::new(), LeanCursor::START);
    loop {
        let list = library.service.leaning(Way::Report, after).await.unwrap().list;
        seen.extend(list.pairs.iter().map(|p| (p.quotes, p.up.name.clone())));
        let Some(next) = list.next else { break };
        after = LeanCursor::parse(&next.to_string());
    }
    let hub = {
        let page = library.service.leaning(Way::Report, LeanCursor::START).await.unwrap();
        page.list.pairs[0].down.public_id.clone()
    };
    let (mut of_hub, mut after) = (Vec::new(), LeanCursor::START);
    loop {
        let list = library.service.outlet_leaning(&hub, after, LeanCursor::START).await.unwrap().leans.takes;
        of_hub.extend(list.pairs.iter().map(|p| (p.quotes, p.up.name.clone())));
        let Some(next) = list.next else { break };
        after = LeanCursor::parse(&next.to_string());
    }
    for mut all in [seen, of_hub] {
        assert!(all.is_sorted_by(|a, b| a.0 >= b.0), "those in most quotes first");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 119);
    }
}

#[derive(Debug, Clone)]
enum Step {
    Save { quote: usize, places: Vec<usize>, hops: Vec<(usize, usize, usize, bool)> },
    Move { quote: usize, to: QuoteState },
    Hand { document: usize, outlet: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let hop = (0_usize..6, 0_usize..6, 0_usize..5, any::<bool>());
    prop_oneof![
        5 => (0_usize..6, prop::collection::vec(0_usize..8, 1..7), prop::collection::vec(hop, 0..9))
            .prop_map(|(quote, places, hops)| Step::Save { quote, places, hops }),
        3 => (0_usize..6, prop::sample::select(QuoteState::ALL.to_vec())).prop_map(|(quote, to)| Step::Move { quote, to }),
        1 => (0_usize..2, 0_usize..5).prop_map(|(document, outlet)| Step::Hand { document, outlet }),
    ]
}

async fn live(library: &Library, steps: &[Step]) {
    let service = &library.service;
    let documents =
        [library.document("Dermaga dibuka", OUTLETS[0]).await, library.document("Pelabuhan tutup", OUTLETS[1]).await];
    let mut saved: [Option<(PublicId, i64)>; 6] = Default::default();
    for step in steps {
        match step {
            Step::Save { quote, places, hops } => {
                let name = |place: &usize| match place {
                    0 => "",
                    6 => "=Dermaga dibuka",
                    7 => "=Pelabuhan tutup",
                    n => OUTLETS[n - 1],
                };
                let places: Vec<&str> = places.iter().map(name).collect();
                let mut joined: Vec<(usize, usize, HopKind, HopState)> = Vec::new();
                for (down, up, kind, sure) in hops {
                    let (down, up) = (down % places.len(), up % places.len());
                    if down != up && !joined.iter().any(|h| (h.0, h.1) == (down, up)) {
                        let state = if *sure { HopState::Verified } else { HopState::Asserted };
                        joined.push((down, up, HopKind::ALL[*kind], state));
                    }
                }
                let form = chain(&places, &joined);
                let old = saved[*quote].clone();
                saved[*quote] = Some(library.save(old.as_ref().map(|(id, v)| (id, *v)), &form).await);
            }
            Step::Move { quote, to } => {
                if let Some((id, version)) = saved[*quote].clone() {
                    saved[*quote] = Some((id.clone(), library.state(&id, version, *to).await));
                }
            }
            Step::Hand { document, outlet } => {
                let id = &documents[*document];
                let edited = service.document_form(&Actor::CommandLine, id).await.unwrap();
                let form = DocumentForm {
                    outlet_name: OUTLETS[*outlet].to_owned(),
                    outlet_pick: String::new(),
                    ..edited.form
                };
                let edit = Edit { target: Some((id.clone(), edited.head.version)), receipt: String::new() };
                service.save_document(&Actor::CommandLine, &edit, &form, false).await.unwrap();
            }
        }
        assert_eq!(service.check_leaning().await.unwrap(), 0, "after {step:?}");
    }
    // What is taken back leaves nothing behind.
    for (id, version) in saved.iter().flatten() {
        library.state(id, *version, QuoteState::Draft).await;
    }
    let raw = library.raw().await;
    for table in ["quote_lean", "quote_part", "counted_quote", "leaning", "outlet_leaning"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let left: i64 = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(&raw).await.unwrap().get(0);
        assert_eq!(left, 0, "{table}");
    }
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn counters_agree_with_a_recount_after_every_step(steps in prop::collection::vec(step(), 1..14)) {
        RUNTIME.block_on(async {
            let library = Library::new().await;
            live(&library, &steps).await;
        });
    }
}

#[tokio::test]
async fn documents_and_quotes_are_found_by_the_new_name_of_their_outlet() {
    let library = Library::new().await;
    let service = &library.service;
    library.document("Dermaga dibuka", "Kabar Pesisir").await;
    library.document("Pelabuhan tutup", "Kabar Pesisir").await;
    library.document("Jembatan retak", "Radio Muara").await;
    library.publish(&chain(&["=Dermaga dibuka", "=Jembatan retak"], &[quotes(0, 1)])).await;
    library.save(None, &chain(&["=Pelabuhan tutup"], &[])).await;
    let outlet = {
        let found = service.suggest(&Actor::CommandLine, RecordKind::Outlet, "Kabar Pesisir").await.unwrap();
        PublicId::parse(&found[0].id).unwrap()
    };
    let edited = service.outlet_form(&Actor::CommandLine, &outlet).await.unwrap();
    let form = OutletForm { name: "Cakrawala Selatan".to_owned(), ..edited.form };
    let edit = Edit { target: Some((outlet, edited.head.version)), receipt: String::new() };
    service.save_outlet(&Actor::CommandLine, &edit, &form, false).await.unwrap();
    for (kind, typed, count) in [
        (RecordKind::Document, "cakrawala", 2),
        (RecordKind::Document, "cakrawala dermaga", 1),
        (RecordKind::Document, "pesisir", 0),
        (RecordKind::Document, "muara", 1),
        (RecordKind::Quote, "cakrawala", 2),
        (RecordKind::Quote, "cakrawala ratna dermaga", 2),
        (RecordKind::Quote, "pesisir", 0),
        (RecordKind::Quote, "cakrawala muara", 1),
    ] {
        let mut tx = service.store().read().await.unwrap();
        assert_eq!(tx.search_all(kind, typed, 20).await.unwrap().len(), count, "{kind:?} {typed}");
    }
}
