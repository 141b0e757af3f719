//! The sentence that says how we know. It is made from the chain's analysis alone and never says more than that:
//! a step that is not named stays not named, and a way that nobody compared is not called compared.

use crate::{
    components::isolated,
    i18n::fill,
    pages::reader::model::{Chain, Place},
};
use domain::{
    chain::{Basis, Standing},
    lang::UiLang,
    quote::{Directness, Mention},
};

/// What the sentence rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// How well the chain is traced.
    pub standing: Standing,
    /// Names along the way that the standing rests on, from its beginning to what readers saw; nothing for a step that
    /// names nobody.
    pub way: Vec<Option<String>>,
    /// How the first of them had the words.
    pub basis: Basis,
    /// How many hops of the way nobody compared.
    pub unverified: usize,
    /// Branches that end before anybody first-hand.
    pub gaps: usize,
    /// First-hand beginnings.
    pub origins: usize,
    /// Those of them that are independent.
    pub independent: usize,
    /// Whether the first of them is somebody who handed the words on.
    pub carried: bool,
    /// Whether words are told rather than quoted.
    pub told: bool,
}

/// What is said of how we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct How {
    /// One or two words for the standing.
    pub label: &'static str,
    /// The sentence.
    pub sentence: String,
    /// What else there is to know.
    pub more: Vec<String>,
}

/// Gathers the facts from a chain.
pub(super) fn facts(chain: &Chain<'_>) -> Facts {
    let analysis = &chain.view.analysis;
    let way: Vec<usize> = analysis.route.as_ref().map(|r| r.mentions.clone()).unwrap_or_default();
    let mentions = &chain.view.saved.quote.mentions;
    let first = way.first().and_then(|&v| mentions.get(v));
    Facts {
        standing: analysis.standing,
        basis: first.map_or(Basis::Unknown, Mention::basis),
        way: way.iter().map(|&v| (chain.place(v) != Place::Unnamed).then(|| isolated(&chain.name(v)))).collect(),
        unverified: analysis.route.as_ref().map_or(0, |r| r.unverified.len()),
        carried: way.first().is_some_and(|&v| chain.place(v) == Place::Carrier),
        gaps: analysis.gaps.len(),
        origins: analysis.origins.len(),
        independent: analysis.independent,
        told: chain.view.saved.quote.lead().is_some_and(|m| m.directness == Some(Directness::Indirect)),
    }
}

fn of(lang: UiLang, en: &'static str, id: &'static str) -> &'static str {
    match lang {
        UiLang::En => en,
        UiLang::Id => id,
    }
}

