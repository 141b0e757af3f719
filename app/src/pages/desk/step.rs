//! One step of the chain on the working page: a card of fields, and the steps that it took the words from.

use super::{drift, steps::Steps};
use crate::{
    forms::{FormState, Kind, Text, hidden, select},
    i18n::{fill, labels},
};
use domain::{
    chain::{Basis, HopKind, HopState},
    form::{HopForm, QuoteForm, StepForm, pack_hops},
    quote::Directness,
    text::clip,
};
use leptos::prelude::*;

/// Code points of the words of a step that is one line.
const WORDS: usize = 60;
/// Steps that such a line names as those it took the words from.
const FROM: usize = 6;

/// What a step is called in lists of steps: its number and its outlet.
pub(super) fn name_of(state: &FormState, n: usize, step: &StepForm) -> String {
    let number = fill(state.words.desk.step, &[("n", &(n + 1).to_string())]);
    let place = [&step.outlet_name, &step.document_name, &step.carrier_name]
        .into_iter()
        .find(|t| !t.trim().is_empty())
        .map_or_else(|| state.words.common.unknown_step.to_owned(), |t| clip(t, 50));
    format!("{number}: {place}")
}

fn options<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    label: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter().map(|t| (word(*t).to_owned(), label(*t).to_owned())).collect()
}

/// A button that does something to the chain and brings the page back.
pub(super) fn button(action: &str, label: &str, class: &'static str) -> AnyView {
    view! {
        <button class=class name="do" value=action.to_owned() data-chain="">{label.to_owned()}</button>
    }
    .into_any()
}

