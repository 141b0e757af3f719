//! Words as they were printed: verbatim, in their own direction, between the quote marks of their own language.

#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use domain::{
    lang::{LangTag, quote_marks},
    quote::Directness,
};
use leptos::prelude::*;

/// The marks that go round a wording: none for what is told indirectly or only partly quoted, nor where the wording
/// brings its own.
pub fn marks_of(
    text: &str,
    lang: Option<&LangTag>,
    directness: Option<Directness>,
) -> Option<(&'static str, &'static str)> {
    let brings_own = text.starts_with(['“', '"', '«', '„', '‘', '「', '”']);
    (directness == Some(Directness::Direct) && !brings_own).then(|| quote_marks(lang))
}

/// A wording with its marks as one text, for titles and labels.
pub fn quoted(text: &str, lang: Option<&LangTag>, directness: Option<Directness>) -> String {
    match marks_of(text, lang, directness) {
        Some((open, close)) => format!("{open}{text}{close}"),
        None => text.to_owned(),
    }
}

/// The words with hanging marks. The element around them carries `lang` and `dir`.
#[component]
pub fn Wording(
    /// The words.
    #[prop(into)]
    text: String,
    /// Their language.
    lang: Option<LangTag>,
    /// How much of them stands in quote marks.
    directness: Option<Directness>,
) -> impl IntoView {
    let (open, close) = marks_of(&text, lang.as_ref(), directness).unzip();
    view! {
        {open.map(|m| view! { <span class="mark mark--open">{m}</span> })}
        {text}
        {close.map(|m| view! { <span class="mark">{m}</span> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_of_the_wordings_own_language() {
        let tag = |t: &str| LangTag::parse("lang", t).ok();
        let direct = Some(Directness::Direct);
        assert_eq!(quoted("Kami siap", tag("id").as_ref(), direct), "“Kami siap”");
        assert_eq!(quoted("نعم", tag("ar").as_ref(), direct), "«نعم»");
        assert_eq!(quoted("Ja", tag("de").as_ref(), direct), "„Ja“");
    }

    #[test]
    fn only_what_is_wholly_quoted_gets_marks_and_only_once() {
        assert_eq!(quoted("he agreed", None, Some(Directness::Indirect)), "he agreed");
        assert_eq!(quoted("he “agreed”", None, Some(Directness::Mixed)), "he “agreed”");
        assert_eq!(quoted("“Yes”", None, Some(Directness::Direct)), "“Yes”");
        assert_eq!(quoted("yes", None, None), "yes");
    }
}
