//! What the pages of speakers, outlets and documents share: a list of facts, and the quotes that name the record.

#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use crate::{
    components::{NextPage, QuoteCards},
    context::words,
};
use domain::web;
use leptos::prelude::*;
use service::QuoteList;

/// One fact.
pub fn fact(label: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}

/// A fact in words that may run either way; nothing where it is not known.
pub fn fact_text(label: &'static str, text: &str) -> Option<AnyView> {
    let text = text.to_owned();
    (!text.is_empty()).then(|| fact(label, view! { <bdi>{text}</bdi> }))
}

/// A fact of several parts; nothing where there is none.
pub fn fact_list(label: &'static str, values: Vec<AnyView>) -> Option<AnyView> {
    let values: Vec<_> = values.into_iter().map(|value| view! { <dd>{value}</dd> }).collect();
    (!values.is_empty()).then(|| view! { <div><dt>{label}</dt>{values}</div> }.into_any())
}

/// An address elsewhere, shown as its host.
pub fn fact_link(label: &'static str, href: Option<&String>) -> Option<AnyView> {
    let href = href?.clone();
    let host = web::host(&href).unwrap_or_else(|| href.clone());
    Some(fact(label, view! { <a href=href rel="external">{host}</a> }))
}

/// The quotes that name a record, page by page.
#[component]
pub fn RecordQuotes(
    /// What they have to do with the record.
    title: &'static str,
    /// This page of them.
    quotes: QuoteList,
    /// The record's address.
    path: String,
    /// Whether this is a later page.
    turned: bool,
) -> impl IntoView {
    let next = quotes.next.map(|c| format!("{path}?after={c}"));
    let first = turned.then(|| path.clone());
    view! {
        <section class="record-quotes" aria-labelledby="quotes">
            <h2 id="quotes">{title}</h2>
            {if quotes.cards.is_empty() {
                view! { <p class="empty">{words().reader.no_quotes}</p> }.into_any()
            } else {
                view! { <QuoteCards cards=quotes.cards/> }.into_any()
            }}
            <NextPage next first/>
        </section>
    }
}
