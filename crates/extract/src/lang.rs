//! The languages the engine knows, and the guess which one an article is written in.
//! Adding a language is adding a folder under `data/` and one line to the table here.

use std::sync::LazyLock;

use crate::lexicon::{Files, Lexicon, class};

macro_rules! languages {
    ($($name:ident $code:literal;)*) => {
        $(static $name: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse($code, &Files {
            words: include_str!(concat!("../data/", $code, "/words.txt")),
            cues: include_str!(concat!("../data/", $code, "/cues.txt")),
            outlets: concat!(include_str!("../data/outlets.txt"), "\n", include_str!(concat!("../data/", $code, "/outlets.txt"))),
            grammar: include_str!(concat!("../data/", $code, "/grammar.txt")),
        }));)*
        fn all() -> Vec<&'static Lexicon> {
            vec![$(&$name),*]
        }
    };
}

languages! {
    ID "id";
    EN "en";
    DE "de";
    AR "ar";
}

/// How many words are enough to tell a language.
const ENOUGH: usize = 600;

/// The language's lists, and whether the guess is more than a fallback.
pub(crate) fn detect(text: &str, wish: Option<&str>) -> (&'static Lexicon, bool) {
    let all = all();
    if let Some(wish) = wish {
        let short = wish.split(['-', '_']).next().unwrap_or(wish).to_ascii_lowercase();
        if let Some(lex) = all.iter().find(|l| l.code == short) {
            return (lex, true);
        }
    }
    let mut scores = vec![0_usize; all.len()];
    let mut lower = String::new();
    for word in text
        .split(|c: char| !c.is_alphabetic() && !matches!(c, '\u{64b}'..='\u{65f}'))
        .filter(|w| !w.is_empty())
        .take(ENOUGH)
    {
        if word.len() > 24 {
            continue;
        }
        crate::token::fold(word, &mut lower);
        for (score, lex) in scores.iter_mut().zip(&all) {
            // Frequent words tell most; in a short text any listed word helps.
            let found = lex.word(lex.id(&lower));
            *score += 3 * usize::from(found.classes & class::FUNC != 0)
                + usize::from(found.classes != 0 || found.cue.is_some());
        }
    }
    let best = (0..all.len()).max_by_key(|&i| (scores[i], all.len() - i)).unwrap_or(0);
    match all.get(best) {
        Some(lex) if scores[best] >= 4 => (lex, true),
        Some(lex) if scores[best] >= 2 => (lex, false),
        _ => (&EN, false),
    }
}

#[cfg(test)]
mod tests {
    use super::all;

    /// A folder that nobody listed would be read by nobody.
    #[test]
    fn every_folder_of_lists_is_a_language() {
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let folders = data.read_dir().expect("the lists").filter_map(Result::ok).filter(|e| e.path().is_dir());
        let mut folders: Vec<String> = folders.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        folders.sort();
        let mut listed: Vec<&str> = all().iter().map(|l| l.code).collect();
        listed.sort_unstable();
        assert_eq!(folders, listed);
    }
}
