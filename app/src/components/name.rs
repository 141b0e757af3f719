//! Names in any script, kept apart from the direction of the text around them.

use domain::lang::LangTag;
use leptos::prelude::*;

/// A name, as a link where there is a page for it.
#[component]
pub fn Name(
    /// The name.
    #[prop(into)]
    name: String,
    /// Its language, where known.
    lang: Option<LangTag>,
    /// Its page, where anybody may open it.
    href: Option<String>,
) -> impl IntoView {
    let lang = lang.map(|l| l.to_string());
    match href {
        Some(href) => view! { <a href=href><bdi lang=lang>{name}</bdi></a> }.into_any(),
        None => view! { <bdi lang=lang>{name}</bdi> }.into_any(),
    }
}

/// A name within a sentence: set apart by isolates (Unicode bidirectional algorithm) where it may run the other way.
pub fn isolated(name: &str) -> String {
    let runs_left = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if name.contains(runs_left) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::isolated;

    #[test]
    fn only_names_that_may_run_left_are_set_apart() {
        assert_eq!(isolated("Kabar Pesisir"), "Kabar Pesisir");
        assert_eq!(isolated("صدى الميناء"), "\u{2068}صدى الميناء\u{2069}");
    }
}
