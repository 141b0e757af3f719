//! The working, read out: how the independent origins were counted, step by step, and what else the chain shows.
//! Every sentence stands for one field of the analysis, so that whoever doubts a figure can check it against the list.

use crate::{
    components::isolated,
    i18n::{CountedWords, fill},
    pages::reader::{changes::step_name, how::number, model::Chain},
};
use domain::chain::{Shared, WorkingStep};
use leptos::prelude::*;

/// Most steps that one sentence names.
const NAMED: usize = 12;

/// The folded block under the sentence that says how we know.
pub(super) fn counted(chain: &Chain<'_>) -> Option<AnyView> {
    let c = &chain.w.counted;
    if chain.order.is_empty() {
        return None;
    }
    let working = sentences(chain);
    let also: Vec<AnyView> = also(chain).into_iter().map(line).collect();
    Some(
        view! {
            <details class="counted">
                <summary>{c.title}</summary>
                <ol class="counted__working">{working}</ol>
                <h3>{c.also}</h3>
                <ul class="counted__also">{also}</ul>
            </details>
        }
        .into_any(),
    )
}

/// The working, step by step. Groups that share something are told as far as there is room.
fn sentences(chain: &Chain<'_>) -> Vec<AnyView> {
    let mut joined = 0;
    let mut out: Vec<AnyView> = Vec::new();
    for step in &chain.view.analysis.working {
        let is_group = matches!(step, WorkingStep::Joined { .. });
        joined += usize::from(is_group);
        if !is_group || joined <= NAMED {
            // What comes after the groups says how many of them are left out.
            if !is_group && joined > NAMED {
                let rest = (joined - NAMED).to_string();
                out.push(line(fill(chain.w.long.more_groups, &[("n", &rest)]).into_any()));
                joined = 0;
            }
            out.push(line(worked(chain, step)));
        }
    }
    out
}

fn line(sentence: AnyView) -> AnyView {
    view! { <li>{sentence}</li> }.into_any()
}

/// A sentence with links to the steps in the place of `{steps}`.
fn sentence(chain: &Chain<'_>, text: &str, steps: &[usize]) -> AnyView {
    let (before, after) = text.split_once("{steps}").unwrap_or((text, ""));
    let mut steps = steps.to_vec();
    steps.sort_by_key(|&v| chain.number(v));
    let rest = steps.len().saturating_sub(NAMED);
    let named: Vec<AnyView> = steps
        .iter()
        .take(NAMED)
        .enumerate()
        .map(|(n, &v)| {
            let comma = (n > 0).then_some(", ");
            let href = format!("#{}", chain.anchor(v));
            view! { {comma}<a href=href>{step_name(chain, v)}</a> }.into_any()
        })
        .collect();
    let rest = (rest > 0).then(|| format!(", {}", fill(chain.w.counted.more, &[("n", &rest.to_string())])));
    let (before, after) = (before.to_owned(), after.to_owned());
    view! { {before}{named}{rest}{after} }.into_any()
}

/// One step of the working.
fn worked(chain: &Chain<'_>, step: &WorkingStep) -> AnyView {
    let c = &chain.w.counted;
    let say = |text: &str, steps: &[usize]| sentence(chain, text, steps);
    match step {
        WorkingStep::Read { mentions, marked: true } => say(c.read_marked, mentions),
        WorkingStep::Read { mentions, marked: false } => {
            let endless = mentions.iter().all(|&v| !chain.view.graph.downstream(v).is_empty());
            say(if endless { c.read_all } else { c.read_ends }, mentions)
        }
        WorkingStep::LeftAside { mentions } => say(c.aside, mentions),
        WorkingStep::Roots { mentions } if mentions.is_empty() => c.roots_none.into_any(),
        WorkingStep::Roots { mentions } => say(c.roots, mentions),
        WorkingStep::Gaps { mentions } => say(c.gaps, mentions),
        WorkingStep::Origins { mentions } => say(c.origins, mentions),
        WorkingStep::Joined { shared, mentions } => {
            // Names are compared folded; what is shown is a name as somebody wrote it.
            let first = mentions.first().map(|&v| chain.mention(v));
            let (text, folded, written) = match shared {
                Shared::WireCredit(name) => (c.joined_wire, name, first.map(|m| m.wire_credit.clone())),
                Shared::PublisherFamily(name) => {
                    let outlet = first.and_then(|m| chain.view.outlet_of(m));
                    (c.joined_family, name, outlet.map(|o| o.family.clone()))
                }
            };
            let name = written.filter(|n| !n.trim().is_empty()).unwrap_or_else(|| folded.clone());
            say(&fill(text, &[("name", &isolated(&name))]), mentions)
        }
        WorkingStep::Count { classes } => match classes.as_slice() {
            [] => c.count_none.into_any(),
            [one] => say(c.count_one, one),
            more => fill(c.count, &[("n", &number(chain.w.lang, more.len()))]).into_any(),
        },
    }
}

/// What else the analysis found, sentence by sentence.
fn also(chain: &Chain<'_>) -> Vec<AnyView> {
    let (c, analysis) = (&chain.w.counted, &chain.view.analysis);
    let say = |text: &str, steps: &[usize]| sentence(chain, text, steps);
    let mut out: Vec<AnyView> = analysis.route.iter().map(|way| say(c.way, &way.mentions)).collect();
    out.push(earliest(chain, c));
    if !analysis.roots.is_empty() {
        out.push(match analysis.depth {
            0 => c.depth_none.into_any(),
            1 => c.depth_one.into_any(),
            n => fill(c.depth, &[("n", &number(chain.w.lang, n))]).into_any(),
        });
    }
    if !analysis.unknown_steps.is_empty() {
        out.push(say(c.unknown, &analysis.unknown_steps));
    }
    // Between two steps there is nothing to choke.
    if chain.order.len() > 2 && !analysis.roots.is_empty() {
        out.push(match analysis.chokes.as_slice() {
            [] => c.choke_none.into_any(),
            chokes => say(c.choke, chokes),
        });
    }
    out.extend(analysis.loops.iter().map(|members| say(c.circle, members)));
    out
}

/// Which step appeared first, as far as the dates tell. The analysis looks at days; where times are known, those that
/// certainly came after another are left out.
fn earliest(chain: &Chain<'_>, c: &CountedWords) -> AnyView {
    let analysis = &chain.view.analysis;
    let date = |v: usize| chain.view.published_of(chain.mention(v));
    let undated = analysis.counted.iter().any(|&v| date(v).is_none()).then(|| format!(" {}", c.earliest_undated));
    let after = |v: usize, u: usize| matches!((date(u), date(v)), (Some(u), Some(v)) if u.certainly_before(v));
    let mut first = analysis.earliest.clone();
    first.retain(|&v| !analysis.earliest.iter().any(|&u| after(v, u)));
    match first.as_slice() {
        [] => c.earliest_none.into_any(),
        &[one] => {
            let date = date(one).map(|d| d.display(chain.w.lang)).unwrap_or_default();
            let text = fill(c.earliest, &[("date", &date)]);
            view! { {sentence(chain, &text, &[one])}{undated} }.into_any()
        }
        many => view! { {sentence(chain, c.earliest_many, many)}{undated} }.into_any(),
    }
}
