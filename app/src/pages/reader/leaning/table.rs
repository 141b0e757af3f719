//! Pairs of outlets as a table: it says all that the picture says, and leads to the quotes behind each number.

use crate::{
    components::{Name, isolated},
    context::words,
    i18n::fill,
};
use domain::leaning::Way;
use leptos::prelude::*;
use service::LeanPair;

/// The quotes in which one outlet took words from another.
pub(super) fn quotes_path(pair: &LeanPair) -> String {
    let way = if pair.way == Way::Wire { "?way=wire" } else { "" };
    format!("/leaning/{}/{}{way}", pair.down.public_id, pair.up.public_id)
}

/// A table of pairs.
pub(super) fn pairs(pairs: Vec<LeanPair>) -> impl IntoView {
    let l = &words().leaning;
    view! {
        <table class="leaning__table">
            <thead>
                <tr>
                    <th scope="col">{l.col_down}</th>
                    <th scope="col">{l.col_up}</th>
                    <th scope="col">{l.col_quotes}</th>
                    <th scope="col">{l.col_verified}</th>
                </tr>
            </thead>
            <tbody>{pairs.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn row(pair: LeanPair) -> impl IntoView {
    let l = &words().leaning;
    let (to, down, up) = (quotes_path(&pair), pair.down.path(), pair.up.path());
    let label = fill(
        l.see_quotes,
        &[("quotes", &l.quotes(pair.quotes)), ("down", &isolated(&pair.down.name)), ("up", &isolated(&pair.up.name))],
    );
    view! {
        <tr>
            <td><Name name=pair.down.name lang=None href=Some(down)/></td>
            <td><Name name=pair.up.name lang=None href=Some(up)/></td>
            <td class="leaning__number"><a href=to aria-label=label>{pair.quotes}</a></td>
            <td class="leaning__number">{l.part(pair.verified, pair.hops)}</td>
        </tr>
    }
}
