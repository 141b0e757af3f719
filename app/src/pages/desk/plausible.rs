//! "Does this fit together?" on the working page: what was found in the saved quote, each with the place for an
//! editor's reason. The fields belong to the page's form, so that they are saved with the quote and need no script.

use crate::{
    components::{rests_on, rule_words, sentence},
    forms::{Area, FormState, hidden},
    i18n::{Words, fill},
};
use domain::{
    form::{OverrideForm, QuoteForm},
    permission::Action,
    plausibility::{About, Finding, FindingId, Rule, Weight},
    quote::MentionKey,
};
use leptos::prelude::*;
use service::{Actor, QuoteView};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// Findings that are drawn with their fields.
const SHOWN: usize = 24;

/// What each step of the working page says of withdrawn documents above it, by the step's key.
#[derive(Debug, Clone, Default)]
struct StepNotes(Arc<BTreeMap<String, String>>);

/// Lets the steps know what they rest on.
pub(super) fn provide_notes(w: &Words, view: Option<&QuoteView>) {
    let mut notes = BTreeMap::new();
    for (view, finding) in view.into_iter().flat_map(|v| v.findings.iter().map(move |f| (v, f))) {
        let About::Recheck { mention, above } = &finding.about else { continue };
        if view.saved.quote.set_aside(&finding.id).is_none() {
            let says = fill(w.plausible.step_recheck, &[("above", &rests_on(w, view, above))]);
            notes.insert(mention.0.to_string(), says);
        }
    }
    provide_context(StepNotes(Arc::new(notes)));
}

/// What a step says of withdrawn documents above it.
pub(super) fn step_note(key: &str) -> Option<AnyView> {
    let says = use_context::<StepNotes>()?.0.get(key)?.clone();
    Some(view! { <p class="finding__alert"><a href="#fit-title">{says}</a></p> }.into_any())
}

/// One line of the list: a finding, or something that was set aside and is no longer found.
struct Row<'a> {
    /// Its place in the form.
    n: usize,
    id: String,
    finding: Option<&'a Finding>,
    /// What the box and the reason hold.
    ticked: bool,
    reason: String,
}

/// What the form speaks of comes first, in its places; then what is saved, then what is found.
fn rows<'a>(form: &QuoteForm, view: Option<&'a QuoteView>) -> Vec<Row<'a>> {
    let findings: &[Finding] = view.map_or(&[], |v| &v.findings);
    let by_id: HashMap<&str, (usize, &'a Finding)> =
        findings.iter().enumerate().rev().map(|(at, f)| (f.id.as_str(), (at, f))).collect();
    let saved = view.into_iter().flat_map(|v| &v.saved.quote.overrides).map(OverrideForm::from);
    let open = findings.iter().map(|f| OverrideForm { of: f.id.to_string(), ..OverrideForm::default() });
    let (mut rows, mut seen) = (Vec::new(), HashSet::new());
    let mut next = form.overrides.len();
    for (at, line) in form.overrides.iter().cloned().chain(saved).chain(open).enumerate() {
        let id = line.about().to_owned();
        let is_new = seen.insert(id.clone());
        let is_typed = at < form.overrides.len();
        if id.is_empty() || !(is_typed || is_new) {
            continue;
        }
        let n = if is_typed { at } else { next };
        next += usize::from(!is_typed);
        let ticked = !line.finding.trim().is_empty();
        let finding = by_id.get(id.as_str()).map(|(_, f)| *f);
        rows.push(Row { n, finding, id, ticked, reason: line.reason });
    }
    // They are read in the order of the findings, whatever their place in the form; what is gone comes last.
    rows.sort_by_key(|r| by_id.get(r.id.as_str()).map_or(usize::MAX, |(at, _)| *at));
    rows
}

