//! Which wordings of a chain may be held against each other, and how far.
//! A page, a form and a test ask here, so that none of them claims more than was compared.

use super::lexicon::{Lexicon, primary};
use super::text::Text;
use super::{Finding, Kind, Wording, across, findings};
use crate::chain::{Analysis, Graph, HopKind, ways};
use crate::lang::LangTag;
use crate::quote::{Mention, Quote};

/// The words at one end, and their language where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End<'a> {
    /// The words, never tidied.
    pub text: &'a str,
    /// Their language.
    pub lang: Option<&'a LangTag>,
}

impl<'a> End<'a> {
    /// The words of a mention.
    pub fn of(mention: &'a Mention) -> Self {
        Self { text: &mention.wording, lang: mention.lang.as_ref() }
    }
}

/// How far two wordings could be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// One language, and the words were to be kept: word by word.
    Words,
    /// One language, but told in other words: numbers, dates, negation, hedges, names and reporting verbs.
    Retold,
    /// Two languages: numbers, dates, names and negation.
    Languages,
    /// Two languages, and told in other words: numbers, dates and names that stand in the place of others.
    LanguagesRetold,
}

impl Measure {
    /// Whether both wordings are in one language.
    pub fn is_one_language(self) -> bool {
        matches!(self, Self::Words | Self::Retold)
    }
}

/// Two wordings held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How far they could be compared.
    pub measure: Measure,
    /// Whether there are word lists for both languages. Without them negation, hedges and numbers in words are not
    /// seen, and no page may say that they agree.
    pub listed: bool,
    /// What changed, in reading order.
    pub findings: Vec<Finding>,
}

/// Compares two wordings. Nothing comes out where one of them or its language is not known. `retold` says that the
/// words were not meant to be kept.
pub fn compare(up: End<'_>, down: End<'_>, retold: bool) -> Option<Comparison> {
    let (up_lang, down_lang) = (up.lang?, down.lang?);
    if up.text.trim().is_empty() || down.text.trim().is_empty() {
        return None;
    }
    let a = Wording::new(up.text, up_lang.as_str());
    let b = Wording::new(down.text, down_lang.as_str());
    let same = primary(up_lang.as_str()) == primary(down_lang.as_str());
    let (measure, findings) = match (same, retold) {
        (true, false) => (Measure::Words, findings(&a, &b)),
        (true, true) => {
            let mut found = findings(&a, &b);
            found.retain(|f| is_fact(f.kind));
            (Measure::Retold, found)
        }
        (false, false) => (Measure::Languages, findings(&a, &b)),
        (false, true) => {
            let read = |w: &Wording<'_>| Text::read(w.text(), Lexicon::of(&primary(w.lang())));
            let mut found = across::exchanged(&read(&a), &read(&b));
            found.sort_unstable();
            found.dedup();
            (Measure::LanguagesRetold, found)
        }
    };
    let listed = [&a, &b].into_iter().all(|w| Lexicon::of(&primary(w.lang())).known());
    Some(Comparison { measure, listed, findings })
}

/// Kinds that matter even where somebody tells something in other words.
fn is_fact(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Negation | Kind::Hedge | Kind::Cue | Kind::Speaker)
}

/// Whether this kind of hop tells the words in other words.
fn retells(kind: HopKind) -> bool {
    matches!(kind, HopKind::Paraphrases | HopKind::Summarises)
}

/// What changed over one hop.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HopDrift {
    /// Upstream against downstream.
    pub direct: Option<Comparison>,
    /// Upstream against the newsroom's translation of the downstream back into the upstream's language.
    pub back: Option<Comparison>,
}

impl HopDrift {
    /// Reads one hop. The back-translation counts only on a translation between two languages: it is in the
    /// upstream's.
    pub fn of(kind: HopKind, up: End<'_>, down: End<'_>, back: &str) -> Self {
        let direct = compare(up, down, retells(kind));
        let crossed = direct.as_ref().is_some_and(|c| !c.measure.is_one_language());
        let back = (crossed && kind == HopKind::Translates)
            .then(|| compare(up, End { text: back, lang: up.lang }, false))
            .flatten();
        Self { direct, back }
    }

    /// How many changes are told of this hop. A change may be seen both directly and through a back-translation, so
    /// the two are not added up: the longer list counts.
    pub fn count(&self) -> usize {
        [&self.direct, &self.back].into_iter().flatten().map(|c| c.findings.len()).max().unwrap_or(0)
    }
}

/// The first known words of a way against what readers saw at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndToEnd {
    /// Index of the first mention on the way whose words are known.
    pub up: usize,
    /// Index of what readers saw.
    pub down: usize,
    /// Hops between the two, at least two.
    pub hops: usize,
    /// Whether the first of them is an origin.
    pub is_origin: bool,
    /// The two compared.
    pub comparison: Comparison,
}

