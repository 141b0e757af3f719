//! Every published quote, the newest first, with two plain filters.

use crate::{
    components::{NextPage, PageHead, QuoteCards},
    context::{query, services, words},
    i18n::labels,
    pages::load,
};
use domain::{lang::LangTag, quote::Directness};
use leptos::prelude::*;
use service::{Cursor, ListFilter};

/// The list.
#[component]
pub fn Browse() -> impl IntoView {
    let (w, service) = (words(), services());
    let filter = ListFilter {
        lang: LangTag::parse("lang", &query("lang")).ok(),
        directness: Directness::parse(&query("directness")),
    };
    let after = query("after");
    let kept = kept(&filter);
    let first = (!after.is_empty()).then(|| address(&kept, ""));
    let asked = filter.clone();
    view! {
        <PageHead title=w.reader.browse_title description=w.reader.browse_lead path=address(&kept, &after)/>
        <div class="list-head">
            <h1>{w.reader.browse_title}</h1>
            <p class="lead">{w.reader.browse_lead}</p>
        </div>
        {load(
            async move {
                let list = service.browse(&asked, Cursor::parse(&after)).await?;
                Ok((list, service.languages().await?))
            },
            move |(list, languages)| {
                let next = list.next.map(|c| address(&kept, &c.to_string()));
                let filtered = filter != ListFilter::default();
                view! {
                    <Filters filter languages/>
                    {if list.cards.is_empty() {
                        view! {
                            <div class="empty">
                                <p>{if filtered { w.reader.browse_empty } else { w.reader.home_empty }}</p>
                                {filtered.then(|| view! { <p><a href="/quotes">{w.reader.filter_clear}</a></p> })}
                            </div>
                        }
                            .into_any()
                    } else {
                        view! { <QuoteCards cards=list.cards/> }.into_any()
                    }}
                    <NextPage next first/>
                }
            },
        )}
    }
}

/// The filters as they stand in an address.
fn kept(filter: &ListFilter) -> String {
    let lang = filter.lang.as_ref().map(|l| format!("lang={l}"));
    let directness = filter.directness.map(|d| format!("directness={}", d.as_str()));
    lang.into_iter().chain(directness).collect::<Vec<_>>().join("&")
}

/// The address of a page of this list.
fn address(kept: &str, after: &str) -> String {
    let after = if after.is_empty() { String::new() } else { format!("after={after}") };
    match (kept.is_empty(), after.is_empty()) {
        (true, true) => "/quotes".to_owned(),
        (false, true) => format!("/quotes?{kept}"),
        (true, false) => format!("/quotes?{after}"),
        (false, false) => format!("/quotes?{kept}&{after}"),
    }
}

#[component]
fn Filters(filter: ListFilter, languages: Vec<LangTag>) -> impl IntoView {
    let w = words();
    let filtered = filter != ListFilter::default();
    view! {
        <form class="filters" action="/quotes" method="get">
            <div class="filters__field">
                <label for="f-lang">{w.reader.filter_lang}</label>
                <select id="f-lang" name="lang">
                    <option value="">{w.reader.any_lang}</option>
                    {languages
                        .into_iter()
                        .map(|l| {
                            let selected = filter.lang.as_ref() == Some(&l);
                            view! { <option value=l.to_string() selected=selected>{labels::language(w.lang, &l)}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <div class="filters__field">
                <label for="f-directness">{w.reader.filter_directness}</label>
                <select id="f-directness" name="directness">
                    <option value="">{w.reader.any_directness}</option>
                    {[Directness::Direct, Directness::Mixed, Directness::Indirect]
                        .map(|d| {
                            let selected = filter.directness == Some(d);
                            view! { <option value=d.as_str() selected=selected>{labels::directness(w.lang, d)}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <button class="button">{w.reader.filter}</button>
            {filtered.then(|| view! { <a class="filters__clear" href="/quotes">{w.reader.filter_clear}</a> })}
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_the_filters() {
        let filter = ListFilter { lang: LangTag::parse("lang", "ar").ok(), directness: Some(Directness::Indirect) };
        assert_eq!(address(&kept(&filter), "5-7"), "/quotes?lang=ar&directness=indirect&after=5-7");
        assert_eq!(address(&kept(&ListFilter::default()), ""), "/quotes");
        assert_eq!(address("", "5-7"), "/quotes?after=5-7");
    }
}
