//! The interface's words, in English and Bahasa Indonesia. A word that one language lacks does not compile.
//! One file a room of the interface.

mod article;
mod chain;
mod common;
mod counted;
mod desk;
mod drift;
pub mod labels;
mod leaning;
mod lines;
mod long;
mod plausible;
mod reader;
mod settings;
mod trouble;

pub use article::ArticleWords;
pub use chain::ChainWords;
pub use common::CommonWords;
pub use counted::CountedWords;
pub use desk::DeskWords;
pub use drift::DriftWords;
pub use leaning::LeaningWords;
pub(crate) use leaning::PERCENT_FROM;
pub use lines::LinesWords;
pub use long::LongWords;
pub use plausible::PlausibleWords;
pub use reader::ReaderWords;
pub use settings::SettingsWords;
pub use trouble::TroubleWords;

use domain::lang::UiLang;

/// A table of words, each in English and beside it in Bahasa Indonesia: it makes a struct with one field a word, and
/// the constants `EN` and `ID`.
macro_rules! word_table {
    ($(#[$about:meta])* $name:ident { $($key:ident: $en:literal, $id:literal;)+ }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub struct $name {
            $(#[doc = $en] pub $key: &'static str,)+
        }

        pub(super) const EN: $name = $name { $($key: $en,)+ };
        pub(super) const ID: $name = $name { $($key: $id,)+ };
    };
}
pub(crate) use word_table;

/// All words of one language.
#[derive(Debug)]
pub struct Words {
    /// The language they are in.
    pub lang: UiLang,
    /// On every page.
    pub common: CommonWords,
    /// On public pages.
    pub reader: ReaderWords,
    /// In the newsroom.
    pub desk: DeskWords,
    /// Where articles are read.
    pub article: ArticleWords,
    /// About chains: the editor, the checklist, the what-if page.
    pub chain: ChainWords,
    /// On how a chain was read.
    pub counted: CountedWords,
    /// On what changed on the way.
    pub drift: DriftWords,
    /// On pages across quotes.
    pub leaning: LeaningWords,
    /// Around what is printed elsewhere.
    pub lines: LinesWords,
    /// Where something is too long to be drawn whole.
    pub long: LongWords,
    /// About what does not fit together.
    pub plausible: PlausibleWords,
    /// On the page of settings.
    pub settings: SettingsWords,
    /// Where a request cannot be answered with its own page.
    pub trouble: TroubleWords,
}

static EN: Words = Words {
    lang: UiLang::En,
    common: common::EN,
    reader: reader::EN,
    desk: desk::EN,
    article: article::EN,
    chain: chain::EN,
    counted: counted::EN,
    drift: drift::EN,
    leaning: leaning::EN,
    lines: lines::EN,
    long: long::EN,
    plausible: plausible::EN,
    settings: settings::EN,
    trouble: trouble::EN,
};
static ID: Words = Words {
    lang: UiLang::Id,
    common: common::ID,
    reader: reader::ID,
    desk: desk::ID,
    article: article::ID,
    chain: chain::ID,
    counted: counted::ID,
    drift: drift::ID,
    leaning: leaning::ID,
    lines: lines::ID,
    long: long::ID,
    plausible: plausible::ID,
    settings: settings::ID,
    trouble: trouble::ID,
};

/// The words of a language.
pub fn words_in(lang: UiLang) -> &'static Words {
    match lang {
        UiLang::En => &EN,
        UiLang::Id => &ID,
    }
}

/// Puts values into a sentence: `fill("{n} of {all}", &[("n", "3"), ("all", "9")])`.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|c| open + c) else { break };
        out.push_str(&rest[..open]);
        let name = &rest[open + 1..close];
        match values.iter().find(|(n, _)| *n == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_filled_once_and_values_are_not_read_again() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("no {such} word", &[]), "no {such} word");
    }
}
