//! The tab of quotes that need a fresh look: it is there only while there is something to do.

use crate::i18n::Words;
use leptos::prelude::*;

/// The word in the address.
pub(super) const LIST: &str = "recheck";

/// The tab with its number; `count` is exact below a hundred.
pub(super) fn tab(w: &'static Words, count: i64, is_current: bool) -> Option<AnyView> {
    let number = match count {
        ..=0 => String::new(),
        1..100 => format!(" ({count})"),
        _ => " (99+)".to_owned(),
    };
    let current = is_current.then_some("page");
    (count > 0 || is_current).then(|| {
        view! {
            <a href=format!("/desk?state={LIST}") aria-current=current>{w.plausible.list_recheck}{number}</a>
        }
        .into_any()
    })
}

/// What an empty list says.
pub(super) fn empty(w: &'static Words, is_current: bool) -> &'static str {
    if is_current { w.plausible.list_recheck_empty } else { w.desk.empty_list }
}