/// Small numbers as words, as papers write them.
pub(super) fn number(lang: UiLang, n: usize) -> String {
    const EN: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const ID: [&str; 11] =
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"];
    let list = match lang {
        UiLang::En => EN,
        UiLang::Id => ID,
    };
    list.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// Says how we know.
pub(super) fn how(lang: UiLang, facts: &Facts) -> How {
    let label = match facts.standing {
        Standing::Primary => of(lang, "On record", "Ada catatannya"),
        Standing::FirstReport => of(lang, "First-hand report", "Laporan tangan pertama"),
        Standing::SecondHand => of(lang, "Second-hand", "Tangan kedua"),
        Standing::Broken => of(lang, "Second-hand only", "Hanya dari tangan kedua"),
        Standing::Circular => of(lang, "Circular", "Berputar"),
    };
    let nobody = of(lang, "somebody who is not named", "seseorang yang tidak disebut");
    let name = |at: Option<&Option<String>>| at.and_then(Clone::clone).unwrap_or_else(|| nobody.to_owned());
    let (what, them) = match (lang, facts.told) {
        (UiLang::En, false) => ("these words", "them"),
        (UiLang::En, true) => ("this statement", "it"),
        (UiLang::Id, false) => ("kata-kata ini", "kata-kata ini"),
        (UiLang::Id, true) => ("pernyataan ini", "pernyataan ini"),
    };
    let (origin, reader) = (name(facts.way.first()), name(facts.way.last()));
    let steps = facts.way.len().saturating_sub(1);
    let had = fill(had(lang, facts.basis), &[("origin", &origin), ("what", what)]);
    let sentence = match facts.standing {
        Standing::Primary | Standing::FirstReport if steps == 0 => format!("{had}."),
        Standing::Primary | Standing::FirstReport => fill(
            of(
                lang,
                "{had}, and every step from there to {reader} has been compared.",
                "{had}, dan setiap langkah dari sana sampai {reader} sudah dibandingkan.",
            ),
            &[("had", &had), ("reader", &reader)],
        ),
        Standing::SecondHand => {
            let compared = match (facts.unverified, steps) {
                (_, 0 | 1) => of(
                    lang,
                    "{had}, but the step from there to {reader} has not been compared.",
                    "{had}, tetapi langkah dari sana ke {reader} belum dibandingkan.",
                ),
                (open, all) if open == all => of(
                    lang,
                    "{had}, but none of the {steps} steps from there to {reader} has been compared.",
                    "{had}, tetapi dari {steps} langkah antara sana dan {reader} belum satu pun dibandingkan.",
                ),
                (1, _) => of(
                    lang,
                    "{had}, but one of the {steps} steps from there to {reader} has not been compared.",
                    "{had}, tetapi satu dari {steps} langkah antara sana dan {reader} belum dibandingkan.",
                ),
                _ => of(
                    lang,
                    "{had}, but {open} of the {steps} steps from there to {reader} have not been compared.",
                    "{had}, tetapi {open} dari {steps} langkah antara sana dan {reader} belum dibandingkan.",
                ),
            };
            let (steps, open) = (number(lang, steps), number(lang, facts.unverified));
            fill(compared, &[("had", &had), ("reader", &reader), ("steps", &steps), ("open", &open)])
        }
        Standing::Broken => broken(lang, facts, &reader, what, them),
        Standing::Circular => of(
            lang,
            "the steps of this chain take {what} from one another, and no beginning has been found.",
            "langkah-langkah rantai ini saling mengambil {what}, dan awalnya tidak ditemukan.",
        )
        .replace("{what}", what),
    };
    How { label, sentence, more: more(lang, facts) }
}

/// A sentence that begins with a capital.
pub(super) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How a first-hand beginning had the words.
fn had(lang: UiLang, basis: Basis) -> &'static str {
    match basis {
        Basis::Heard => of(lang, "{origin} heard {what} in person", "{origin} mendengar langsung {what}"),
        Basis::Interview => {
            of(lang, "{origin} has {what} from its own interview", "{origin} mendapat {what} dari wawancaranya sendiri")
        }
        Basis::Recording => of(lang, "{origin} has {what} from a recording", "{origin} mengambil {what} dari rekaman"),
        Basis::Transcript => {
            of(lang, "{origin} has {what} from a transcript", "{origin} mengambil {what} dari transkrip")
        }
        Basis::OfficialRelease => {
            of(lang, "{origin} has {what} from an official release", "{origin} mengambil {what} dari siaran resmi")
        }
        Basis::OwnPost => of(
            lang,
            "{origin} has {what} from the speaker’s own post",
            "{origin} mengambil {what} dari unggahan penutur sendiri",
        ),
        Basis::Wire | Basis::Outlet | Basis::Social | Basis::Unknown => {
            of(lang, "{origin} carries {what}", "{origin} memuat {what}")
        }
    }
}

