//! What would be left of a chain without a step or a hop. The address says what is left out; nothing is saved. Readers
//! and the newsroom see the same page, each in its own frame.

#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use crate::{
    components::{SharedHead, Wording, isolated},
    context::{param, queries, services, visit, words},
    i18n::fill,
    pages::{
        load,
        reader::{
            budget::NAMES,
            drawing::drawings_without,
            how::{How, facts, how},
            model::{Chain, Place},
        },
    },
};
use domain::{
    chain::{Analysis, Hidden, what_if},
    id::PublicId,
    quote::{MentionKey, QuoteState},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use service::{Error, QuoteView};

/// Most of `without` that is read from an address.
const MOST: usize = 4_000;

/// The most hops that can be left out.
const OFFERED: usize = domain::quote::MAX_HOPS;
/// More hops than this are named by the numbers of their steps alone.
const NAMED: usize = 200;

/// The public page.
#[component]
pub fn WhatIfPage() -> impl IntoView {
    let (service, visit, id) = (services(), visit(), param("id"));
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.quote(&visit.actor, &id).await
        },
        move |view| {
            let c = &words().chain;
            let back = view.saved.head.path();
            let path = format!("{back}/what-if");
            view! {
                // As many pages as there are things to leave out: none of them is for a search engine.
                <Meta name="robots" content="noindex"/>
                <SharedHead title=c.what_if description=c.what_if_intro path=path.clone() article=false/>
                <WhatIfArticle view path back/>
            }
        },
    )
}

/// Where the what-if page of a quote is: public where the quote is, else in the newsroom.
pub(crate) fn address(view: &QuoteView) -> String {
    let head = &view.saved.head;
    if view.saved.state == QuoteState::Published {
        format!("{}/what-if", head.path())
    } else {
        format!("/desk/quotes/{}/what-if", head.public_id)
    }
}

/// The link to it, where there is anything to leave out.
pub(super) fn link(chain: &Chain<'_>) -> Option<AnyView> {
    let href = address(chain.view);
    let text = chain.w.chain.what_if_link;
    (chain.order.len() > 1)
        .then(|| view! { <p class="chain__what-if"><a href=href rel="nofollow">{text}</a></p> }.into_any())
}

/// What is left out, as the address names it: `step-3` is the step with that number, `hop-2-5` the hop of step 2 from
/// step 5. What does not exist leaves nothing out.
fn hidden(chain: &Chain<'_>, asked: &[String]) -> Hidden {
    let mentions = &chain.view.saved.quote.mentions;
    let key = |text: &str| text.parse::<u32>().ok().map(MentionKey);
    let mut hidden = Hidden::default();
    for word in asked.iter().take(MOST) {
        if let Some(step) = word.strip_prefix("step-").and_then(key) {
            hidden.mentions.extend(mentions.iter().position(|m| m.key == step));
        } else if let Some((down, up)) = word.strip_prefix("hop-").and_then(|h| h.split_once('-')) {
            let (down, up) = (key(down), key(up));
            let found = chain.links.iter().position(|l| Some(l.hop.down) == down && Some(l.hop.up) == up);
            hidden.hops.extend(found);
        }
    }
    for list in [&mut hidden.mentions, &mut hidden.hops] {
        list.sort_unstable();
        list.dedup();
    }
    hidden
}

/// The choice, what is left, and the picture.
#[component]
pub fn WhatIfArticle(
    /// The quote.
    view: QuoteView,
    /// Address of this page.
    path: String,
    /// Where the quote is.
    back: String,
) -> impl IntoView {
    let w = words();
    let c = &w.chain;
    let chain = Chain::new(&view);
    let hidden = hidden(&chain, &queries("without"));
    let is_empty = hidden.mentions.is_empty() && hidden.hops.is_empty();
    let title = format!("{} · Sanad", c.what_if);
    let lead = view.saved.quote.lead().map(|m| {
        let (tag, dir) = (m.lang.as_ref().map(ToString::to_string), m.lang.as_ref().map(|l| l.dir().as_str()));
        let text = domain::text::clip(&m.wording, 200);
        view! {
            <p class="what-if__words" lang=tag dir=dir><Wording text lang=m.lang.clone() directness=m.directness/></p>
        }
    });
    let body = if chain.order.is_empty() {
        view! { <p>{c.no_steps}</p> }.into_any()
    } else {
        let (down, right) = drawings_without(&chain, &hidden, c.picture, &back);
        view! {
            {(!is_empty).then(|| result(&chain, &hidden))}
            <section class="chain" aria-labelledby="chain">
                <h2 id="chain">{if is_empty { w.reader.chain } else { c.picture }}</h2>
                <div class="chain__down" inner_html=down></div>
                <div class="chain__right" inner_html=right></div>
            </section>
            {choices(&chain, &hidden, &path)}
        }
        .into_any()
    };
    view! {
        <Title text=title/>
        <article class="what-if">
            <h1>{c.what_if}</h1>
            {lead}
            <p class="what-if__intro">{c.what_if_intro}</p>
            <p><a href=back>{c.back_to_quote}</a></p>
            {body}
        </article>
    }
}

