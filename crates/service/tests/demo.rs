//! The demonstration library loads by the doors that people use, and shows what it is there to show.
//! What its files say is checked here, because the forms pass over what they do not know.

use domain::{
    chain::{Shared, Standing, WorkingStep},
    document::Standing as DocumentStanding,
    drift::{Kind, Wording, findings},
    id::RecordId,
    plausibility::{FindingId, Rule},
    quote::{Directness, QuoteState},
};
use service::{Actor, Cursor, Error, ListFilter, QuoteCard, QuoteList, QuoteView, Service, Store};
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: &str = include_str!("../src/demo/people.toml");
const MODEL: &str = include_str!("../src/demo/model-article.toml");
const INVENTED: &str = include_str!("../src/demo/invented.toml");

/// A loaded demonstration; the folder lives as long as the library in it.
struct Demo {
    service: Service,
    loaded: BTreeMap<&'static str, usize>,
    _folder: tempfile::TempDir,
}

async fn demo() -> Demo {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("sanad.db")).await.expect("a library");
    let service = Service::new(store);
    let loaded = service.load_demo().await.expect("the demonstration loads");
    Demo { service, loaded, _folder: folder }
}

impl Demo {
    /// Every quote in this state, page after page.
    async fn cards(&self, state: QuoteState) -> Vec<QuoteCard> {
        let (mut all, mut after) = (Vec::new(), Cursor::START);
        loop {
            let QuoteList { cards, next } =
                self.service.desk(&Actor::CommandLine, state, after).await.expect("a list of the desk");
            all.extend(cards);
            let Some(next) = next else { return all };
            after = next;
        }
    }

    async fn view(&self, card: &QuoteCard) -> QuoteView {
        self.service.quote(&Actor::Anonymous, &card.public_id).await.expect("a published quote reads for anybody")
    }

    async fn published(&self) -> Vec<QuoteView> {
        let mut views = Vec::new();
        for card in self.cards(QuoteState::Published).await {
            views.push(self.view(&card).await);
        }
        views
    }
}

/// The one quote that has these words in one of its mentions.
fn find<'v>(views: &'v [QuoteView], words: &str) -> &'v QuoteView {
    let holds = |v: &&QuoteView| v.saved.quote.mentions.iter().any(|m| m.wording.contains(words));
    let mut found = views.iter().filter(holds);
    let first = found.next().unwrap_or_else(|| panic!("no quote holds {words}"));
    assert!(found.next().is_none(), "two quotes hold {words}");
    first
}

fn standing_of(views: &[QuoteView], words: &str) -> (Standing, usize) {
    let analysis = &find(views, words).analysis;
    (analysis.standing, analysis.independent)
}

#[tokio::test]
async fn it_loads_whole_and_only_once() {
    let demo = demo().await;
    let loaded: Vec<(&str, usize)> = demo.loaded.iter().map(|(k, n)| (*k, *n)).collect();
    assert_eq!(loaded, [("documents", 48), ("outlets", 29), ("quotes", 26), ("speakers", 20)]);
    assert_eq!(demo.cards(QuoteState::Published).await.len(), 23);
    assert_eq!(demo.cards(QuoteState::Review).await.len(), 1);
    assert_eq!(demo.cards(QuoteState::Draft).await.len(), 2);
    assert!(matches!(demo.service.load_demo().await, Err(Error::NotEmpty)), "never into a library with anything in it");
    assert_eq!(demo.cards(QuoteState::Published).await.len(), 23, "and nothing was loaded twice");
}

#[tokio::test]
async fn readers_see_what_is_published_and_nothing_else() {
    let demo = demo().await;
    for view in demo.published().await {
        let quote = &view.saved.quote;
        assert!(view.speaker().is_some_and(|s| s.is_public), "{:?}", quote.lead());
        assert!(quote.lead().is_some_and(|m| m.lang.is_some()), "words with their language: {:?}", quote.lead());
        assert!(quote.mentions.iter().any(|m| m.read), "somebody read it: {:?}", quote.lead());
        assert!(view.saved.head.is_demo, "marked as demonstration");
    }
    for state in [QuoteState::Draft, QuoteState::Review] {
        for card in demo.cards(state).await {
            let asked = demo.service.quote(&Actor::Anonymous, &card.public_id).await;
            assert!(matches!(asked, Err(Error::NotFound)), "{} is not for readers", card.slug);
            let seen = demo.service.quote(&Actor::CommandLine, &card.public_id).await.expect("the desk reads it");
            assert!(!seen.saved.quote.missing().is_empty(), "the desk has something to do in {}", card.slug);
        }
    }
    let page = demo.service.browse(&ListFilter::default(), Cursor::START).await.expect("a public list");
    assert!(page.next.is_some(), "more than a page to browse");
}

