//! The chain as it stands in the form, saved or not: the same drawing as on the public page, without the wordings.

use crate::{
    components::isolated,
    i18n::{fill, labels},
    pages::desk::steps::Steps,
};
use domain::{
    chain::{Basis, Edge, Graph, HopKind, HopState, Node, analyse},
    date::PartialDate,
    form::{HopForm, QuoteForm, StepForm},
    lang::LangTag,
    speaker::initials,
    text::{clip, fold},
};
use export::picture::{Card, Direction, Disc, Hop, Line, Picture, Speaker, Words, svg};

/// Room for the picture, in CSS pixels: a phone's, which a desk's column has too.
const WIDTH: f64 = 328.0;

/// Steps that a card names as those it took the words from.
const NAMES: usize = 12;

/// Draws the chain of a form.
pub(super) fn drawing(steps: &Steps<'_>) -> String {
    let (state, form) = (steps.state, steps.form);
    let (c, d, r) = (&state.words.chain, &state.words.desk, &state.words.reader);
    let lines = lines(steps);
    let graph = graph(form, &lines);
    let analysis = analyse(&graph);
    let speaker = form.speaker_name.trim();
    svg(&Picture {
        title: d.picture.to_owned(),
        title_id: "chain-form-title".to_owned(),
        desc: c.picture_desc.to_owned(),
        desc_id: "chain-form-desc".to_owned(),
        direction: Direction::Down,
        width: WIDTH,
        speaker: (!speaker.is_empty()).then(|| Speaker {
            initials: if form.speaker_kind == "anonymous" { "?".to_owned() } else { initials(speaker) },
            name: clip(speaker, 80),
            href: None,
        }),
        cards: (0..form.steps.len()).map(|n| card(steps, &lines, n, analysis.chokes.contains(&n))).collect(),
        hops: hops(steps, &lines),
        words: Words {
            circular: r.circular.to_owned(),
            more_steps: r.more_steps.to_owned(),
            more_beside: r.more_beside.to_owned(),
            differences: r.differences.to_owned(),
            more_href: "#chain-change".to_owned(),
        },
    })
}

/// Each line of the form that leads to a step, with both ends, in the order of the steps.
fn lines<'a>(steps: &Steps<'a>) -> Vec<(usize, usize, &'a HopForm)> {
    let all = steps.form.steps.iter().enumerate().flat_map(|(down, step)| {
        step.from.iter().filter_map(move |h| Some((down, steps.place(&h.up).filter(|_| !h.up.is_empty())?, h)))
    });
    all.collect()
}

fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| fold(text))
}

/// Whoever is named at a step.
fn named(step: &StepForm) -> Option<&str> {
    [&step.outlet_name, &step.document_name, &step.carrier_name].into_iter().map(|t| t.trim()).find(|t| !t.is_empty())
}

/// The form as a graph: what is typed, not what the library knows of it.
fn graph(form: &QuoteForm, lines: &[(usize, usize, &HopForm)]) -> Graph {
    let nodes = form
        .steps
        .iter()
        .map(|step| Node {
            key: step.key.clone(),
            outlet: named(step).map(str::to_owned),
            family: None,
            wire: filled(&step.wire_credit),
            basis: Basis::parse(&step.basis),
            published: date(step).map(|d| d.to_string()),
            read: !step.read.is_empty(),
        })
        .collect();
    let edges = lines
        .iter()
        .map(|&(down, up, line)| Edge {
            down,
            up,
            kind: HopKind::parse(&line.kind).unwrap_or(HopKind::Quotes),
            state: HopState::parse(&line.state).unwrap_or(HopState::Asserted),
        })
        .collect();
    Graph::new(nodes, edges)
}

fn date(step: &StepForm) -> Option<PartialDate> {
    PartialDate::parse("published", &step.published).ok()
}

fn lang(step: &StepForm) -> Option<LangTag> {
    LangTag::parse("lang", step.lang.trim()).ok()
}

fn card(steps: &Steps<'_>, lines: &[(usize, usize, &HopForm)], n: usize, choke: bool) -> Card {
    let (state, form) = (steps.state, steps.form);
    let (c, step) = (&state.words.chain, &form.steps[n]);
    let number = fill(state.words.desk.step, &[("n", &(n + 1).to_string())]);
    let unnamed = named(step).is_none();
    let first_hand = Basis::parse(&step.basis).is_some_and(Basis::is_first_hand);
    let mut meta = vec![number];
    meta.extend(date(step).map(|d| d.display(state.lang)));
    meta.extend(lang(step).map(|l| labels::language(state.lang, &l)));
    let first = lines.partition_point(|(down, ..)| *down < n);
    let own = lines[first..].iter().take_while(|(down, ..)| *down == n);
    let mut ups: Vec<String> = own.map(|(_, up, _)| isolated(&steps.names[*up])).collect();
    if ups.len() > NAMES {
        let rest = ups.len() - (NAMES - 1);
        ups.truncate(NAMES - 1);
        ups.push(fill(state.words.long.more, &[("n", &rest.to_string())]));
    }
    let mut label = isolated(&steps.names[n]);
    if !step.read.is_empty() {
        label = format!("{label}, {}", c.readers_saw);
    }
    if !ups.is_empty() {
        label = format!("{label}, {}", fill(c.took_from, &[("steps", &ups.join(", "))]));
    }
    Card {
        heading: named(step).map_or_else(|| state.words.common.unknown_step.to_owned(), |t| clip(t, 80)),
        meta: meta.join(" · "),
        wording: None,
        href: format!("#step-{}", step.key),
        label,
        disc: match (first_hand, unnamed) {
            (true, _) => Disc::Origin,
            (false, true) => Disc::Unknown,
            (false, false) => Disc::Plain,
        },
        read: !step.read.is_empty(),
        choke,
        notice: None,
        hidden: false,
    }
}

fn hops(steps: &Steps<'_>, lines: &[(usize, usize, &HopForm)]) -> Vec<Hop> {
    let (state, form) = (steps.state, steps.form);
    lines
        .iter()
        .map(|&(down, up, line)| {
            let kind = HopKind::parse(&line.kind).unwrap_or(HopKind::Quotes);
            let tag = |n: usize| lang(&form.steps[n]);
            let spoken = || LangTag::parse("lang", form.spoken_lang.trim()).ok();
            Hop {
                down,
                up,
                verified: HopState::parse(&line.state) == Some(HopState::Verified),
                line: match kind {
                    HopKind::Translates => Line::Translation(match (tag(up).or_else(spoken), tag(down)) {
                        (Some(from), Some(to)) => format!("{} → {}", from.language(), to.language()),
                        (None, Some(to)) => format!("? → {}", to.language()),
                        _ => labels::hop_kind(state.lang, kind).to_owned(),
                    }),
                    HopKind::Syndicates => Line::Wire(state.words.reader.wire.to_owned()),
                    _ => Line::Plain,
                },
                drift: None,
                label: format!("{} {} {}", steps.names[down], labels::hop_kind(state.lang, kind), steps.names[up]),
                hidden: false,
            }
        })
        .collect()
}
