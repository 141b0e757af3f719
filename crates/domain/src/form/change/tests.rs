//! What the buttons of a chain do, one by one and in any row.

use super::*;
use crate::form::MAX_OPEN;
use proptest::prelude::*;
use std::collections::BTreeSet;
use time::{OffsetDateTime, macros::datetime};

const NOW: OffsetDateTime = datetime!(2026-01-01 12:00 UTC);

fn ups(form: &QuoteForm) -> Vec<(String, Vec<String>)> {
    form.steps.iter().map(|s| (s.key.clone(), s.from.iter().map(|h| h.up.clone()).collect())).collect()
}

fn at(form: &mut QuoteForm, button: &str) -> String {
    form.apply(button).expect(button).at
}

/// Steps 1 to `n`, joined to nothing.
fn loose(n: usize) -> QuoteForm {
    let mut form = QuoteForm::default();
    for _ in 0..n {
        form.add_step();
    }
    form
}

#[test]
fn steps_are_added_branched_inserted_and_removed() {
    let mut form = QuoteForm::default();
    assert_eq!(at(&mut form, "add"), "1");
    assert_eq!(at(&mut form, "upstream:1"), "2");
    assert_eq!(at(&mut form, "upstream:1"), "3");
    assert_eq!(at(&mut form, "insert:1:0"), "4");
    let all: Vec<_> = ups(&form);
    assert!(all.contains(&("1".into(), vec!["4".into(), "3".into()])));
    assert!(all.contains(&("4".into(), vec!["2".into()])));
    form.apply("remove:4").unwrap();
    assert!(ups(&form).contains(&("1".into(), vec!["2".into(), "3".into()])), "joined through the removed step");
    form.apply("unhop:1:1").unwrap();
    assert!(ups(&form).contains(&("1".into(), vec!["2".into()])));
    assert_eq!(form.apply("remove:99"), Err(Unchanged::NoSuchStep));
}

#[test]
fn hops_are_drawn_between_chosen_steps_and_loops_are_allowed() {
    let mut form = loose(3);
    (form.chosen_down, form.chosen_up) = ("1".into(), "3".into());
    let done = form.apply("draw").unwrap();
    assert_eq!(done, Changed { change: Change::Drawn, at: "1".into(), with: vec!["3".into()] });
    assert_eq!((form.chosen_down.as_str(), form.chosen_up.as_str()), ("", ""), "the choice has had its turn");
    form.apply("draw:3:1").unwrap();
    assert!(form.check(NOW).is_ok(), "a loop is a finding, not an error");
    assert_eq!(form.apply("draw:1:3"), Err(Unchanged::JoinedAlready));
    assert_eq!(form.apply("draw:2:2"), Err(Unchanged::SameStep));
    assert_eq!(form.apply("draw:1:9"), Err(Unchanged::NoSuchStep));
    assert_eq!(form.apply("draw"), Err(Unchanged::ChooseTwo));
    form.apply("drop:1:3").unwrap();
    assert_eq!(ups(&form)[0].1, Vec::<String>::new());
    form.apply("drop:1:3").expect("the other way round it is the hop that is left");
    assert_eq!(form.apply("drop:1:3"), Err(Unchanged::NoSuchHop));
}

#[test]
fn an_empty_line_is_used_before_a_new_one() {
    let mut form = loose(2);
    form.apply("hop:1").unwrap();
    form.apply("draw:1:2").unwrap();
    assert_eq!(ups(&form)[0].1, ["2"]);
}

#[test]
fn two_steps_join_in_one_that_both_took_from() {
    let mut form = loose(2);
    let done = form.apply("join:1:2").unwrap();
    assert_eq!(done.at, "3");
    assert_eq!(ups(&form), [("1".into(), vec!["3".into()]), ("2".into(), vec!["3".into()]), ("3".into(), vec![])]);
    let between = form.apply("between:2:3").unwrap();
    assert_eq!((between.change, between.with), (Change::Inserted, vec!["2".to_owned(), "3".to_owned()]));
    assert_eq!(form.apply("between:1:2"), Err(Unchanged::NoSuchHop));
}

#[test]
fn a_step_that_names_nobody_has_heard_and_compared_nothing() {
    let mut form = loose(3);
    form.apply("draw:1:2").unwrap();
    form.apply("draw:2:3").unwrap();
    for line in form.steps.iter_mut().flat_map(|s| &mut s.from) {
        (line.state, line.evidence) = ("verified".into(), "Dilansir Radio Muara".into());
    }
    let step = &mut form.steps[1];
    (step.outlet_name, step.document_pick, step.carrier_name) = ("Radio Muara".into(), "!k3".into(), "Ratna".into());
    (step.basis, step.wording, step.published) = ("heard".into(), "Kata".into(), "2024".into());
    form.apply("unknown:2").unwrap();
    let step = &form.steps[1];
    assert!([&step.outlet_name, &step.document_pick, &step.carrier_name, &step.basis].iter().all(|t| t.is_empty()));
    assert_eq!((step.wording.as_str(), step.published.as_str()), ("Kata", "2024"), "the words stay");
    for line in form.steps.iter().flat_map(|s| &s.from) {
        assert_eq!((line.state.as_str(), line.evidence.as_str()), ("asserted", "Dilansir Radio Muara"));
    }
    assert_eq!(form.apply("unknown"), Err(Unchanged::ChooseOne));
    (form.chosen_down, form.chosen_up) = ("2".into(), "3".into());
    form.apply("redraw").unwrap();
    assert_eq!((form.chosen_down.as_str(), form.chosen_up.as_str()), ("2", "3"), "drawing again changes nothing");
}