/// The sentence of a chain of which every beginning is a gap.
fn broken(lang: UiLang, facts: &Facts, reader: &str, what: &str, them: &str) -> String {
    let values = |last: &str| -> String {
        let sentence = match (facts.way.first(), facts.way.len()) {
            (None | Some(None), 0 | 1) => of(
                lang,
                "no outlet, document or person is named that carries {what}.",
                "tidak ada media, dokumen, atau orang yang disebut memuat {what}.",
            ),
            (Some(None), 2) => of(
                lang,
                "{reader} prints {what} and names nobody from whom it has {them}.",
                "{reader} memuat {what} tanpa menyebut dari siapa didapatnya.",
            ),
            (Some(None), _) => of(
                lang,
                "{reader} has {what} by way of {last}, where nobody is named from whom {last} has {them}.",
                "{reader} mendapat {what} melalui {last}; dari siapa {last} mendapatnya tidak disebut.",
            ),
            (_, 1) => of(
                lang,
                "{reader} prints {what}, and no step before it is known.",
                "{reader} memuat {what}, dan langkah sebelumnya tidak diketahui.",
            ),
            _ if facts.carried => of(
                lang,
                "the trail from {reader} ends with {last}, who handed {what} on; how {last} came by {them} is not known.",
                "jejak dari {reader} berhenti pada {last}, yang menyampaikan {what}; dari mana {last} mendapatnya tidak diketahui.",
            ),
            _ => of(
                lang,
                "the trail from {reader} ends at {last}, and no step before it is known.",
                "jejak dari {reader} berhenti di {last}, dan langkah sebelumnya tidak diketahui.",
            ),
        };
        fill(sentence, &[("reader", reader), ("what", what), ("them", them), ("last", last)])
    };
    // The last name on the way back: the first that is not a step without a name.
    let unnamed = of(lang, "a step that is not named", "langkah yang tidak disebut");
    values(facts.way.iter().flatten().next().map_or(unnamed, String::as_str))
}

