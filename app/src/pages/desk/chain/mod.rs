//! The chain on the working page: the picture of what stands in the form, the ways to change it, and the cards of its
//! steps. All of it works as plain forms; the island only spares the reader the way of the whole page.

mod picture;
mod said;

use crate::i18n::fill;
use crate::{
    forms::{FormState, Notice, hidden, select},
    islands::chain::{ChainEditor, EditorWords},
    pages::desk::{step, steps::Steps},
};
use domain::form::{Change, Changed, QuoteForm};
use leptos::prelude::*;

/// The part of the page that is drawn anew after every change.
const LIVE: &str = "chain-live";

/// What a button did, for the step that it leads to.
pub(super) fn said(state: &FormState, form: &QuoteForm, notice: &Notice) -> Option<(String, String)> {
    match notice {
        Notice::Changed(changed) => Some((changed.at.clone(), said::said(state, form, changed))),
        _ => None,
    }
}

/// The picture, what can be done, and the steps.
pub(super) fn editor(steps: &Steps<'_>, notice: &Notice) -> AnyView {
    let (state, form) = (steps.state, steps.form);
    let (c, d, l) = (&state.words.chain, &state.words.desk, &state.words.long);
    let said = said(state, form, notice);
    let at = said.as_ref().map(|(at, _)| at.clone()).unwrap_or_default();
    let is_quiet = matches!(notice, Notice::Changed(Changed { change: Change::Redrawn, .. }));
    // Said in the card that it is about, else here.
    let (in_card, above) = match said {
        Some((at, text)) if !is_quiet && form.position(&at).is_some() => (Some((at, text)), None),
        Some((_, text)) => (None, Some(text)),
        None => (None, None),
    };
    let cards: Vec<AnyView> = (0..form.steps.len())
        .map(|n| {
            let said = in_card.as_ref().filter(|(at, _)| *at == form.steps[n].key).map(|(_, text)| text.as_str());
            if steps.open[n] { step::card(steps, n, said) } else { step::folded(steps, n, said) }
        })
        .collect();
    let drawn = if form.steps.is_empty() {
        view! { <div id="chain-picture" class="chain-form"><p class="empty">{c.empty}</p></div> }.into_any()
    } else {
        let drawing = picture::drawing(steps);
        view! { <div id="chain-picture" class="chain-form" inner_html=drawing></div> }.into_any()
    };
    let more_problems = (steps.more_problems > 0).then(|| {
        let says = fill(l.more_problems, &[("n", &steps.more_problems.to_string())]);
        view! { <p class="error">{says}</p> }
    });
    view! {
        <ChainEditor
            form="record-form".to_owned()
            live=LIVE.to_owned()
            words=EditorWords {
                undo: c.undo.to_owned(),
                redo: c.redo.to_owned(),
                undone: c.undone.to_owned(),
                redone: c.redone.to_owned(),
                nothing_to_undo: c.nothing_to_undo.to_owned(),
                nothing_to_redo: c.nothing_to_redo.to_owned(),
                unreachable: c.unreachable.to_owned(),
                signed_out: c.signed_out.to_owned(),
                first: c.chosen_first.to_owned(),
                second: c.chosen_second.to_owned(),
                none: c.chosen_none.to_owned(),
                hint: c.pointer_hint.to_owned(),
            }
        />
        <div id=LIVE class="chain-live" data-at=at>
            {above.map(|text| view! { <p class="done" id="chain-said">{text}</p> })}
            {drawn}
            {(!form.steps.is_empty()).then(|| changes(steps))}
            <h3 class="visually-hidden">{c.steps_title}</h3>
            {steps.is_long.then(|| view! { <p class="hint">{l.desk_hint}</p> {hidden("open", &form.open)} })}
            {more_problems}
            {cards}
            <p class="actions">{step::button("add", d.add_step, "button button--quiet")}</p>
        </div>
    }
    .into_any()
}

/// Everything that can be done to the chain with one step or two.
fn changes(steps: &Steps<'_>) -> AnyView {
    let (state, form) = (steps.state, steps.form);
    let (c, d) = (&state.words.chain, &state.words.desk);
    let names: Vec<(String, String)> =
        form.steps.iter().zip(&steps.names).map(|(s, name)| (s.key.clone(), name.clone())).collect();
    // What is chosen here is never saved, so nobody else can have saved it meanwhile.
    let own = FormState::new(state.words, &Notice::None);
    let choose = |name: &str, label: &str, value: &str| {
        let known = names.iter().any(|(key, _)| key == value);
        select(&own, name, label, "", if known { value } else { "" }, names.clone(), Some(d.choose))
    };
    let quiet = |verb: &str, label: &str| step::button(verb, label, "button button--quiet");
    // One step alone cannot be joined to anything: its one button stands on its card as well.
    let with_two = (form.steps.len() > 1).then(|| {
        view! {
            <p class="chain-change__for">{c.for_two}</p>
            <p class="actions">
                {step::button("draw", c.draw, "button")} {quiet("drop", c.drop)} {quiet("between", c.between)}
                {quiet("join", c.join)}
            </p>
        }
    });
    view! {
        <details class="chain-change" id="chain-change" open=true>
            <summary>{c.change}</summary>
            <fieldset class="chain-change__fields">
                <legend class="visually-hidden">{c.change}</legend>
                <p class="hint">{c.change_hint}</p>
                <div class="row">
                    {choose("chosen_down", c.first, &form.chosen_down)}
                    {if form.steps.len() > 1 {
                        choose("chosen_up", c.second, &form.chosen_up)
                    } else {
                        hidden("chosen_up", "")
                    }}
                </div>
                {with_two}
                <p class="chain-change__for">{c.for_one}</p>
                <p class="actions">
                    {quiet("branch", c.branch)} {quiet("unknown", c.unknown)} {quiet("redraw", c.redraw)}
                </p>
            </fieldset>
        </details>
    }
    .into_any()
}
