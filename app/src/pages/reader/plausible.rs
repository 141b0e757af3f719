//! What does not fit together, for readers: plainly, with what an editor has said about it, and what is still to be
//! compared again below a withdrawn document. Questions that only the newsroom can answer are left to the desk.

use super::model::{Chain, listed};
use crate::{
    components::{Notice, isolated, sentence},
    i18n::fill,
};
use domain::plausibility::{Finding, Rule, Weight};
use leptos::prelude::*;

/// The section; nothing where everything fits.
pub(super) fn section(chain: &Chain<'_>) -> AnyView {
    let (view, p) = (chain.view, &chain.w.plausible);
    let mut found: Vec<(&Finding, Option<&str>)> = view
        .findings
        .iter()
        .filter(|f| f.rule().weight() == Weight::Contradiction)
        .map(|f| (f, view.saved.quote.set_aside(&f.id).map(|o| o.reason.as_str())))
        .collect();
    if found.is_empty() {
        return ().into_any();
    }
    found.sort_by_key(|(_, reason)| reason.is_some());
    let is_open = found.iter().any(|(_, reason)| reason.is_none());
    let title = if is_open { p.public_title } else { p.public_title_aside };
    let rows: Vec<_> = found
        .into_iter()
        .map(|(finding, reason)| {
            let says = sentence(chain.w, view, finding);
            let step = finding.mention().and_then(|key| {
                let at = view.saved.quote.mentions.iter().position(|m| m.key == key)?;
                let label = fill(p.see_step, &[("n", &chain.number(at).to_string())]);
                Some(view! { " " <a class="finding__step" href=format!("#{}", chain.anchor(at))>{label}</a> })
            });
            let looked = reason.map(|reason| {
                let reason = reason.to_owned();
                view! { <p class="finding__reason"><strong>{p.editor_looked}</strong> " " <bdi>{reason}</bdi></p> }
            });
            let is_aside = looked.is_some();
            view! {
                <li class="finding" class:finding--aside=is_aside>
                    <p class="finding__says">{says} {step}</p>
                    {looked}
                </li>
            }
        })
        .collect();
    view! {
        <section class="fit" aria-labelledby="fit">
            <h2 id="fit">{title}</h2>
            {is_open.then(|| view! { <p class="fit__intro">{p.public_intro}</p> })}
            <ul class="findings">{rows}</ul>
        </section>
    }
    .into_any()
}

/// What a step says where something above it was corrected or withdrawn: to be compared again, or what came of it.
pub(super) fn recheck(chain: &Chain<'_>, v: usize) -> Option<AnyView> {
    let (quote, key) = (&chain.view.saved.quote, chain.mention(v).key);
    let mut of_step = chain.view.findings.iter().filter(|f| f.rule() == Rule::Recheck && f.mention() == Some(key));
    let finding = of_step.next()?;
    let says = match quote.set_aside(&finding.id) {
        None => view! { <p class="trace__alert">{chain.w.reader.recheck}</p> }.into_any(),
        Some(done) => {
            let reason = done.reason.clone();
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
    let mut names: Vec<String> = (0..chain.order.len())
        .filter(|&n| chain.needs_recheck(chain.order[n]))
        .map(|n| isolated(&chain.name(chain.order[n])))
        .collect();
    names.dedup();
    Some(if names.is_empty() {
        view! { <Notice label=p.notice_rechecked>{p.notice_rechecked_text}</Notice> }.into_any()
    } else {
        let sentence = fill(p.notice_recheck_text, &[("names", &listed(&names, p.and))]);
        view! { <Notice label=p.notice_recheck>{sentence}</Notice> }.into_any()
    })
}
