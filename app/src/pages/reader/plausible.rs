//! What does not fit together, for readers: plainly, with what an editor has said about it, and what is still to be
//! compared again below a withdrawn document. Questions that only the newsroom can answer are left to the desk.

use super::{
    budget::{FINDINGS, SHORT, cost},
    model::Chain,
};
use crate::{
    components::{Notice, sentence},
    i18n::fill,
};
use domain::{
    plausibility::{Finding, Rule, Weight},
    text::clip,
};
use leptos::prelude::*;
use std::collections::HashMap;

/// Bytes of what editors have said about findings; beyond it each is cut short, and whole on the page of its step.
const REASONS: usize = 60_000;

/// A finding that readers are told of, with the reason for which an editor has set it aside.
type Told<'a> = (&'a Finding, Option<&'a str>);

/// The section; nothing where everything fits.
pub(super) fn section(chain: &Chain<'_>) -> AnyView {
    told(chain, |_| true)
}

/// What does not fit together at one step, for its own page.
pub(super) fn of_step(chain: &Chain<'_>, v: usize) -> AnyView {
    let key = chain.mention(v).key;
    told(chain, |f| f.mention() == Some(key))
}

fn told(chain: &Chain<'_>, is_wanted: impl Fn(&Finding) -> bool) -> AnyView {
    let (view, p) = (chain.view, &chain.w.plausible);
    let aside: HashMap<&str, &str> =
        view.saved.quote.overrides.iter().map(|o| (o.finding.as_str(), o.reason.as_str())).collect();
    let mut found: Vec<Told<'_>> = view
        .findings
        .iter()
        .filter(|f| f.rule().weight() == Weight::Contradiction && is_wanted(f))
        .map(|f| (f, aside.get(f.id.as_str()).copied()))
        .collect();
    if found.is_empty() {
        return ().into_any();
    }
    found.sort_by_key(|(_, reason)| reason.is_some());
    let is_open = found.iter().any(|(_, reason)| reason.is_none());
    let title = if is_open { p.public_title } else { p.public_title_aside };
    let rest = found.len().saturating_sub(FINDINGS);
    let more = (rest > 0).then(|| fill(chain.w.long.more_findings, &[("n", &rest.to_string())]));
    let mut room = REASONS;
    let rows: Vec<AnyView> = found.into_iter().take(FINDINGS).map(|told| row(chain, told, &mut room)).collect();
    view! {
        <section class="fit" aria-labelledby="fit">
            <h2 id="fit">{title}</h2>
            {is_open.then(|| view! { <p class="fit__intro">{p.public_intro}</p> })}
            <ul class="findings">{rows}</ul>
            {more.map(|more| view! { <p class="more">{more}</p> })}
        </section>
    }
    .into_any()
}

fn row(chain: &Chain<'_>, (finding, reason): Told<'_>, room: &mut usize) -> AnyView {
    let (view, p) = (chain.view, &chain.w.plausible);
    let says = sentence(chain.w, view, finding);
    let at = finding.mention().and_then(|key| view.saved.quote.mentions.iter().position(|m| m.key == key));
    let step = at.map(|at| {
        let label = fill(p.see_step, &[("n", &chain.number(at).to_string())]);
        view! { " " <a class="finding__step" href=chain.href(at)>{label}</a> }
    });
    let looked = reason.map(|reason| {
        let fits = cost(reason) <= *room || !chain.base.is_empty() || at.is_none();
        *room = room.saturating_sub(cost(reason));
        let whole = at.filter(|_| !fits).map(|at| {
            view! { " " <a href=chain.step_page(at) rel="nofollow">{chain.w.long.whole_step}</a> }
        });
        let reason = if fits { reason.to_owned() } else { clip(reason, SHORT) };
        view! { <p class="finding__reason"><strong>{p.editor_looked}</strong> " " <bdi>{reason}</bdi>{whole}</p> }
    });
    let is_aside = looked.is_some();
    view! {
        <li class="finding" class:finding--aside=is_aside>
            <p class="finding__says">{says} {step}</p>
            {looked}
        </li>
    }
    .into_any()
}

/// What a step says where something above it was corrected or withdrawn: to be compared again, or what came of it.
pub(super) fn recheck(chain: &Chain<'_>, v: usize) -> Option<AnyView> {
    let finding = chain.recheck(v)?;
    let says = match chain.view.saved.quote.set_aside(&finding.id) {
        None => view! { <p class="trace__alert">{chain.w.reader.recheck}</p> }.into_any(),
        Some(done) => {
            let reason = chain.text(v, &done.reason);
            view! { <p class="trace__done">{chain.w.plausible.rechecked} " " <bdi>{reason}</bdi></p> }.into_any()
        }
    };
    Some(says)
}

/// At the top of the page, after what was withdrawn: which steps are still to be compared again.
pub(super) fn recheck_notice(chain: &Chain<'_>) -> Option<AnyView> {
    let p = &chain.w.plausible;
    if !chain.view.findings.iter().any(|f| f.rule() == Rule::Recheck) {
        return None;
    }
    let names = chain.isolated_names(chain.order.iter().copied().filter(|&v| chain.needs_recheck(v)));
    Some(if names.is_empty() {
        view! { <Notice label=p.notice_rechecked>{p.notice_rechecked_text}</Notice> }.into_any()
    } else {
        let sentence = fill(p.notice_recheck_text, &[("names", &chain.some(names))]);
        view! { <Notice label=p.notice_recheck>{sentence}</Notice> }.into_any()
    })
}
