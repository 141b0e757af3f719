//! Searching what is public. A plain form and plain links: any result can be bookmarked.

use crate::{
    components::{Day, Name, PageHead, Pages, QuoteCards, SearchBox, isolated},
    context::{query, services, words},
    i18n::{Words, fill, labels},
    pages::load,
};
use leptos::prelude::*;
use service::{Detail, FoundRecord, SearchKind, SearchQuery};

/// A page of results.
#[component]
pub fn Search() -> impl IntoView {
    let (w, service) = (words(), services());
    let asked = SearchQuery {
        words: query("q"),
        kind: SearchKind::parse(&query("kind")),
        page: query("page").parse().unwrap_or(1).max(1),
    };
    let typed = asked.words.trim().to_owned();
    let title = if typed.is_empty() {
        w.reader.search_title.to_owned()
    } else {
        fill(w.reader.search_found, &[("words", &isolated(&format!("“{typed}”")))])
    };
    let kind = if asked.kind == SearchKind::default() { "" } else { asked.kind.as_str() };
    let path = address(&asked, asked.kind, asked.page);
    let here = asked.clone();
    view! {
        <PageHead title=title.clone() description=w.reader.search_hint path/>
        <div class="list-head">
            <h1>{w.reader.search_title}</h1>
            <SearchBox id="q" value=typed.clone() kind/>
        </div>
        {(!typed.is_empty())
            .then(|| {
                view! {
                    <nav class="tabs" aria-label=w.reader.search_in>
                        <ul>
                            {SearchKind::ALL
                                .map(|k| {
                                    let current = (k == asked.kind).then_some("page");
                                    view! { <li><a href=address(&asked, k, 1) aria-current=current>{name_of(w, k)}</a></li> }
                                })
                                .collect_view()}
                        </ul>
                    </nav>
                }
            })}
        {load(
            {
                let asked = here.clone();
                async move { service.search(&asked).await }
            },
            move |found| {
                if found.nothing_asked {
                    return view! { <p class="empty">{w.reader.search_start}</p> }.into_any();
                }
                if found.quotes.is_empty() && found.records.is_empty() {
                    return view! {
                        <div class="empty">
                            <p><strong>{w.reader.search_none}</strong></p>
                            <p>{w.reader.search_none_help}</p>
                        </div>
                    }
                        .into_any();
                }
                let previous = (here.page > 1).then(|| address(&here, here.kind, here.page - 1));
                let next = found.has_next.then(|| address(&here, here.kind, here.page + 1));
                view! {
                    <h2 class="results-title">{title}</h2>
                    {(!found.quotes.is_empty()).then(|| view! { <QuoteCards cards=found.quotes/> })}
                    {(!found.records.is_empty())
                        .then(|| {
                            view! { <ul class="records">{found.records.into_iter().map(record).collect_view()}</ul> }
                        })}
                    <Pages previous next/>
                }
                    .into_any()
            },
        )}
    }
}

fn name_of(w: &Words, kind: SearchKind) -> &'static str {
    match kind {
        SearchKind::Quotes => w.reader.in_quotes,
        SearchKind::Speakers => w.reader.in_speakers,
        SearchKind::Outlets => w.reader.in_outlets,
        SearchKind::Documents => w.reader.in_documents,
    }
}

/// The address of a page of results.
fn address(asked: &SearchQuery, kind: SearchKind, page: u32) -> String {
    let mut parts = Vec::new();
    if !asked.words.trim().is_empty() {
        parts.push(format!("q={}", crate::pages::load::encode(asked.words.trim())));
    }
    if kind != SearchKind::default() {
        parts.push(format!("kind={}", kind.as_str()));
    }
    if page > 1 {
        parts.push(format!("page={page}"));
    }
    if parts.is_empty() { "/search".to_owned() } else { format!("/search?{}", parts.join("&")) }
}

fn record(found: FoundRecord) -> impl IntoView {
    let w = words();
    let name = if found.name.is_empty() { w.common.untitled.to_owned() } else { found.name };
    let detail = match found.detail {
        Detail::Speaker(kind, role) => {
            let role = (!role.is_empty()).then(|| view! { " · " <bdi>{role}</bdi> });
            view! { {labels::speaker_kind(w.lang, kind)} {role} }.into_any()
        }
        Detail::Outlet(kind, host) => {
            let host = (!host.is_empty()).then(|| view! { " · " <bdi>{host}</bdi> });
            view! { {labels::outlet_kind(w.lang, kind)} {host} }.into_any()
        }
        Detail::Document(outlet, date) => {
            let dot = (!outlet.is_empty() && date.is_some()).then_some(" · ");
            view! { <bdi>{outlet}</bdi> {dot} {date.map(|date| view! { <Day date/> })} }.into_any()
        }
    };
    view! {
        <li>
            <p class="records__name"><Name name lang=found.lang href=Some(found.path)/></p>
            <p class="records__detail">{detail}</p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_keeps_the_words_and_begins_at_the_first_page() {
        let asked = SearchQuery { words: " siap & setia ".into(), kind: SearchKind::Quotes, page: 3 };
        assert_eq!(address(&asked, SearchKind::Speakers, 1), "/search?q=siap%20%26%20setia&kind=speakers");
        assert_eq!(address(&asked, SearchKind::Quotes, 3), "/search?q=siap%20%26%20setia&page=3");
        assert_eq!(address(&SearchQuery::default(), SearchKind::Quotes, 1), "/search");
    }
}
