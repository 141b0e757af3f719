//! The library's page: the picture, the pairs, the choke points, the loops.

use super::{chart::Picture, table::pairs};
use crate::{
    components::{NextPage, PageHead, QuoteCards},
    context::{query, services, words},
    i18n::{LeaningWords, PERCENT_FROM},
    pages::load,
};
use domain::leaning::Way;
use leptos::prelude::*;
use service::{LeanCursor, LeaningTotal, OutletLeaning, QuoteCard};

/// Who leans on whom in the library.
#[component]
pub fn LeaningPage() -> impl IntoView {
    let (w, service) = (words(), services());
    let l = &w.leaning;
    let way = Way::parse(&query("way")).unwrap_or(Way::Report);
    let after = LeanCursor::parse(&query("after"));
    let turned = after != LeanCursor::START;
    let lead = if way == Way::Wire { l.lead_wire } else { l.lead };
    let own = address(way, turned.then_some(after));
    load(async move { service.leaning(way, after).await }, move |page| {
        let next = page.list.next.map(|c| address(way, Some(c)));
        let first = turned.then(|| address(way, None));
        let (is_drawn, goes_on) = (!page.drawn.is_empty(), next.is_some());
        let is_empty = page.list.pairs.is_empty();
        view! {
            <PageHead title=l.title description=lead path=own/>
            <div class="list-head">
                <h1>{l.title}</h1>
                <p class="lead">{lead}</p>
                <p class="aside">{counted(l, &page.total)} {page.is_counting.then(|| format!(" {}", l.counting))}</p>
            </div>
            <nav class="tabs" aria-label=l.ways>
                <ul>
                    {[(Way::Report, l.way_report), (Way::Wire, l.way_wire)]
                        .map(|(to, name)| {
                            let current = (to == way).then_some("page");
                            view! { <li><a href=address(to, None) aria-current=current>{name}</a></li> }
                        })
                        .collect_view()}
                </ul>
            </nav>
            {is_drawn.then(|| view! { <Picture pairs=page.drawn goes_on/> })}
            <section class="leaning" aria-labelledby="pairs">
                <h2 id="pairs">{l.pairs}</h2>
                {if is_empty {
                    let none = if way == Way::Wire { l.no_wires } else { l.no_reports };
                    view! { <p class="empty">{none}</p> }.into_any()
                } else {
                    view! {
                        <p class="aside">{l.pairs_note} " " <a href="#meaning">{l.meaning}</a></p>
                        {pairs(page.list.pairs)}
                    }
                        .into_any()
                }}
                <NextPage next first/>
            </section>
            {(!turned).then(|| view! { {chokes(page.chokes)} {circular(page.circular, page.total.circular)} })}
            <Meaning/>
        }
    })
}

/// The address of a page of the list.
fn address(way: Way, after: Option<LeanCursor>) -> String {
    match (way, after) {
        (Way::Report, None) => "/leaning".to_owned(),
        (Way::Wire, None) => "/leaning?way=wire".to_owned(),
        (Way::Report, Some(after)) => format!("/leaning?after={after}"),
        (Way::Wire, Some(after)) => format!("/leaning?way=wire&after={after}"),
    }
}

/// What the numbers are counted from, and how far they may be trusted.
fn counted(l: &LeaningWords, total: &LeaningTotal) -> String {
    let counted = crate::i18n::fill(l.counted, &[("quotes", &l.published(total.quotes))]);
    if total.quotes < PERCENT_FROM { format!("{counted} {}", l.few) } else { counted }
}

fn chokes(outlets: Vec<OutletLeaning>) -> impl IntoView {
    let l = &words().leaning;
    view! {
        <section class="leaning" aria-labelledby="chokes">
            <h2 id="chokes">{l.chokes}</h2>
            {if outlets.is_empty() {
                view! { <p class="aside">{l.no_chokes}</p> }.into_any()
            } else {
                view! {
                    <p class="aside">{l.chokes_text}</p>
                    <table class="leaning__table leaning__table--two">
                        <thead>
                            <tr>
                                <th scope="col">{l.col_outlet}</th>
                                <th scope="col">{l.col_choke}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {outlets
                                .into_iter()
                                .map(|o| {
                                    let path = o.outlet.path();
                                    let to = format!("{path}/leaning?show=choke");
                                    view! {
                                        <tr>
                                            <th scope="row"><a href=path><bdi>{o.outlet.name}</bdi></a></th>
                                            <td><a href=to>{l.of_quotes(o.choke, o.quotes)}</a></td>
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                }
                    .into_any()
            }}
        </section>
    }
}

fn circular(cards: Vec<QuoteCard>, all: i64) -> impl IntoView {
    let l = &words().leaning;
    let more = usize::try_from(all).is_ok_and(|all| all > cards.len());
    view! {
        <section class="leaning" aria-labelledby="circular">
            <div class="section-head">
                <h2 id="circular">{l.circular}</h2>
                {more.then(|| view! { <a href="/leaning/circular">{l.circular_all}</a> })}
            </div>
            {if cards.is_empty() {
                view! { <p class="aside">{l.no_circular}</p> }.into_any()
            } else {
                view! {
                    <p class="aside">{l.circular_text}</p>
                    <QuoteCards cards/>
                }
                    .into_any()
            }}
        </section>
    }
}

/// What the words on these pages mean.
#[component]
pub(super) fn Meaning() -> impl IntoView {
    let l = &words().leaning;
    view! {
        <section class="leaning" aria-labelledby="meaning">
            <h2 id="meaning">{l.meaning}</h2>
            <dl class="terms">
                {[
                    (l.t_takes, l.t_takes_text),
                    (l.t_verified, l.t_verified_text),
                    (l.t_wire, l.t_wire_text),
                    (l.t_choke, l.t_choke_text),
                    (l.t_circular, l.t_circular_text),
                    (l.t_unnamed, l.t_unnamed_text),
                ]
                    .map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> })
                    .collect_view()}
            </dl>
        </section>
    }
}