/// Compares what a chain begins with and what readers saw, one comparison for each read mention, at most `limit`, the
/// one at the head of the page first. Only ways on which at least two hops lie between the two are taken: a single hop is told as such.
pub fn end_to_end(quote: &Quote, graph: &Graph, analysis: &Analysis, limit: usize) -> Vec<EndToEnd> {
    let known = |v: usize| quote.mentions.get(v).filter(|m| !m.wording.trim().is_empty());
    let mut found = Vec::new();
    let lead = quote.lead().map(|m| m.key);
    let mut read = analysis.read.clone();
    read.retain(|&v| known(v).is_some());
    read.sort_by_key(|&v| (quote.mentions.get(v).map(|m| m.key) != lead, v));
    read.truncate(limit);
    for way in ways(graph, analysis, &read) {
        let Some(from) = way.mentions.iter().position(|&v| known(v).is_some()) else { continue };
        let hops = &way.hops[from..];
        let (up, Some(&down)) = (way.mentions[from], way.mentions.last()) else { continue };
        let (Some(first), Some(last)) = (known(up), known(down)) else { continue };
        if hops.len() < 2 {
            continue;
        }
        let kinds = || hops.iter().filter_map(|&hop| graph.edges().get(hop)).map(|edge| edge.kind);
        // There and back again through another language, the words are others too.
        let through = kinds().any(|k| k == HopKind::Translates) && first.lang == last.lang;
        let retold = kinds().any(retells) || through;
        if let Some(comparison) = compare(End::of(first), End::of(last), retold) {
            let is_origin = analysis.origins.binary_search(&up).is_ok();
            found.push(EndToEnd { up, down, hops: hops.len(), is_origin, comparison });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{Basis, Edge, HopState, Node, analyse};
    use crate::quote::MentionKey;

    fn tag(text: &str) -> LangTag {
        LangTag::parse("lang", text).unwrap()
    }

    fn kinds(comparison: Option<&Comparison>) -> Vec<Kind> {
        comparison.map(|c| c.findings.iter().map(|f| f.kind).collect()).unwrap_or_default()
    }

    fn hop(kind: HopKind, up: (&str, &str), down: (&str, &str), back: &str) -> HopDrift {
        let (a, b) = (tag(up.0), tag(down.0));
        let end = |text, lang| End { text, lang: Some(lang) };
        HopDrift::of(kind, end(up.1, &a), end(down.1, &b), back)
    }

    const EN: &str = "The exhibition may run for six months if conditions allow";
    const ID: &str = "Pameran akan berlangsung enam bulan";

    #[test]
    fn a_back_translation_shows_what_two_languages_hide() {
        let alone = hop(HopKind::Translates, ("en", EN), ("id", ID), "");
        assert_eq!(alone.direct.as_ref().map(|c| c.measure), Some(Measure::Languages));
        assert_eq!((alone.count(), alone.back.as_ref()), (0, None), "word by word, nothing can be said");
        let back = hop(HopKind::Translates, ("en", EN), ("id", ID), "The exhibition will run for six months");
        assert_eq!(back.direct, alone.direct, "what was printed is judged by itself");
        assert_eq!(back.back.as_ref().map(|c| c.measure), Some(Measure::Words));
        assert_eq!(kinds(back.back.as_ref()), [Kind::Hedge, Kind::Omission]);
        assert_eq!(back.count(), 2);
        let same = hop(HopKind::Translates, ("en", EN), ("id", ID), EN);
        assert_eq!((same.count(), same.back.map(|c| c.findings)), (0, Some(Vec::new())));
    }

    #[test]
    fn a_back_translation_needs_a_translation() {
        let quoted = hop(HopKind::Quotes, ("en", EN), ("id", ID), "The exhibition will run");
        assert_eq!(quoted.back, None, "a hop of another kind has none");
        let one = hop(HopKind::Translates, ("en", EN), ("en", "The exhibition will run"), "It will run");
        assert_eq!(one.back, None, "in one language the words themselves are compared");
        assert_eq!(one.direct.map(|c| c.measure), Some(Measure::Words));
        let bare = HopDrift::of(
            HopKind::Translates,
            End { text: EN, lang: None },
            End { text: ID, lang: Some(&tag("id")) },
            "The exhibition will run",
        );
        assert_eq!(bare, HopDrift::default(), "without its language nothing is said of a wording");
    }

    #[test]
    fn what_is_retold_is_judged_by_its_facts_alone() {
        let up = ("id", "Air mungkin naik 20 sentimeter; warga tidak perlu mengungsi, cukup waspada");
        let down = ("id", "Air akan naik 50 sentimeter; warga perlu mengungsi");
        let told = hop(HopKind::Paraphrases, up, down, "");
        assert_eq!(told.direct.as_ref().map(|c| c.measure), Some(Measure::Retold));
        let found = kinds(told.direct.as_ref());
        assert!([Kind::Hedge, Kind::Number, Kind::Negation].iter().all(|k| found.contains(k)), "{found:?}");
        assert!(!found.contains(&Kind::Omission), "leaving words out is what retelling is");
        let kept = hop(HopKind::Quotes, up, down, "");
        assert!(kinds(kept.direct.as_ref()).contains(&Kind::Omission));
        let across = hop(
            HopKind::Summarises,
            ("en", "The water may rise 20 centimetres, the 14 families need not leave"),
            ("id", "Air naik 50 sentimeter"),
            "",
        );
        assert_eq!(across.direct.as_ref().map(|c| c.measure), Some(Measure::LanguagesRetold));
        assert!(across.count() <= 1, "a number left out of a summary is no change: {across:?}");
    }

    #[test]
    fn numbers_in_words_that_no_list_knows_raise_no_alarm() {
        let found = |up: &str, down: &str| hop(HopKind::Translates, ("ru", up), ("id", down), "").count();
        assert_eq!(found("Сорок два корабля", "42 kapal"), 0, "nobody can say that it is not there");
        assert_eq!(found("Сорок два корабля", "Empat puluh dua kapal"), 0);
        assert_eq!(found("42 корабля", "14 kapal"), 1, "figures stay figures");
        let listed = |lang| hop(HopKind::Translates, (lang, "нет"), ("id", "tidak"), "").direct.map(|c| c.listed);
        assert_eq!((listed("ru"), listed("en")), (Some(false), Some(true)));
    }

    /// A chain 3 → 2 → 1 of these wordings, the upstream first.
    fn chain(wordings: [(&str, &str); 3], kinds: [HopKind; 2]) -> (Quote, Graph) {
        let mentions: Vec<Mention> = wordings
            .iter()
            .zip(1_u32..)
            .map(|((lang, text), key)| Mention {
                wording: (*text).to_owned(),
                lang: LangTag::parse("lang", lang).ok(),
                ..Mention::new(MentionKey(key))
            })
            .collect();
        let nodes = (0..3)
            .map(|v| Node {
                key: v.to_string(),
                basis: (v == 0).then_some(Basis::Heard),
                read: v == 2,
                ..Node::default()
            })
            .collect();
        let edges = kinds
            .into_iter()
            .enumerate()
            .map(|(up, kind)| Edge { down: up + 1, up, kind, state: HopState::Asserted })
            .collect();
        (Quote { mentions, ..Quote::default() }, Graph::new(nodes, edges))
    }

    fn ends(wordings: [(&str, &str); 3], kinds: [HopKind; 2]) -> Vec<EndToEnd> {
        let (quote, graph) = chain(wordings, kinds);
        end_to_end(&quote, &graph, &analyse(&graph), 3)
    }

    #[test]
    fn both_ends_are_compared_over_the_steps_between() {
        let copy = [HopKind::Quotes, HopKind::Syndicates];
        let all = ends([("id", "Ada 40 kapal di sini"), ("id", ""), ("id", "Ada 14 kapal di sini")], copy);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].up, all[0].down, all[0].hops, all[0].is_origin), (0, 2, 2, true));
        assert_eq!(all[0].comparison.measure, Measure::Words);
        assert_eq!(kinds(Some(&all[0].comparison)), [Kind::Number]);
    }

    #[test]
    fn one_hop_between_the_known_words_is_told_as_a_hop() {
        let copy = [HopKind::Quotes, HopKind::Quotes];
        assert_eq!(ends([("id", ""), ("id", "Ada 40 kapal"), ("id", "Ada 14 kapal")], copy), []);
        assert_eq!(ends([("id", "Ada 40 kapal"), ("id", "Ada 40 kapal"), ("id", "")], copy), []);
    }

    #[test]
    fn ends_are_compared_as_far_as_the_way_allows() {
        let measure = |langs: [&str; 3], kinds| {
            ends(langs.map(|l| (l, "Ada 40 kapal di sini")), kinds).first().map(|e| e.comparison.measure)
        };
        let translated = [HopKind::Translates, HopKind::Translates];
        assert_eq!(measure(["ar", "en", "id"], translated), Some(Measure::Languages));
        assert_eq!(measure(["id", "en", "id"], translated), Some(Measure::Retold), "there and back again");
        assert_eq!(measure(["id", "id", "id"], [HopKind::Quotes, HopKind::Summarises]), Some(Measure::Retold));
        assert_eq!(
            measure(["en", "id", "id"], [HopKind::Translates, HopKind::Paraphrases]),
            Some(Measure::LanguagesRetold)
        );
    }
}