/// The card of step `n`, with what a button just did there.
pub(super) fn card(steps: &Steps<'_>, n: usize, said: Option<&str>) -> AnyView {
    let (state, form) = (steps.state, steps.form);
    let Some(step) = form.steps.get(n) else { return ().into_any() };
    let (lang, d) = (state.lang, &state.words.desk);
    let name = |field: &str| QuoteForm::step_field(n, field);
    let key = step.key.clone();
    let number = (n + 1).to_string();
    let read_id = format!("read-{key}");
    let shown = steps.lines_of(n);
    let hops: Vec<_> = (0..shown).map(|j| hop(steps, n, j)).collect();
    let none = step.from.is_empty().then(|| view! { <p class="hint">{d.from_none}</p> });
    let rare = !step.carrier_name.is_empty()
        || !step.wire_credit.is_empty()
        || !step.published.is_empty()
        || !step.note.is_empty()
        || ["carrier_name", "wire_credit", "published", "note"].iter().any(|f| state.error(&name(f)).is_some());
    view! {
        // After a button of the chain the page comes back here, without script too.
        <fieldset class="step" id=format!("step-{key}") data-step=n.to_string() tabindex="-1" autofocus=said.is_some()>
            <legend>{steps.names[n].clone()}</legend>
            {super::plausible::step_note(&key)}
            {said.map(|text| view! { <p class="done" id="chain-said">{text.to_owned()}</p> })}
            {hidden(&name("key"), &key)}
            <input type="hidden" id=format!("f-steps-{n}-anchor_start") name=name("anchor_start") value=step.anchor_start.clone()/>
            <p class="checkbox">
                <input type="checkbox" id=read_id.clone() name=name("read") value="on" checked=!step.read.is_empty()/>
                <label for=read_id>{d.read}</label>
            </p>
            <div class="row">
                {state.name(
                    &Text::line(&name("outlet_name"), d.outlet, d.outlet_hint, &step.outlet_name),
                    "outlet",
                    &name("outlet_pick"),
                    &step.outlet_pick,
                )}
                {state.name(
                    &Text::line(&name("document_name"), d.document, d.document_hint, &step.document_name),
                    "document",
                    &name("document_pick"),
                    &step.document_pick,
                )}
            </div>
            {state.text(
                &Text::line(&name("wording"), d.wording, "", &step.wording).kind(Kind::Block(3)).lang(&step.lang),
            )}
            <div class="row row--three">
                {state.text(&Text::line(&name("lang"), d.wording_lang, d.lang_hint, &step.lang))}
                {select(
                    state,
                    &name("directness"),
                    d.directness,
                    "",
                    &step.directness,
                    options(Directness::ALL, Directness::as_str, |v| labels::directness(lang, v)),
                    Some(d.not_chosen),
                )}
                {state.text(&Text::line(&name("cue"), d.cue, d.cue_hint, &step.cue))}
            </div>
            {select(
                state,
                &name("basis"),
                d.basis,
                "",
                &step.basis,
                options(Basis::ALL, Basis::as_str, |v| labels::basis(lang, v)),
                Some(d.not_chosen),
            )}
            <fieldset class="hops">
                <legend>{d.from}</legend>
                {none}
                {hops}
                {(shown < step.from.len()).then(|| more_lines(steps, n, shown))}
                <p class="actions">
                    {button(&format!("upstream:{key}"), d.add_upstream, "button")}
                    {(form.steps.len() > 1).then(|| button(&format!("hop:{key}"), d.add_hop, "button button--quiet"))}
                </p>
            </fieldset>
            <details open=rare>
                <summary>{d.more}</summary>
                {state.name(
                    &Text::line(&name("carrier_name"), d.carrier, "", &step.carrier_name),
                    "speaker",
                    &name("carrier_pick"),
                    &step.carrier_pick,
                )}
                {state.text(
                    &Text::line(&name("published"), d.published, d.published_hint, &step.published).kind(Kind::Date),
                )}
                {state.text(&Text::line(&name("wire_credit"), d.wire_credit, "", &step.wire_credit))}
                {state.text(&Text::line(&name("note"), d.step_note, "", &step.note).kind(Kind::Block(2)))}
            </details>
            <p class="actions">
                {steps.is_long.then(|| button(&format!("close:{key}"), state.words.long.close, "button"))}
                {(n > 0).then(|| button(&format!("up:{key}"), d.move_up, "button button--quiet"))}
                {(n + 1 < form.steps.len()).then(|| button(&format!("down:{key}"), d.move_down, "button button--quiet"))}
                {button(&format!("remove:{key}"), &fill(d.remove_step, &[("n", &number)]), "button button--quiet")}
            </p>
        </fieldset>
    }
    .into_any()
}

/// A step of a long chain that is not open: one line, with its fields packed into one that is not seen.
pub(super) fn folded(steps: &Steps<'_>, n: usize, said: Option<&str>) -> AnyView {
    let (state, l) = (steps.state, &steps.state.words.long);
    let Some(step) = steps.form.steps.get(n) else { return ().into_any() };
    let name = |field: &str| QuoteForm::step_field(n, field);
    let key = step.key.clone();
    let words = clip(step.wording.trim(), WORDS);
    let lang = Some(step.lang.clone()).filter(|l| !l.is_empty());
    let words = (!words.is_empty()).then(|| view! { <bdi class="step-line__words" lang=lang>{words}</bdi> });
    let ups: Vec<String> = step.from.iter().filter_map(|h| steps.place(&h.up)).map(|up| (up + 1).to_string()).collect();
    let from = (!ups.is_empty()).then(|| {
        let mut ups: Vec<String> = ups.iter().map(|n| fill(l.step, &[("n", n)])).collect();
        if ups.len() > FROM {
            let rest = ups.len() - (FROM - 1);
            ups.truncate(FROM - 1);
            ups.push(fill(l.more, &[("n", &rest.to_string())]));
        }
        let says = fill(state.words.chain.took_from, &[("steps", &ups.join(", "))]);
        view! { <span class="step-line__from">{says}</span> }
    });
    let said = said.map(|text| view! { <span class="done" id="chain-said">{text.to_owned()}</span> });
    let is_said = said.is_some();
    let label = fill(l.edit_step, &[("step", &steps.names[n])]);
    view! {
        <div class="step-line" id=format!("step-{key}") data-step=n.to_string() tabindex="-1" autofocus=is_said>
            <p>
                <strong>{steps.names[n].clone()}</strong>
                {words}
                {from}
                {said}
            </p>
            {hidden(&name("key"), &key)}
            {hidden(&name("packed"), &step.packed())}
            <button class="button button--quiet" name="do" value=format!("open:{key}") data-chain="" aria-label=label>
                {l.edit}
            </button>
        </div>
    }
    .into_any()
}