/// The section.
pub(super) fn section(state: &FormState, form: &QuoteForm, view: Option<&QuoteView>, actor: &Actor) -> AnyView {
    let (w, p) = (state.words, &state.words.plausible);
    let rows = rows(form, view);
    if view.is_none() && rows.is_empty() {
        return ().into_any();
    }
    // Who was signed out meanwhile gets back what was typed.
    let may = actor.may(Action::OverridePlausibility) || *actor == Actor::Anonymous;
    let is_wrong = |row: &Row<'_>| {
        ["finding", "reason"].iter().any(|field| state.error(&OverrideForm::field(row.n, field)).is_some())
    };
    let (mut drawn, mut kept): (Vec<&Row<'_>>, Vec<&Row<'_>>) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let is_first = at < SHOWN || (is_wrong(row) && drawn.len() < 2 * SHOWN);
        (if is_first { &mut drawn } else { &mut kept }).push(row);
    }
    let more = (!kept.is_empty()).then(|| {
        let says = fill(w.long.more_fit, &[("n", &kept.len().to_string())]);
        // A finding that the form does not speak of stays as it is: only what was typed goes along.
        let typed = kept.iter().filter(|row| may && (row.ticked || !row.reason.is_empty()));
        let typed: Vec<AnyView> = typed.map(|row| kept_fields(row)).collect();
        view! { <p class="hint">{says}</p> {typed} }
    });
    let items: Vec<AnyView> = drawn.into_iter().map(|row| item(state, form, view, row, may)).collect();
    let hint = if items.is_empty() { p.desk_none } else { p.desk_hint };
    view! {
        <section class="fit" aria-labelledby="fit-title">
            <h2 id="fit-title">{w.plausible.desk_title}</h2>
            <p class="hint">{hint}</p>
            {state.complaint("overrides")}
            {(!items.is_empty()).then(|| view! { <ul class="findings">{items}</ul> })}
            {more}
        </section>
    }
    .into_any()
}

/// What was typed of a finding that is not drawn.
fn kept_fields(row: &Row<'_>) -> AnyView {
    let name = |field: &str| OverrideForm::field(row.n, field);
    view! {
        {hidden(&name("of"), &row.id)}
        {row.ticked.then(|| hidden(&name("finding"), &row.id))}
        {hidden(&name("reason"), &row.reason)}
    }
    .into_any()
}

fn item(state: &FormState, form: &QuoteForm, view: Option<&QuoteView>, row: &Row<'_>, may: bool) -> AnyView {
    let (w, p) = (state.words, &state.words.plausible);
    let rule = row.finding.map(Finding::rule).or_else(|| FindingId::parse("f", &row.id).ok().and_then(|id| id.rule()));
    let says = match (row.finding, view) {
        (Some(finding), Some(view)) => sentence(w, view, finding),
        _ => fill(p.gone, &[("what", rule_words(p, rule))]),
    };
    let step = row.finding.and_then(Finding::mention).and_then(|key| step_link(w, form, key));
    let is_recheck = row.finding.map(Finding::rule) == Some(Rule::Recheck);
    // What is ticked and not saved yet still stands.
    let is_aside = match (row.finding, view) {
        (Some(finding), Some(view)) => view.saved.quote.set_aside(&finding.id).is_some(),
        _ => false,
    };
    let word = if is_recheck { p.notice_rechecked } else { p.aside };
    let label = is_aside.then(|| view! { <strong class="finding__label">{word}": "</strong> });
    let to_do = (is_recheck && !is_aside).then(|| format!(" {}", p.compare_again));
    let says_id = format!("finding-{}", row.n);
    let fields = if may {
        editor_fields(state, view, row, rule, &says_id)
    } else if row.ticked {
        let reason = row.reason.clone();
        view! { <p class="finding__reason">{p.editor_looked} " " <bdi>{reason}</bdi></p> }.into_any()
    } else {
        view! { <p class="hint">{p.editors_set_aside}</p> }.into_any()
    };
    view! {
        <li class="finding" class:finding--aside=is_aside class:finding--gone=row.finding.is_none()>
            <p class="finding__says" id=says_id>{label} {says} {to_do} {step}</p>
            {fields}
        </li>
    }
    .into_any()
}

/// A link to the step, by its place on the page.
fn step_link(w: &Words, form: &QuoteForm, key: MentionKey) -> Option<AnyView> {
    let key = key.0.to_string();
    let at = form.steps.iter().position(|s| s.key.trim() == key)?;
    let label = fill(w.plausible.see_step, &[("n", &(at + 1).to_string())]);
    Some(view! { " " <a href=format!("#step-{key}")>{label}</a> }.into_any())
}

