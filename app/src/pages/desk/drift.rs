//! What changed over a hop, beside its fields: what readers will be told is seen before it is published.
//! It is read from the form, so that it agrees with what stands in the fields when the page is drawn.

use super::steps::Steps;
use crate::{
    components::{Diff, DiffSide},
    forms::{Kind, Text},
    i18n::{fill, labels},
};
use domain::{
    chain::HopKind,
    drift::{End, HopDrift},
    form::{QuoteForm, StepForm},
    lang::LangTag,
};
use leptos::prelude::*;

/// Differences of one hop that are listed here.
const LIMIT: usize = 60;

/// The field for a translation put back into the language of the step before it. The style sheet hides it on hops of
/// other kinds, unless something was written there.
pub(super) fn back_field(steps: &Steps<'_>, n: usize, j: usize) -> AnyView {
    let (state, form) = (steps.state, steps.form);
    let d = &state.words.drift;
    let Some(hop) = form.steps.get(n).and_then(|s| s.from.get(j)) else { return ().into_any() };
    let name = QuoteForm::hop_field(n, j, "back_translation");
    let kept = !hop.back_translation.is_empty() || state.error(&name).is_some();
    let lang = upstream(steps, n, j).map_or("", |(_, up)| up.lang.as_str());
    let text = Text::line(&name, d.back_field, d.back_hint, &hop.back_translation).kind(Kind::Block(2)).lang(lang);
    view! { <div class="hop__back" class:hop__back--kept=kept>{state.text(&text)}</div> }.into_any()
}

/// What changed over the hop, as far as its ends are written.
pub(super) fn shown(steps: &Steps<'_>, n: usize, j: usize) -> Option<AnyView> {
    let (w, step) = (steps.state.words, steps.form.steps.get(n)?);
    let hop = step.from.get(j)?;
    let (m, before) = upstream(steps, n, j)?;
    let len = [&before.wording, &step.wording, &hop.back_translation].map(|t| t.chars().count()).iter().sum();
    if !steps.may_compare(len) {
        return Some(view! { <p class="hint">{w.long.not_compared_one}</p> }.into_any());
    }
    let tag = |step: &StepForm| LangTag::parse("lang", &step.lang).ok();
    let (up_lang, down_lang) = (tag(before), tag(step));
    let up = End { text: before.wording.trim(), lang: up_lang.as_ref() };
    let down = End { text: step.wording.trim(), lang: down_lang.as_ref() };
    let kind = HopKind::parse(hop.kind.trim()).unwrap_or(HopKind::Quotes);
    let drift = HopDrift::of(kind, up, down, hop.back_translation.trim());
    let direct = drift.direct.as_ref()?;
    let name = |lang: Option<&LangTag>| lang.map(|l| labels::language(w.lang, l)).unwrap_or_default();
    let side = |sentence: &str, at: usize, end: End<'_>| {
        fill(sentence, &[("step", &steps.names[at]), ("lang", &name(end.lang))])
    };
    let id = format!("drift-{}-{}", step.key, before.key);
    let (one, two) = (side(w.drift.side_lang, m, up), side(w.drift.side_lang, n, down));
    let up_side = DiffSide { label: one, end: up };
    let title = fill(w.drift.compared, &[("up", &steps.names[m])]);
    let diff = Diff {
        words: w,
        id: format!("{id}-d"),
        title,
        comparison: direct,
        up: up_side.clone(),
        down: DiffSide { label: two, end: down },
        open: false,
        limit: LIMIT,
    };
    let back = drift.back.as_ref().map(|back| {
        let end = End { text: hop.back_translation.trim(), lang: up.lang };
        let down = DiffSide { label: side(w.drift.back_side, n, end), end };
        let title = w.drift.back_title.to_owned();
        let id = format!("{id}-b");
        Diff { words: w, id, title, comparison: back, up: up_side, down, open: false, limit: LIMIT }.view()
    });
    Some(
        view! {
            <div class="hop__drift" id=id>
                {diff.view()}
                {back}
                <p class="hint">{w.drift.desk_when}</p>
            </div>
        }
        .into_any(),
    )
}

/// The step that a hop took the words from, with its place in the form.
fn upstream<'a>(steps: &Steps<'a>, n: usize, j: usize) -> Option<(usize, &'a StepForm)> {
    let up = steps.form.steps.get(n)?.from.get(j)?.up.trim();
    let m = steps.place(up).filter(|m| *m != n && !up.is_empty())?;
    Some((m, &steps.form.steps[m]))
}
