//! Does a word look like part of an outlet's name by its form and its place in the name?

use crate::doc::Doc;
use crate::lexicon::class;
use crate::token::Sort;

/// Tells an outlet wherever it stands in a name.
const ANYWHERE: &[&str] = &[
    "News",
    "Times",
    "Post",
    "Journal",
    "Herald",
    "Tribune",
    "TV",
    "FM",
    "Radio",
    "Observer",
    "Gazette",
    "Chronicle",
    "Telegraph",
    "Courier",
    "Standard",
    "Examiner",
    "Register",
    "Daily",
    "Weekly",
    "Magazine",
    "Press",
    "Broadcasting",
    "Zeitung",
    "Tageblatt",
    "Anzeiger",
    "Rundschau",
    "Nachrichten",
    "Tidende",
    "Dagblad",
    "Nyheter",
    "Shimbun",
];

/// Tells an outlet at the end of a name of several words: "Kendari Pos", "New Statesman".
const LAST: &[&str] = &[
    "Pos",
    "Ekspres",
    "Ledger",
    "Guardian",
    "Statesman",
    "Dispatch",
    "Sentinel",
    "Inquirer",
    "Enquirer",
    "Bulletin",
    "Advocate",
    "Argus",
    "Gleaner",
    "Newspaper",
    "Advertiser",
];

/// The same, when an article opens the name: "the Desert Sun", but not "American Express".
const AFTER_ARTICLE: &[&str] = &[
    "Sun",
    "Star",
    "Globe",
    "Mirror",
    "Echo",
    "Express",
    "Reporter",
    "Mercury",
    "Monitor",
    "Independent",
    "Bee",
    "Record",
    "Review",
];

/// Opens the name of an Indonesian regional paper: "Radar Bogor".
const FIRST: &[&str] = &["Radar", "Tribun", "Suara", "Warta", "Harian", "Koran"];

/// Does token `i` look like an outlet by its form: a domain, a handle, a telling word?
pub(crate) fn outletlike(doc: &Doc<'_>, i: usize) -> bool {
    let w = doc.word(i);
    let t = &doc.toks[i];
    t.is(class::OUTLET)
        || w.starts_with('@')
        || (t.sort == Sort::Word
            && w.contains('.')
            && !t.dot
            && w.rsplit('.')
                .next()
                .is_some_and(|d| matches!(d.len(), 2..=4) && d.bytes().all(|b| b.is_ascii_lowercase())))
        || t.cap && (ANYWHERE.contains(&w) || glued(w) || placed(doc, i, w))
}

/// "KQRT-TV", "iNews", "JawaPos": a telling end without a space before it.
fn glued(w: &str) -> bool {
    w.len() > 3
        && w != "CCTV"
        && (w.ends_with("TV")
            || ["-FM", "-AM", "News", "news", "Pos", "Post", "Times"]
                .iter()
                .any(|end| w.len() > end.len() && w.ends_with(end)))
}

/// A word that tells an outlet only at its place in a name of several words.
fn placed(doc: &Doc<'_>, i: usize, w: &str) -> bool {
    let name = |k: usize| doc.toks.get(k).is_some_and(|t| t.sort == Sort::Word && t.cap);
    let office = class::ROLE | class::TITLE | class::BODY;
    let before = i > 0 && name(i - 1) && !doc.toks[i - 1].is(office);
    if doc.lex.grammar.prefix_verbs && FIRST.contains(&w) {
        return name(i + 1) && !doc.toks[i + 1].is(office) && !(i > 0 && name(i - 1));
    }
    if !before || name(i + 1) {
        return false;
    }
    let article = || (i.saturating_sub(3)..i).any(|k| matches!(doc.word(k), "the" | "The") && (k + 1..i).all(name));
    LAST.contains(&w) || AFTER_ARTICLE.contains(&w) && article()
}