/// The box and the reason.
fn editor_fields(
    state: &FormState,
    view: Option<&QuoteView>,
    row: &Row<'_>,
    rule: Option<Rule>,
    says_id: &str,
) -> AnyView {
    let p = &state.words.plausible;
    let name = |field: &str| OverrideForm::field(row.n, field);
    let id = |field: &str| format!("f-overrides-{}-{field}", row.n);
    let error = |field: &str| {
        state.error(&name(field)).map(|r| crate::i18n::labels::reason(state.lang, r)).map(|said| {
            view! { <p class="error" id=format!("{}-error", id(field))>{said}</p> }
        })
    };
    let describes = |field: &str, always: &str| {
        let error = state.error(&name(field)).map(|_| format!(" {}-error", id(field)));
        format!("{always}{}", error.unwrap_or_default())
    };
    let is_wrong = |field: &str| state.error(&name(field)).is_some();
    let invalid = |field: &str| is_wrong(field).then_some("true");
    let (summary, tick) = match row.finding.map(Finding::rule) {
        None => (p.keep_or_drop, p.tick_gone),
        Some(Rule::Recheck) => (p.say_found, p.tick_recheck),
        Some(_) => (p.set_aside, p.tick),
    };
    let hint = match (row.finding, rule.map(Rule::weight)) {
        (None, _) => p.gone_hint,
        (_, Some(Weight::Question)) => p.why_newsroom_hint,
        _ => p.why_hint,
    };
    let is_open = row.ticked || !row.reason.trim().is_empty() || is_wrong("finding") || is_wrong("reason");
    // Somebody else has said something about it meanwhile: both stand beside each other.
    let saved = view.into_iter().flat_map(|v| &v.saved.quote.overrides).find(|o| o.finding.as_str() == row.id);
    let saved = saved.map(|o| o.reason.clone()).filter(|reason| state.is_stale() && *reason != row.reason);
    let theirs = saved.map(|reason| {
        view! { <p class="theirs"><strong>{state.words.desk.stale_theirs}</strong> " " <bdi>{reason}</bdi></p> }
    });
    let hint_id = format!("{}-hint", id("reason"));
    let area = Area {
        id: id("reason"),
        name: name("reason"),
        rows: 2,
        describedby: Some(describes("reason", &format!("{says_id} {hint_id}"))),
        is_wrong: is_wrong("reason"),
        value: row.reason.clone(),
        ..Area::default()
    };
    view! {
        <input type="hidden" name=name("of") value=row.id.clone()/>
        <details open=is_open>
            <summary>{summary}</summary>
            {error("finding")}
            <p class="checkbox">
                <input
                    type="checkbox"
                    id=id("finding")
                    name=name("finding")
                    value=row.id.clone()
                    checked=row.ticked
                    aria-describedby=describes("finding", says_id)
                    aria-invalid=invalid("finding")
                />
                <label for=id("finding")>{tick}</label>
            </p>
            <div class="field" class:field--error=is_wrong("reason")>
                <label for=id("reason")>{p.why}</label>
                <p class="hint" id=hint_id.clone()>{hint}</p>
                {error("reason")}
                {area.view()}
                {theirs}
            </div>
        </details>
    }
    .into_any()
}

/// The label of a field of this section, for the summary of what is wrong.
pub(super) fn label_of(w: &Words, field: &str) -> Option<String> {
    let own = field.strip_prefix("overrides")?;
    let p = &w.plausible;
    let what = if own.ends_with("[reason]") { p.why } else { p.set_aside };
    Some(format!("{} {what}", p.desk_title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_lines_keep_their_places() {
        let line = |finding: &str, of: &str, reason: &str| OverrideForm {
            finding: finding.into(),
            of: of.into(),
            reason: reason.into(),
        };
        let (first, second) = ("before_said:1@a", "before_said:2@b");
        let overrides = vec![line("", first, "x"), line("", "", ""), line(second, second, "y")];
        let form = QuoteForm { overrides, ..QuoteForm::default() };
        let rows = rows(&form, None);
        let seen: Vec<_> = rows.iter().map(|r| (r.n, r.id.as_str(), r.ticked, r.reason.as_str())).collect();
        assert_eq!(seen, [(0, first, false, "x"), (2, second, true, "y")]);
    }
}
