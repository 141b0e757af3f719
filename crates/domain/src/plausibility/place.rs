//! Places as datelines print them. Nobody can tell from two words alone whether a city lies in a country, so anything
//! that may be the same place is taken for it: a letter's difference, an exonym, another script.

use crate::text::fold;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

/// Other names of places, each folded: the first number says which place.
static EXONYMS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let lines = include_str!("../../data/drift/exonyms.txt").lines().filter(|l| !l.starts_with('#'));
    let named = lines.enumerate().filter_map(|(n, line)| Some((n, line.split_once(':')?.1)));
    named.flat_map(|(n, names)| names.split(',').map(move |name| (fold(name), n))).collect()
});

/// The longest exonym, in words.
const EXONYM_WORDS: usize = 3;

/// The place in a dateline as printed, where it cannot be the place in which the words were said; `where_said` is all
/// that the quote says of that.
pub(super) fn elsewhere(dateline: &str, where_said: &str, outlet_names: &[&str]) -> Option<String> {
    let place = printed(dateline, outlet_names)?;
    let (here, there) = (fold(&place), fold(where_said));
    if there.is_empty() || is_other_script(&here, &there) || here.contains(&there) || there.contains(&here) {
        return None;
    }
    if !exonyms(&here).is_disjoint(&exonyms(&there)) {
        return None;
    }
    // Words of one or two letters tell no place from another.
    let long =
        |text: &str| -> Vec<String> { text.split(' ').filter(|w| w.chars().count() > 2).map(str::to_owned).collect() };
    let (here, there) = (long(&here), long(&there));
    let may_be_same = here.iter().any(|h| there.iter().any(|t| alike(h, t)));
    (!here.is_empty() && !there.is_empty() && !may_be_same).then_some(place)
}

/// The parts of a dateline that can name a place: those that are neither the outlet nor a date.
fn printed(dateline: &str, outlet_names: &[&str]) -> Option<String> {
    let outlets: Vec<String> = outlet_names.iter().map(|n| fold(n)).collect();
    let parts = dateline.split([',', '(', ')', '—', '–', '|', '/', ';', ':', '\n']).flat_map(|p| p.split(" - "));
    let places = parts.map(str::trim).filter(|part| {
        let folded = fold(part);
        folded.chars().any(char::is_alphabetic)
            && !folded.chars().any(char::is_numeric)
            && !outlets.iter().any(|o| o.contains(&folded) || (!o.is_empty() && folded.contains(o)))
    });
    let places: Vec<&str> = places.collect();
    (!places.is_empty()).then(|| places.join(", "))
}

/// Whether two words may be spellings of one name: one begins as the other or holds it, or three letters of four agree.
fn alike(a: &str, b: &str) -> bool {
    if a.chars().take(3).eq(b.chars().take(3)) || a.contains(b) || b.contains(a) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same: usize = capture_diff_slices(Algorithm::Myers, &a, &b)
        .iter()
        .map(|op| if op.tag() == DiffTag::Equal { op.old_range().len() } else { 0 })
        .sum();
    4 * 2 * same >= 3 * (a.len() + b.len())
}

/// Which listed places a folded text names.
fn exonyms(text: &str) -> BTreeSet<usize> {
    let words: Vec<&str> = text.split(' ').collect();
    let runs = (1..=EXONYM_WORDS).flat_map(|n| words.windows(n));
    runs.filter_map(|run| EXONYMS.get(&run.join(" ")).copied()).collect()
}

/// Whether one text is in Latin letters and the other is not.
fn is_other_script(one: &str, other: &str) -> bool {
    let latin = |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii() || c < '\u{370}');
    latin(one) != latin(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_dateline_is_found() {
        let of = |dateline: &str| printed(dateline, &["Kabar Pesisir", "KBB"]);
        assert_eq!(of("TELUK SELASIH, Kabar Pesisir").as_deref(), Some("TELUK SELASIH"));
        assert_eq!(of("KABAR PESISIR, Teluk Selasih —").as_deref(), Some("Teluk Selasih"));
        assert_eq!(of("TELUK SELASIH (KBB)").as_deref(), Some("TELUK SELASIH"));
        assert_eq!(of("WASHINGTON, Aug 7").as_deref(), Some("WASHINGTON"));
        assert_eq!(of("7 Agustus 2024"), None);
        assert_eq!(of("Kabar Pesisir"), None);
    }

    #[test]
    fn what_may_be_the_same_place_is_taken_for_it() {
        for (dateline, place) in [
            ("MOSKOW (Arrahmah.id)", "Moscow"),
            ("TEHERAN", "Tehran, Iran"),
            ("Tehran", "طهران"),
            ("Makhachkala", "Махачкала"),
            ("TELUK SELASIH", "Balai Kota Teluk Selasih"),
            ("Guildhall, Port Calder", "Port Calder"),
            ("LONDON", ""),
            ("", "London"),
            ("JAKARTA PUSAT", "Istana Merdeka, Jakarta"),
            ("Sevastopol", "Sewastopol"),
        ] {
            assert_eq!(elsewhere(dateline, place, &[]), None, "{dateline} / {place}");
        }
        assert_eq!(elsewhere("MOSKOW (Arrahmah.id)", "Teheran", &["Arrahmah.id"]).as_deref(), Some("MOSKOW"));
    }
}