/// "step 2, The Guardian".
fn step_name(chain: &Chain<'_>, v: usize) -> String {
    let n = chain.number(v).to_string();
    if chain.place(v) == Place::Unnamed {
        return fill(chain.w.reader.up_step_bare, &[("n", &n)]);
    }
    fill(chain.w.reader.up_step, &[("n", &n), ("name", &isolated(&chain.name(v)))])
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What may be left out: a form that only changes the address.
fn choices(chain: &Chain<'_>, hidden: &Hidden, path: &str) -> AnyView {
    let c = &chain.w.chain;
    let is_long = chain.links.len().max(chain.order.len()) > NAMED;
    let step_name = |chain: &Chain<'_>, v: usize| {
        if is_long {
            fill(chain.w.reader.up_step_bare, &[("n", &chain.number(v).to_string())])
        } else {
            step_name(chain, v)
        }
    };
    let row = |value: String, text: String, checked: bool| {
        let id = format!("w-{value}");
        view! {
            <p class="checkbox">
                <input type="checkbox" id=id.clone() name="without" value=value checked=checked/>
                <label for=id>{text}</label>
            </p>
        }
    };
    let steps = chain
        .order
        .iter()
        .map(|&v| row(chain.anchor(v), upper_first(&step_name(chain, v)), hidden.mentions.contains(&v)))
        .collect_view();
    let mut hops: Vec<usize> = (0..chain.links.len()).collect();
    hops.sort_by_key(|&n| (chain.number(chain.links[n].down), chain.number(chain.links[n].up)));
    let not_offered = hops.len().saturating_sub(OFFERED);
    let not_offered = (not_offered > 0).then(|| {
        let says = fill(chain.w.long.not_offered, &[("n", &not_offered.to_string())]);
        view! { <p class="more">{says}</p> }
    });
    let hops = hops
        .into_iter()
        .take(OFFERED)
        .map(|n| {
            let link = &chain.links[n];
            let (down, up) = (step_name(chain, link.down), step_name(chain, link.up));
            let text = upper_first(&fill(c.took_spoken, &[("down", &down), ("up", &up)]));
            row(format!("hop-{}-{}", link.hop.down.0, link.hop.up.0), text, hidden.hops.contains(&n))
        })
        .collect_view();
    let has_hops = !chain.links.is_empty();
    let (action, again) = (path.to_owned(), path.to_owned());
    view! {
        <form method="get" action=action class="what-if__form">
            <div class="what-if__choices">
                <fieldset>
                    <legend>{c.leave_steps}</legend>
                    {steps}
                </fieldset>
                {has_hops.then(|| view! { <fieldset><legend>{c.leave_hops}</legend>{hops} {not_offered}</fieldset> })}
            </div>
            <p class="actions">
                <button class="button button--main">{c.show}</button>
                <a href=again>{c.start_over}</a>
            </p>
        </form>
    }
    .into_any()
}

/// One line of the comparison.
struct Row {
    label: &'static str,
    before: String,
    after: String,
    differs: bool,
}

