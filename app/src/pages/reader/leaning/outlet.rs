//! One outlet: from whom it takes words, who takes them from it, and what it is to the chains it stands in.

use super::{library::Meaning, quotes::finding_page, table::quotes_path};
use crate::{
    components::{Name, NextPage, PageHead},
    context::{param, query, services, words},
    i18n::fill,
    pages::load,
};
use domain::{id::PublicId, leaning::Way};
use leptos::prelude::*;
use service::{Error, Finding, LeanCursor, LeanList, LeanPair, OutletLeaning, OutletLeans};

/// The section on the page of an outlet.
pub(in crate::pages::reader) fn outlet_section(leans: OutletLeans, path: &str) -> impl IntoView + use<> {
    let l = &words().leaning;
    let to = format!("{path}/leaning");
    // An outlet that only ever stands alone has nothing to show here.
    let shown = !leans.takes.pairs.is_empty()
        || !leans.taken.pairs.is_empty()
        || leans.numbers.as_ref().is_some_and(|n| n.choke + n.circular + n.unnamed > 0);
    let path = path.to_owned();
    shown.then(|| {
        view! {
            <section class="leaning" aria-labelledby="leaning">
                <div class="section-head">
                    <h2 id="leaning">{l.section}</h2>
                    <a href=to>{l.see_all}</a>
                </div>
                {leans.is_counting.then(|| view! { <p class="aside">{l.counting}</p> })}
                {numbers(leans.numbers, &path)}
                <div class="leaning__sides">
                    <div>
                        <h3>{l.takes}</h3>
                        {side(leans.takes.pairs, true)}
                    </div>
                    <div>
                        <h3>{l.taken}</h3>
                        {side(leans.taken.pairs, false)}
                    </div>
                </div>
            </section>
        }
    })
}

/// The page of one outlet, or of the quotes behind one of its numbers.
#[component]
pub fn OutletLeaningPage() -> impl IntoView {
    match Finding::parse(&query("show")) {
        Some(finding) => finding_page(finding).into_any(),
        None => all().into_any(),
    }
}

fn all() -> impl IntoView {
    let (w, service, id) = (words(), services(), param("id"));
    let l = &w.leaning;
    let (takes_after, taken_after) = (LeanCursor::parse(&query("takes")), LeanCursor::parse(&query("taken")));
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.outlet_leaning(&id, takes_after, taken_after).await
        },
        move |page| {
            let outlet = page.head.path();
            let path = format!("{outlet}/leaning");
            let title = fill(l.outlet_title, &[("outlet", &page.name)]);
            let turn = |name: &str, list: &LeanList, after: LeanCursor| {
                let next = list.next.map(|c| format!("{path}?{name}={c}"));
                (next, (after != LeanCursor::START).then(|| path.clone()))
            };
            let (takes_next, takes_first) = turn("takes", &page.leans.takes, takes_after);
            let (taken_next, taken_first) = turn("taken", &page.leans.taken, taken_after);
            let turned = takes_after != LeanCursor::START || taken_after != LeanCursor::START;
            view! {
                <PageHead title description=l.outlet_lead path=path.clone() article=true/>
                <div class="record-head">
                    <p class="eyebrow"><a href=outlet.clone()><bdi>{page.name}</bdi></a></p>
                    <h1>{l.section}</h1>
                    <p class="lead">{l.outlet_lead}</p>
                    {page.leans.is_counting.then(|| view! { <p class="aside">{l.counting}</p> })}
                    {(!turned).then(|| numbers(page.leans.numbers, &outlet))}
                </div>
                <section class="leaning" aria-labelledby="takes">
                    <h2 id="takes">{l.takes}</h2>
                    {side(page.leans.takes.pairs, true)}
                    <NextPage next=takes_next first=takes_first/>
                </section>
                <section class="leaning" aria-labelledby="taken">
                    <h2 id="taken">{l.taken}</h2>
                    {side(page.leans.taken.pairs, false)}
                    <NextPage next=taken_next first=taken_first/>
                </section>
                <Meaning/>
                <p class="links"><a href="/leaning">{l.title} ": " {l.whole_library}</a></p>
            }
        },
    )
}

/// What the outlet is to the chains it stands in; each number leads to its quotes.
fn numbers(numbers: Option<OutletLeaning>, path: &str) -> impl IntoView + use<> {
    let l = &words().leaning;
    let path = path.to_owned();
    numbers.map(|n| {
        let all = n.quotes;
        let linked = move |name: &'static str, count: i64, finding: Finding| {
            let told = l.of_quotes(count, all);
            let to = (count > 0).then(|| format!("{path}/leaning?show={}", finding.as_str()));
            let told = match to {
                Some(to) => view! { <a href=to>{told}</a> }.into_any(),
                None => told.into_any(),
            };
            view! { <div><dt>{name}</dt><dd>{told}</dd></div> }
        };
        view! {
            <dl class="facts leaning__facts">
                <div><dt>{l.stands_in}</dt><dd>{all}</dd></div>
                {linked(l.choke_in, n.choke, Finding::Choke)}
                {linked(l.circular_in, n.circular, Finding::Circular)}
                {linked(l.unnamed_in, n.unnamed, Finding::Unnamed)}
            </dl>
        }
    })
}

/// One side as a list: the other outlet, in how many quotes, how much of it verified.
fn side(pairs: Vec<LeanPair>, takes: bool) -> impl IntoView {
    let l = &words().leaning;
    if pairs.is_empty() {
        return view! { <p class="aside">{if takes { l.takes_none } else { l.taken_none }}</p> }.into_any();
    }
    view! {
        <ul class="records">
            {pairs
                .into_iter()
                .map(|pair| {
                    let to = quotes_path(&pair);
                    let wire = (pair.way == Way::Wire).then_some(l.wire_mark);
                    let other = if takes { pair.up } else { pair.down };
                    let path = other.path();
                    view! {
                        <li>
                            <p class="records__name"><Name name=other.name lang=None href=Some(path)/></p>
                            <p class="records__detail">
                                <a href=to>{l.quotes(pair.quotes)}</a> " · " {l.verified(pair.verified, pair.hops)}
                                {wire.map(|mark| view! { " · " <span class="leaning__wire">{mark}</span> })}
                            </p>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}