#[tokio::test]
async fn the_chains_stand_as_they_were_meant_to() {
    let demo = demo().await;
    let views = demo.published().await;
    for (words, standing, independent) in [
        // The model article: an upstream that nobody names is a gap; the officials spoke to the paper itself.
        ("Kami siap bekerja sama sepenuhnya", Standing::Broken, 0),
        ("Kami terlibat dalam diplomasi", Standing::Broken, 0),
        ("Sangat penting bagi kita", Standing::Broken, 0),
        ("menghindari korban sipil", Standing::Broken, 0),
        ("radar canggih", Standing::SecondHand, 1),
        ("berterima kasih kepada Moskow", Standing::Broken, 0),
        ("bentuk serangan yang diharapkan", Standing::Broken, 0),
        ("akan berkoordinasi dengan sekutunya", Standing::Broken, 0),
        // The invented ones, in their order.
        ("Pengerukan kami mulai", Standing::Primary, 1),
        ("Pintu tiga kami buka penuh", Standing::FirstReport, 2),
        ("Gudang beku ini milik bersama", Standing::FirstReport, 1),
        ("forty-two maritime manuscripts", Standing::SecondHand, 1),
        ("Rp 15.000 per orang", Standing::Circular, 0),
        ("dapur sekolah kita belum layak", Standing::Broken, 0),
        ("Saya tidak pernah menyebut", Standing::Primary, 1),
        ("Of the fourteen life-rafts", Standing::Primary, 1),
        ("Kami tidak memindahkan gosong", Standing::Broken, 0),
        ("feri 06.30 belum kelihatan", Standing::Primary, 1),
        ("warga bantaran tidak perlu", Standing::Primary, 1),
        ("Spesifikasi lampunya memang keliru", Standing::SecondHand, 1),
        ("before the first frost", Standing::FirstReport, 1),
        ("ستفتح سوق السمك", Standing::Primary, 1),
        ("The sandbank has moved forty", Standing::SecondHand, 1),
    ] {
        assert_eq!(standing_of(&views, words), (standing, independent), "{words}");
    }
}

#[tokio::test]
async fn every_thing_that_chains_do_is_shown() {
    let demo = demo().await;
    let views = demo.published().await;

    let working = &find(&views, "Gudang beku ini milik bersama").analysis.working;
    let by_wire = |s: &WorkingStep| matches!(s, WorkingStep::Joined { shared: Shared::WireCredit(_), .. });
    let by_family = |s: &WorkingStep| matches!(s, WorkingStep::Joined { shared: Shared::PublisherFamily(_), .. });
    assert!(
        working.iter().any(by_wire) && working.iter().any(by_family),
        "joined by wire and by publisher: {working:?}"
    );

    assert_eq!(find(&views, "Rp 15.000 per orang").analysis.loops.len(), 1, "a loop is a finding");
    let sandbank = find(&views, "The sandbank has moved forty");
    assert!(!sandbank.analysis.chokes.is_empty(), "everything passes through the agency");
    let has_join = |v: &&QuoteView| v.saved.quote.mentions.iter().any(|m| v.saved.quote.upstream(m.key).count() > 1);
    assert!(views.iter().filter(has_join).count() >= 3, "branches join again");
    let has_unknown = |v: &&QuoteView| v.saved.quote.mentions.iter().any(domain::quote::Mention::is_unknown_step);
    assert!(views.iter().filter(has_unknown).count() >= 8, "an unknown step is a step");

    let withdrawn: BTreeSet<_> = views.iter().flat_map(QuoteView::withdrawn).map(|d| d.standing).collect();
    assert_eq!(withdrawn, BTreeSet::from([DocumentStanding::Corrected, DocumentStanding::Retracted]));
    assert!(views.iter().flat_map(QuoteView::withdrawn).all(|d| !d.standing_note.is_empty()), "with a reason");

    let langs: BTreeSet<String> =
        demo.service.languages().await.expect("languages").iter().map(ToString::to_string).collect();
    assert_eq!(langs, ["ar", "en", "id"].map(str::to_owned).into());
    let translated = find(&views, "forty-two maritime manuscripts");
    let in_order: Vec<_> =
        translated.saved.quote.mentions.iter().filter_map(|m| m.lang.as_ref()).map(ToString::to_string).collect();
    assert_eq!(in_order, ["id", "en", "ar"], "each hop in its own language");
}

