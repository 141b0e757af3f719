//! How far each sort of proposal may be trusted.
//! Every figure is the share of proposals of that rule whose words and speaker were both right on development
//! data, rounded down; few cases are held below the "sure" line. Measure again when a rule changes.

use crate::doc::Doc;
use crate::frame::{Frame, Rule};
use crate::lexicon::{class, tag};
use crate::model::{Band, Kind};

/// From here on a proposal may be pre-ticked.
const SURE: f32 = 0.95;
const LIKELY: f32 = 0.7;

pub(crate) fn band(confidence: f32) -> Band {
    if confidence >= SURE {
        Band::Sure
    } else if confidence >= LIKELY {
        Band::Likely
    } else {
        Band::Check
    }
}

pub(crate) fn confidence(doc: &Doc<'_>, f: &Frame, kind: Kind) -> f32 {
    let direct = kind == Kind::Direct;
    let named = f.speaker.is_some_and(|r| (r.0..r.1).any(|k| doc.namelike(k) || doc.toks[k].is(class::PRONOUN)));
    let measured = match doc.lex.code {
        "id" => indonesian(f.rule, direct, named),
        "de" => german(f.rule, direct, named),
        "en" => english(f.rule, direct, named),
        _ => other(f.rule, direct),
    };
    let weak = f.info.is(tag::ATTITUDE | tag::SHOWS) || f.info.strength < 2 && f.cue.is_some();
    if weak { measured * 0.6 } else { measured }
}

const fn indonesian(rule: Rule, direct: bool, named: bool) -> f32 {
    match (rule, direct, named) {
        (Rule::Post, true, true) => 0.99,
        (Rule::Pre, true, _) | (Rule::Comma, _, true) => 0.96,
        (Rule::That, _, true) => 0.95,
        (Rule::Post | Rule::That | Rule::Bare | Rule::Comma | Rule::Tail, _, _) => 0.92,
        (Rule::Prep | Rule::Own, _, _) => 0.9,
        (Rule::Pre | Rule::Part | Rule::Follow | Rule::Alone, _, _) => 0.75,
        (Rule::Object | Rule::Inf | Rule::Mood, _, _) => 0.4,
    }
}

const fn english(rule: Rule, direct: bool, named: bool) -> f32 {
    match (rule, direct, named) {
        (Rule::Post, true, true) => 0.96,
        (Rule::Post, true, false) => 0.92,
        (Rule::That, true, true) => 0.9,
        (Rule::Tail, _, true) => 0.82,
        (Rule::Pre, true, true) => 0.84,
        (Rule::Prep, _, true) => 0.77,
        (Rule::Post, false, _) | (Rule::That, _, true) => 0.75,
        (Rule::Tail, _, false) => 0.71,
        (Rule::Pre | Rule::Bare, _, true) => 0.67,
        (Rule::Pre | Rule::Prep, _, _) => 0.65,
        (Rule::Part | Rule::Own | Rule::That, _, _) => 0.57,
        (Rule::Inf | Rule::Alone, _, true) | (Rule::Bare, _, false) => 0.5,
        (Rule::Follow, _, _) | (Rule::Object, _, true) => 0.45,
        (Rule::Comma, _, _) => 0.35,
        (Rule::Object | Rule::Alone | Rule::Mood | Rule::Inf, _, _) => 0.22,
    }
}

const fn german(rule: Rule, direct: bool, named: bool) -> f32 {
    match (rule, direct, named) {
        (Rule::Post, true, true) => 0.91,
        (Rule::Pre, true, true) => 0.78,
        (Rule::That | Rule::Comma | Rule::Prep | Rule::Own | Rule::Follow, _, true) => 0.71,
        (Rule::Tail | Rule::Post, _, _) => 0.64,
        (Rule::Mood, _, _) => 0.58,
        (Rule::Alone, _, true) => 0.5,
        (Rule::Bare | Rule::Part | Rule::Pre, _, _) => 0.44,
        _ => 0.25,
    }
}

const fn other(rule: Rule, direct: bool) -> f32 {
    match (rule, direct) {
        (Rule::Post | Rule::Pre, true) => 0.9,
        (Rule::That | Rule::Prep | Rule::Part, _) => 0.8,
        _ => 0.6,
    }
}
