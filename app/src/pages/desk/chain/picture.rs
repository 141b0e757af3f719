//! The chain as it stands in the form, saved or not: the same drawing as on the public page, without the wordings.

use crate::{
    components::isolated,
    forms::FormState,
    i18n::{fill, labels},
    pages::desk::step,
};
use domain::{
    chain::{Basis, Edge, Graph, HopKind, HopState, Node, analyse},
    date::PartialDate,
    form::{QuoteForm, StepForm},
    lang::LangTag,
    speaker::initials,
    text::{clip, fold},
};
use export::picture::{Card, Direction, Disc, Hop, Line, Picture, Speaker, Words, svg};

/// Room for the picture, in CSS pixels: a phone's, which a desk's column has too.
const WIDTH: f64 = 328.0;

/// Draws the chain of a form.
pub(super) fn drawing(state: &FormState, form: &QuoteForm) -> String {
    let (c, d, r) = (&state.words.chain, &state.words.desk, &state.words.reader);
    let graph = graph(form);
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
        cards: (0..form.steps.len()).map(|n| card(state, form, n, analysis.chokes.contains(&n))).collect(),
        hops: hops(state, form),
        words: Words {
            circular: r.circular.to_owned(),
            more_steps: r.more_steps.to_owned(),
            more_beside: r.more_beside.to_owned(),
            differences: r.differences.to_owned(),
            more_href: "#chain-change".to_owned(),
        },
    })
}

/// Each line of the form that leads to a step, with both ends.
fn lines(form: &QuoteForm) -> impl Iterator<Item = (usize, usize, &domain::form::HopForm)> {
    form.steps.iter().enumerate().flat_map(move |(down, step)| {
        step.from.iter().filter_map(move |h| Some((down, form.position(&h.up).filter(|_| !h.up.is_empty())?, h)))
    })
}

fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| fold(text))
}

/// Whoever is named at a step.
fn named(step: &StepForm) -> Option<&str> {
    [&step.outlet_name, &step.document_name, &step.carrier_name].into_iter().map(|t| t.trim()).find(|t| !t.is_empty())
}

/// The form as a graph: what is typed, not what the library knows of it.
fn graph(form: &QuoteForm) -> Graph {
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
    let edges = lines(form)
        .map(|(down, up, line)| Edge {
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

fn card(state: &FormState, form: &QuoteForm, n: usize, choke: bool) -> Card {
    let (c, step) = (&state.words.chain, &form.steps[n]);
    let number = fill(state.words.desk.step, &[("n", &(n + 1).to_string())]);
    let unnamed = named(step).is_none();
    let first_hand = Basis::parse(&step.basis).is_some_and(Basis::is_first_hand);
    let mut meta = vec![number];
    meta.extend(date(step).map(|d| d.display(state.lang)));
    meta.extend(lang(step).map(|l| labels::language(state.lang, &l)));
    let ups: Vec<String> = lines(form)
        .filter(|(down, ..)| *down == n)
        .map(|(_, up, _)| isolated(&step::name_of(state, up, &form.steps[up])))
        .collect();
    let mut label = isolated(&step::name_of(state, n, step));
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

fn hops(state: &FormState, form: &QuoteForm) -> Vec<Hop> {
    lines(form)
        .map(|(down, up, line)| {
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
                label: format!(
                    "{} {} {}",
                    step::name_of(state, down, &form.steps[down]),
                    labels::hop_kind(state.lang, kind),
                    step::name_of(state, up, &form.steps[up])
                ),
                hidden: false,
            }
        })
        .collect()
}