/// What changed on the way down, over all hops of a quote between two known wordings.
fn drift_of(view: &QuoteView) -> BTreeSet<Kind> {
    let quote = &view.saved.quote;
    let wording = |key| {
        let mention = quote.mention(key).filter(|m| !m.wording.is_empty())?;
        Some(Wording::new(&mention.wording, mention.lang.as_ref()?.as_str()))
    };
    let hops = quote.hops.iter().filter_map(|h| Some(findings(&wording(h.up)?, &wording(h.down)?)));
    hops.flatten().map(|f| f.kind).collect()
}

#[tokio::test]
async fn words_drift_where_they_were_made_to() {
    let demo = demo().await;
    let views = demo.published().await;
    let flood = drift_of(find(&views, "warga bantaran tidak perlu mengungsi"));
    assert!(flood.is_superset(&BTreeSet::from([Kind::Number, Kind::Hedge, Kind::Negation])), "{flood:?}");
    for words in ["Of the fourteen life-rafts", "The sandbank has moved forty"] {
        let kinds = drift_of(find(&views, words));
        assert!(kinds.contains(&Kind::Number), "{words}: {kinds:?}");
    }
    let mixed = drift_of(find(&views, "before the first frost"));
    assert!(mixed.contains(&Kind::Omission), "{mixed:?}");
    for words in ["Gudang beku ini milik bersama", "Saya tidak pernah menyebut", "forty-two maritime manuscripts"] {
        let kinds = drift_of(find(&views, words));
        assert!(kinds.is_empty(), "faithful on every hop: {words}: {kinds:?}");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_found_and_nothing_else() {
    let demo = demo().await;
    let views = demo.published().await;
    let (mut open, mut aside, mut to_recheck) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for view in &views {
        for finding in &view.findings {
            match (finding.rule(), view.saved.quote.set_aside(&finding.id)) {
                (Rule::Recheck, None) => drop(to_recheck.insert(view.saved.head.public_id.to_string())),
                (_, None) => open.push(finding.id.to_string()),
                (_, Some(_)) => drop(aside.insert(finding.id.to_string())),
            }
        }
        let found = |id: &FindingId| view.findings.iter().any(|f| f.id == *id);
        assert!(view.saved.quote.overrides.iter().all(|o| found(&o.finding)), "each is about something");
    }
    assert_eq!(open, ["before_upstream:3:1@2025-05-26T08:15+07:00/2025-05-26T10:40+07:00"]);
    let broadcast = "before_said:2@2025-04-11T07:00+07:00/2025-04-11T07:20+07:00";
    let transcript = "before_upstream:4:5@2025-03-26T16:05+00:00/2025-03-28";
    assert_eq!(aside, BTreeSet::from([broadcast.to_owned(), transcript.to_owned()]));
    let listed = demo.service.to_recheck(&Actor::CommandLine, Cursor::START).await.expect("the list").cards;
    assert_eq!(listed.iter().map(|c| c.public_id.to_string()).collect::<BTreeSet<_>>(), to_recheck);
    assert_eq!(to_recheck.len(), 2, "below the retracted and below the corrected report");
}

#[tokio::test]
async fn direct_words_are_anchored_where_the_text_was_kept() {
    let demo = demo().await;
    let mut snapshots: BTreeMap<RecordId, String> = BTreeMap::new();
    let (mut anchored, mut after_emoji) = (0, 0);
    for view in demo.published().await {
        for mention in &view.saved.quote.mentions {
            let Some((id, document)) = mention.document.and_then(|id| Some((id, view.documents.get(&id)?))) else {
                continue;
            };
            if !document.has_snapshot || mention.directness != Some(Directness::Direct) {
                continue;
            }
            if let std::collections::btree_map::Entry::Vacant(place) = snapshots.entry(id) {
                let page = demo.service.document(&Actor::CommandLine, &document.public_id, Cursor::START).await;
                place.insert(page.expect("a document").document.snapshot);
            }
            let anchor = mention.anchor.as_ref().unwrap_or_else(|| panic!("no anchor in {}", document.label));
            let there: String = snapshots[&id].chars().skip(anchor.start).take(anchor.end - anchor.start).collect();
            assert_eq!(there, mention.wording, "verbatim in {}", document.label);
            anchored += 1;
            let before: String = snapshots[&id].chars().take(anchor.start).collect();
            after_emoji += usize::from(before.contains('📜') && before.contains('ح'));
        }
    }
    assert_eq!((anchored, snapshots.len()), (11, 11));
    assert_eq!(after_emoji, 1, "offsets count code points, also after emoji and Arabic");
}

/// Forms ignore fields they do not know and make whoever is not there yet: neither may happen to these files.
#[test]
fn the_files_say_nothing_that_is_passed_over() {
    let files: Vec<toml::Table> = [PEOPLE, MODEL, INVENTED].iter().map(|f| f.parse().expect("TOML")).collect();
    let rows =
        |kind: &'static str| files.iter().filter_map(move |f| f.get(kind)).filter_map(toml::Value::as_array).flatten();
    let texts = |kind: &'static str, field: &'static str| -> BTreeSet<&str> {
        rows(kind).filter_map(|r| r.get(field)?.as_str()).collect()
    };
    let (speakers, outlets) = (texts("speakers", "name"), texts("outlets", "name"));
    let documents = texts("documents", "title");
    assert_eq!(documents.len(), rows("documents").count(), "titles tell documents apart");

    let known = |row: &toml::Value, fields: &[&str]| {
        for key in row.as_table().expect("a table").keys() {
            assert!(fields.contains(&key.as_str()), "{key} is no field of this form: {row}");
        }
    };
    let named = |row: &toml::Value, field: &str, among: &BTreeSet<&str>| {
        let name = row.get(field).and_then(toml::Value::as_str);
        assert!(name.is_none_or(|n| among.contains(n)), "{name:?} is not declared");
    };
    for document in rows("documents") {
        named(document, "outlet_name", &outlets);
    }
    for quote in rows("quotes") {
        let fields = [
            "state",
            "speaker_name",
            "role_then",
            "occasion",
            "place",
            "addressee",
            "said",
            "spoken_lang",
            "note",
            "steps",
            "overrides",
        ];
        known(quote, &fields);
        for line in quote.get("overrides").and_then(toml::Value::as_array).into_iter().flatten() {
            known(line, &["finding", "reason"]);
        }
        named(quote, "speaker_name", &speakers);
        for step in quote["steps"].as_array().expect("steps") {
            let fields = [
                "key",
                "outlet_name",
                "document_name",
                "carrier_name",
                "wording",
                "lang",
                "directness",
                "cue",
                "basis",
                "published",
                "wire_credit",
                "read",
                "note",
                "from",
            ];
            known(step, &fields);
            named(step, "outlet_name", &outlets);
            named(step, "document_name", &documents);
            named(step, "carrier_name", &speakers);
            for hop in step.get("from").and_then(toml::Value::as_array).into_iter().flatten() {
                known(hop, &["up", "kind", "state", "evidence", "back_translation"]);
            }
        }
    }
    let fields = ["kind", "name", "aliases", "lang", "born", "roles", "note"];
    rows("speakers").for_each(|r| known(r, &fields));
    let fields = ["kind", "name", "aliases", "family", "lang", "country", "home_page", "note"];
    rows("outlets").for_each(|r| known(r, &fields));
    let fields = [
        "outlet_name",
        "url",
        "title",
        "byline",
        "dateline",
        "lang",
        "published",
        "archived_url",
        "snapshot",
        "standing",
        "standing_note",
        "note",
    ];
    rows("documents").for_each(|r| known(r, &fields));
}

/// Nobody can own an address under .example, and nothing is added to the model article.
#[test]
fn nothing_points_at_the_real_world() {
    for (name, file) in [("people", PEOPLE), ("invented", INVENTED)] {
        for address in file.split('"').filter(|t| t.contains("://")) {
            let host = domain::web::host(address).unwrap_or_default();
            assert!(host.ends_with(".example"), "{name}: {address}");
        }
    }
    assert!(!MODEL.contains("://") && !MODEL.contains("snapshot") && !MODEL.contains("wikidata"));
    let dates = MODEL.lines().filter(|l| l.starts_with("published") || l.starts_with("said")).collect::<Vec<_>>();
    assert_eq!(dates, ["published = \"7/8/2024\""], "the only date that the article gives");
}
