//! What a button of the chain did, in words: the page says it, and the island reads it out.

use crate::{components::isolated, forms::FormState, i18n::fill, pages::desk::step};
use domain::{
    form::{Change, Changed, QuoteForm},
    lang::UiLang,
};

/// Says what was done.
pub(super) fn said(state: &FormState, form: &QuoteForm, changed: &Changed) -> String {
    let c = &state.words.chain;
    let name = |key: &String| form.position(key).map(|n| isolated(&step::name_of(state, n, &form.steps[n])));
    let with: Vec<String> = changed.with.iter().filter_map(name).collect();
    let sentence = match changed.change {
        Change::Redrawn => c.did_redraw,
        Change::Added => c.did_add,
        Change::Branched => c.did_branch,
        Change::Joined => c.did_join,
        Change::Inserted => c.did_insert,
        Change::Drawn => c.did_draw,
        Change::Dropped if with.is_empty() => c.did_drop_line,
        Change::Dropped => c.did_drop,
        Change::Offered => c.did_offer,
        Change::Unnamed => c.did_unname,
        Change::Moved => c.did_move,
        Change::Removed => c.did_remove,
        Change::Opened => state.words.long.did_open,
        Change::Closed => state.words.long.did_close,
        Change::Turned => state.words.long.did_turn,
    };
    // A step that names nobody any more has only its number left.
    let step = match (changed.change, form.position(&changed.at)) {
        (Change::Unnamed, Some(n)) => fill(state.words.desk.step, &[("n", &(n + 1).to_string())]),
        _ => name(&changed.at).unwrap_or_default(),
    };
    let and = if state.lang == UiLang::Id { " dan " } else { " and " };
    fill(sentence, &[("step", &step), ("with", &with.join(and))])
}