/// The lines of a step that are not drawn: kept, with whatever is wrong with them, and a way to the next ones.
fn more_lines(steps: &Steps<'_>, n: usize, shown: usize) -> AnyView {
    let (state, l) = (steps.state, &steps.state.words.long);
    let step = &steps.form.steps[n];
    let rest = &step.from[shown..];
    let says = fill(l.more_lines, &[("n", &rest.len().to_string())]);
    let wrong = (shown..step.from.len()).flat_map(|j| {
        let hop = &step.from[j];
        let up = steps.place(&hop.up).map_or_else(String::new, |up| format!("{}: ", steps.names[up]));
        hop.texts().into_iter().filter_map(move |(name, _)| {
            let reason = state.error(&QuoteForm::hop_field(n, j, name))?;
            Some(format!("{up}{}", labels::reason(state.lang, reason)))
        })
    });
    let wrong: Vec<_> = wrong.take(FROM).map(|says| view! { <p class="error">{says}</p> }).collect();
    view! {
        <div class="hop">
            <p class="hint">{says}</p>
            {wrong}
            {hidden(&QuoteForm::step_field(n, "packed_hops"), &pack_hops(rest))}
            <p class="actions">{button(&format!("turn:{}:{shown}", step.key), l.turn, "button button--quiet")}</p>
        </div>
    }
    .into_any()
}

/// One line "took the words from".
fn hop(steps: &Steps<'_>, n: usize, j: usize) -> AnyView {
    let (state, form) = (steps.state, steps.form);
    let (lang, d) = (state.lang, &state.words.desk);
    let Some(step) = form.steps.get(n) else { return ().into_any() };
    let Some(HopForm { up, kind, state: hop_state, evidence, .. }) = step.from.get(j) else { return ().into_any() };
    let name = |field: &str| QuoteForm::hop_field(n, j, field);
    // Older evidence may have several lines, which a field of one line would lose.
    let evidence_kind = if evidence.contains('\n') { Kind::Block(2) } else { Kind::Line };
    let others = steps.choices(n, up);
    let near = if steps.is_long { state.words.long.near } else { "" };
    let key = &step.key;
    view! {
        <div class="hop">
            {select(state, &name("up"), d.from, near, up, others, Some(d.choose))}
            <div class="row">
                {select(
                    state,
                    &name("kind"),
                    d.hop_kind,
                    "",
                    kind,
                    options(HopKind::ALL, HopKind::as_str, |v| labels::hop_kind(lang, v)),
                    None,
                )}
                {select(
                    state,
                    &name("state"),
                    d.hop_state,
                    "",
                    hop_state,
                    options(HopState::ALL, HopState::as_str, |v| labels::hop_state(lang, v)),
                    None,
                )}
            </div>
            {state.text(&Text::line(&name("evidence"), d.evidence, d.evidence_hint, evidence).kind(evidence_kind))}
            {drift::back_field(steps, n, j)}
            {drift::shown(steps, n, j)}
            <p class="actions">
                {button(&format!("insert:{key}:{j}"), d.insert, "button button--quiet")}
                {button(&format!("unhop:{key}:{j}"), d.drop_hop, "button button--quiet")}
            </p>
        </div>
    }
    .into_any()
}
