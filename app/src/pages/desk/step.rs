//! One step of the chain on the working page: a card of fields, and the steps that it took the words from.

use super::drift;
use crate::{
    forms::{FormState, Kind, Text, hidden, select},
    i18n::{fill, labels},
};
use domain::{
    chain::{Basis, HopKind, HopState},
    form::{HopForm, QuoteForm, StepForm},
    quote::Directness,
    text::clip,
};
use leptos::prelude::*;

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
pub(super) fn card(state: &FormState, form: &QuoteForm, n: usize, said: Option<&str>) -> AnyView {
    let Some(step) = form.steps.get(n) else { return ().into_any() };
    let (lang, d) = (state.lang, &state.words.desk);
    let name = |field: &str| QuoteForm::step_field(n, field);
    let key = step.key.clone();
    let number = (n + 1).to_string();
    let read_id = format!("read-{key}");
    let hops: Vec<_> = (0..step.from.len()).map(|j| hop(state, form, n, j)).collect();
    let none = step.from.is_empty().then(|| view! { <p class="hint">{d.from_none}</p> });
    let rare = !step.carrier_name.is_empty()
        || !step.wire_credit.is_empty()
        || !step.published.is_empty()
        || !step.note.is_empty()
        || ["carrier_name", "wire_credit", "published", "note"].iter().any(|f| state.error(&name(f)).is_some());
    view! {
        // After a button of the chain the page comes back here, without script too.
        <fieldset class="step" id=format!("step-{key}") data-step=n.to_string() tabindex="-1" autofocus=said.is_some()>
            <legend>{name_of(state, n, step)}</legend>
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
                {(n > 0).then(|| button(&format!("up:{key}"), d.move_up, "button button--quiet"))}
                {(n + 1 < form.steps.len()).then(|| button(&format!("down:{key}"), d.move_down, "button button--quiet"))}
                {button(&format!("remove:{key}"), &fill(d.remove_step, &[("n", &number)]), "button button--quiet")}
            </p>
        </fieldset>
    }
    .into_any()
}

/// One line "took the words from".
fn hop(state: &FormState, form: &QuoteForm, n: usize, j: usize) -> AnyView {
    let (lang, d) = (state.lang, &state.words.desk);
    let Some(step) = form.steps.get(n) else { return ().into_any() };
    let Some(HopForm { up, kind, state: hop_state, evidence, .. }) = step.from.get(j) else { return ().into_any() };
    let name = |field: &str| QuoteForm::hop_field(n, j, field);
    let others: Vec<(String, String)> = form
        .steps
        .iter()
        .enumerate()
        .filter(|(m, _)| *m != n)
        .map(|(m, s)| (s.key.clone(), name_of(state, m, s)))
        .collect();
    let key = &step.key;
    view! {
        <div class="hop">
            {select(state, &name("up"), d.from, "", up, others, Some(d.choose))}
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
            {state.text(&Text::line(&name("evidence"), d.evidence, d.evidence_hint, evidence))}
            {drift::back_field(state, form, n, j)}
            {drift::shown(state, form, n, j)}
            <p class="actions">
                {button(&format!("insert:{key}:{j}"), d.insert, "button button--quiet")}
                {button(&format!("unhop:{key}:{j}"), d.drop_hop, "button button--quiet")}
            </p>
        </div>
    }
    .into_any()
}