/// What stands beside the sentence: branches that end early, and how many beginnings are independent.
fn more(lang: UiLang, facts: &Facts) -> Vec<String> {
    let mut more = Vec::new();
    let mut say = |sentence: &str, n: usize, of: usize| {
        more.push(fill(sentence, &[("n", &number(lang, n)), ("of", &number(lang, of))]));
    };
    match (facts.independent, facts.origins) {
        (0, _) => {}
        (1, 1) => say(of(lang, "There is one independent origin.", "Ada satu asal yang berdiri sendiri."), 1, 1),
        (1, all) => say(
            of(
                lang,
                "Its {of} first-hand origins share a wire agency or a publisher, so they count as one.",
                "{of} asal tangan pertamanya berbagi kantor berita atau penerbit, jadi dihitung satu.",
            ),
            1,
            all,
        ),
        (n, all) if n == all => {
            say(of(lang, "There are {n} independent origins.", "Ada {n} asal yang berdiri sendiri."), n, all);
        }
        (n, all) => say(
            of(
                lang,
                "There are {n} independent origins among {of} first-hand ones: those that share a wire agency or a publisher count once.",
                "Ada {n} asal yang berdiri sendiri dari {of} asal tangan pertama: yang berbagi kantor berita atau penerbit dihitung sekali.",
            ),
            n,
            all,
        ),
    }
    if facts.origins > 0 {
        match facts.gaps {
            0 => {}
            1 => say(
                of(
                    lang,
                    "One branch of the chain ends before it reaches anybody first-hand.",
                    "Satu cabang rantai ini berhenti sebelum sampai ke tangan pertama.",
                ),
                1,
                1,
            ),
            n => say(
                of(
                    lang,
                    "Of the chain’s branches, {n} end before they reach anybody first-hand.",
                    "Sebanyak {n} cabang rantai ini berhenti sebelum sampai ke tangan pertama.",
                ),
                n,
                n,
            ),
        }
    }
    more.into_iter().map(|s| upper_first(&s)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(standing: Standing, way: &[&str]) -> Facts {
        Facts {
            standing,
            way: way.iter().map(|n| (!n.is_empty()).then(|| (*n).to_owned())).collect(),
            basis: Basis::Unknown,
            unverified: 0,
            carried: false,
            gaps: 0,
            origins: 0,
            independent: 0,
            told: false,
        }
    }

    fn en(facts: &Facts) -> String {
        let how = how(UiLang::En, facts);
        format!("{}: {}", how.label, how.sentence)
    }

    #[test]
    fn an_unnamed_step_before_what_readers_saw() {
        let f = facts(Standing::Broken, &["", "Arrahmah.id"]);
        assert_eq!(en(&f), "Second-hand only: Arrahmah.id prints these words and names nobody from whom it has them.");
        let told = Facts { told: true, ..f };
        assert!(en(&told).ends_with("prints this statement and names nobody from whom it has it."));
        assert_eq!(
            how(UiLang::Id, &told).sentence,
            "Arrahmah.id memuat pernyataan ini tanpa menyebut dari siapa didapatnya."
        );
    }

    #[test]
    fn a_trail_that_ends_further_up() {
        assert_eq!(
            en(&facts(Standing::Broken, &["", "The Guardian", "Arrahmah.id"])),
            "Second-hand only: Arrahmah.id has these words by way of The Guardian, where nobody is named from whom \
             The Guardian has them."
        );
        assert_eq!(
            en(&facts(Standing::Broken, &["The New York Times", "Arrahmah.id"])),
            "Second-hand only: the trail from Arrahmah.id ends at The New York Times, and no step before it is known."
        );
        let carried = Facts { carried: true, told: true, ..facts(Standing::Broken, &["Sergei Shoigu", "Arrahmah.id"]) };
        assert_eq!(
            en(&carried),
            "Second-hand only: the trail from Arrahmah.id ends with Sergei Shoigu, who handed this statement on; how \
             Sergei Shoigu came by it is not known."
        );
        assert!(en(&facts(Standing::Broken, &["Arrahmah.id"])).contains("no step before it is known"));
        assert!(en(&facts(Standing::Broken, &[""])).contains("no outlet, document or person is named"));
    }

    #[test]
    fn first_hand_says_what_was_compared_and_no_more() {
        let one = Facts { basis: Basis::Recording, ..facts(Standing::Primary, &["Kabar Pesisir"]) };
        assert_eq!(en(&one), "On record: Kabar Pesisir has these words from a recording.");
        let two = Facts { basis: Basis::Heard, ..facts(Standing::FirstReport, &["Antara", "Harian Muara"]) };
        assert_eq!(
            en(&two),
            "First-hand report: Antara heard these words in person, and every step from there to Harian Muara has \
             been compared."
        );
        let three = Facts {
            basis: Basis::Heard,
            unverified: 1,
            ..facts(Standing::SecondHand, &["Antara", "Harian Muara", "Blog"])
        };
        assert!(en(&three).ends_with("but one of the two steps from there to Blog has not been compared."));
        let unnamed = Facts { basis: Basis::Heard, unverified: 1, ..facts(Standing::SecondHand, &["", "Blog"]) };
        assert!(en(&unnamed).starts_with("Second-hand: somebody who is not named heard these words in person, but"));
    }

    #[test]
    fn beginnings_are_counted_with_their_working() {
        let base = Facts { basis: Basis::Heard, ..facts(Standing::FirstReport, &["A"]) };
        let more = |origins, independent, gaps| {
            how(UiLang::En, &Facts { gaps, origins, independent, ..base.clone() }).more.join(" ")
        };
        assert_eq!(more(1, 1, 0), "There is one independent origin.");
        assert!(more(3, 1, 0).starts_with("Its three first-hand origins share"));
        assert_eq!(more(2, 2, 0), "There are two independent origins.");
        assert!(more(3, 2, 1).contains("two independent origins among three"));
        assert!(more(1, 1, 1).ends_with("One branch of the chain ends before it reaches anybody first-hand."));
        assert_eq!(more(0, 0, 2), "", "a broken chain has said so already");
    }

    #[test]
    fn every_standing_is_said_in_both_languages_without_holes() {
        use Standing::{Broken, Circular, FirstReport, Primary, SecondHand};
        for standing in [Primary, FirstReport, SecondHand, Broken, Circular] {
            for way in [&[][..], &[""], &["A"], &["", "A"], &["A", "B"], &["", "A", "B"], &["A", "B", "C"]] {
                for basis in Basis::ALL {
                    for lang in UiLang::ALL {
                        let how = how(lang, &Facts { basis: *basis, ..facts(standing, way) });
                        assert!(!how.sentence.contains(['{', '}']), "{}", how.sentence);
                        assert!(how.sentence.ends_with('.') && !how.label.is_empty(), "{}", how.sentence);
                    }
                }
            }
        }
    }
}