#[test]
fn a_step_put_into_a_compared_hop_leaves_it_uncompared() {
    let mut form = loose(2);
    form.apply("draw:1:2").unwrap();
    form.steps[0].from[0].state = "verified".into();
    form.apply("between:1:2").unwrap();
    assert_eq!(form.steps[0].from[0].state, "asserted");
}

#[test]
fn buttons_that_nobody_made_do_nothing() {
    let mut form = loose(2);
    let before = form.clone();
    for button in ["", ":", "fly", "fly:1", "draw:", "insert:1:x", "unhop:1:7", "remove:", "up:0", "between:1"] {
        assert!(form.apply(button).is_err(), "{button}");
    }
    assert_eq!(form, before);
}

#[test]
fn a_chain_that_is_full_of_hops_takes_no_more() {
    let mut form = loose(3);
    form.steps[0].from = vec![HopForm { up: "2".into(), ..HopForm::default() }; MAX_HOPS];
    for button in ["hop:1", "draw:2:3", "branch:2", "between:1:2", "join:2:3"] {
        assert_eq!(form.apply(button), Err(Unchanged::FullOfHops), "{button}");
    }
}

#[test]
fn a_chain_that_is_full_takes_no_more_steps() {
    let mut form = loose(MAX_MENTIONS);
    for button in ["add", "upstream:1", "join:1:2"] {
        assert_eq!(form.apply(button), Err(Unchanged::Full), "{button}");
    }
    form.apply("draw:1:2").expect("hops may still be drawn");
    assert_eq!(form.apply("between:1:2"), Err(Unchanged::Full));
    assert!(form.check(NOW).is_ok());
}

const VERBS: [&str; 19] = [
    "add", "upstream", "hop", "unhop", "insert", "up", "down", "remove", "draw", "drop", "between", "join", "unknown",
    "branch", "redraw", "open", "close", "turn", "fly",
];

#[test]
fn a_long_chain_opens_what_is_looked_at_and_changes_nothing_else() {
    let mut form = loose(MAX_OPEN);
    form.apply("unknown:3").unwrap();
    assert_eq!(form.open, "", "a short chain stands open");
    form.apply("add").unwrap();
    let before = form.steps.clone();
    for (button, open) in [("open:3", "25 3"), ("open:7", "25 3 7"), ("close:25", "3 7"), ("open:3", "7 3")] {
        assert_eq!(form.apply(button).unwrap().at, button.split(':').next_back().unwrap());
        assert_eq!(form.open, open, "{button}");
    }
    assert_eq!(form.steps, before);
    form.apply("remove:7").unwrap();
    assert_eq!(form.open, "3");
    assert_eq!(form.apply("open:99"), Err(Unchanged::NoSuchStep));
}

#[test]
fn the_lines_of_a_step_have_their_turns() {
    let mut form = loose(30);
    for up in 2..=20 {
        form.apply(&format!("draw:1:{up}")).unwrap();
    }
    let first = |form: &QuoteForm| form.steps[0].from[0].up.clone();
    form.apply("turn:1:12").unwrap();
    assert_eq!((first(&form).as_str(), form.steps[0].from.len()), ("14", 19));
    form.apply("hop:1").unwrap();
    assert_eq!(first(&form), "", "a new line is in sight");
}

proptest! {
    #[test]
    fn any_row_of_buttons_leaves_a_sound_chain(buttons in prop::collection::vec(
        (0..VERBS.len(), 0u32..8, 0u32..8, any::<bool>()), 0..60)) {
        let mut form = QuoteForm::default();
        form.add_step();
        for (verb, a, b, chosen) in buttons {
            let before = form.clone();
            let button = if chosen {
                (form.chosen_down, form.chosen_up) = (a.to_string(), b.to_string());
                VERBS[verb].to_owned()
            } else {
                format!("{}:{a}:{b}", VERBS[verb])
            };
            let Ok(done) = form.apply(&button) else {
                prop_assert_eq!(&form.steps, &before.steps, "{} changed nothing", button);
                continue;
            };
            let gone = done.at.is_empty();
            prop_assert!(gone || form.position(&done.at).is_some(), "{} leads to a step", button);
            prop_assert!(
                done.with.iter().all(|k| k.is_empty() || form.position(k).is_some()),
                "{} names steps that are there", button
            );
        }
        let (quote, ..) = form.check(NOW).expect("buttons alone never make nonsense");
        let keys: BTreeSet<_> = quote.mentions.iter().map(|m| m.key).collect();
        prop_assert_eq!(keys.len(), form.steps.len());
    }

    #[test]
    fn a_hop_drawn_and_dropped_leaves_the_chain_as_it_was(
        buttons in prop::collection::vec((0usize..13, 1u32..7, 1u32..7), 0..30), down in 1u32..7, up in 1u32..7) {
        let mut form = loose(6);
        for (verb, a, b) in buttons {
            let _ = form.apply(&format!("{}:{a}:{b}", VERBS[verb]));
        }
        // Empty lines say nothing.
        form.steps.iter_mut().for_each(|s| s.from.retain(|h| !h.up.is_empty()));
        let before = form.steps.clone();
        if form.apply(&format!("draw:{down}:{up}")).is_ok() {
            form.apply(&format!("drop:{down}:{up}")).unwrap();
            prop_assert_eq!(form.steps, before);
        }
    }
}