/// Before and after, side by side.
fn result(chain: &Chain<'_>, hidden: &Hidden) -> AnyView {
    let (w, c) = (chain.w, &chain.w.chain);
    let what = what_if(&chain.view.graph, hidden);
    let mut without = chain.view.clone();
    without.graph = without.graph.without(&hidden.mentions, &hidden.hops);
    without.analysis = what.after.clone();
    let left = Chain::new(&without);
    let (before, after) = (how(w.lang, &facts(chain)), how(w.lang, &facts(&left)));
    let is_gone = without.graph.mentions().next().is_none();
    let sentence = if is_gone {
        c.nothing_left.to_owned()
    } else if what.is_harmless() {
        c.harmless.to_owned()
    } else {
        let sentence = if what.standing.is_some() { c.falls } else { c.stays };
        fill(sentence, &[("before", before.label), ("after", after.label)])
    };
    let left_out = left_out(chain, hidden);
    let rows = rows(chain, [(&before, &chain.view.analysis), (&after, &what.after)], is_gone)
        .into_iter()
        .map(|row| {
            let differs = row.differs;
            let word = if differs { c.changed } else { c.unchanged };
            view! {
                <tr class:is-changed=differs>
                    <th scope="row">{row.label} <span class="what-if__changed">{word}</span></th>
                    <td data-label=c.as_it_is>{row.before}</td>
                    <td data-label=c.result>{row.after}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="result" class="what-if__result">
            <h2 id="result">{fill(c.without, &[("what", &left_out)])}</h2>
            <p class="standing__sentence">{sentence}</p>
            <table class="what-if__table">
                <thead>
                    <tr><td></td><th scope="col">{c.as_it_is}</th><th scope="col">{c.result}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// What is left out, in words.
fn left_out(chain: &Chain<'_>, hidden: &Hidden) -> String {
    let c = &chain.w.chain;
    let steps = hidden.mentions.iter().map(|&v| step_name(chain, v));
    let hops = hidden.hops.iter().filter_map(|&n| chain.links.get(n)).map(|link| {
        let name = |v: usize| {
            if chain.place(v) == Place::Unnamed {
                fill(c.step_of, &[("n", &chain.number(v).to_string())])
            } else {
                isolated(&chain.name(v))
            }
        };
        fill(c.took, &[("down", &name(link.down)), ("up", &name(link.up))])
    });
    chain.some(steps.chain(hops).collect())
}

fn rows(chain: &Chain<'_>, sides: [(&How, &Analysis); 2], is_gone: bool) -> Vec<Row> {
    let c = &chain.w.chain;
    let names = |list: &[usize]| {
        let mut list = list.to_vec();
        list.sort_by_key(|&v| chain.number(v));
        let names: Vec<String> = list.iter().map(|&v| step_name(chain, v)).collect();
        if names.is_empty() { c.none.to_owned() } else { chain.some(names) }
    };
    let row = |label: &'static str, say: &dyn Fn(&How, &Analysis) -> String| {
        let (before, after) = (say(sides[0].0, sides[0].1), say(sides[1].0, sides[1].1));
        Row { label, differs: before != after, before, after }
    };
    // Where not all names are listed, the lists themselves say whether they differ.
    let list = |label: &'static str, of: &dyn Fn(&Analysis) -> &[usize]| Row {
        differs: of(sides[0].1) != of(sides[1].1),
        ..row(label, &|_, a| names(of(a)))
    };
    let mut standing = row(c.row_standing, &|how, _| format!("{}: {}", how.label, how.sentence));
    if is_gone {
        c.nothing_left.clone_into(&mut standing.after);
        standing.differs = standing.before != standing.after;
    }
    let loops = |analysis: &Analysis| -> String {
        let mut all: Vec<String> = analysis.loops.iter().take(NAMES).map(|members| names(members)).collect();
        let rest = analysis.loops.len() - all.len();
        if rest > 0 {
            all.push(fill(chain.w.long.more, &[("n", &rest.to_string())]));
        }
        if all.is_empty() { c.none.to_owned() } else { all.join("; ") }
    };
    let loops_differ = sides[0].1.loops != sides[1].1.loops;
    vec![
        standing,
        row(c.row_independent, &|_, a| a.independent.to_string()),
        list(c.row_origins, &|a| &a.origins),
        list(c.row_gaps, &|a| &a.gaps),
        list(c.row_chokes, &|a| &a.chokes),
        Row { differs: loops_differ, ..row(c.row_loops, &|_, a| loops(a)) },
        row(c.row_counted, &|_, a| a.counted.len().to_string()),
    ]
}
