//! Where in a text a speaker is named: beside a reporting phrase, in the same clause.
//! A changed name is a changed speaker only there; elsewhere it is a changed word.

use super::fold::Gap;
use super::lexicon::{CueShape, Role};
use super::text::{Mark, Text, Unit};

/// How many words a speaker's name and office may take.
const REACH: usize = 12;

/// For each unit, whether it stands where a speaker is named.
pub(super) fn mask(text: &Text) -> Vec<bool> {
    let mut mask = vec![false; text.units.len()];
    let mut is_cue = vec![false; text.units.len()];
    for cue in text.cues.iter().filter(|c| c.what.shape != CueShape::Neutral) {
        is_cue[cue.from..cue.to].fill(true);
    }
    for cue in &text.cues {
        match cue.what.shape {
            CueShape::Plain if follows_its_words(text, cue.from) => {
                forward(text, cue.to, true, &is_cue, &mut mask);
            }
            CueShape::Plain => backward(text, cue.from, &is_cue, &mut mask),
            CueShape::Inverted if is_bare(text, cue) => {
                forward(text, cue.to, true, &is_cue, &mut mask);
            }
            CueShape::Of => forward(text, cue.to, false, &is_cue, &mut mask),
            CueShape::Inverted | CueShape::Noun | CueShape::Neutral => {}
        }
    }
    mask
}

/// "ujar" has its speaker after it, "ujarnya" has none.
fn is_bare(text: &Text, cue: &Mark<super::lexicon::Cue>) -> bool {
    let key = text.key(cue.from);
    !text.lex.suffixes.iter().any(|s| {
        key.strip_suffix(s.as_str()).is_some_and(|stem| text.lex.cues.at(|k| (k == 0).then_some(stem)).is_some())
    })
}

/// True for the "said" of `"…," said X`: a quote or comma before it, a name or office after it.
fn follows_its_words(text: &Text, at: usize) -> bool {
    let Some(next) = text.units.get(at + 1) else {
        return false;
    };
    let gap = text.units[at].gap;
    let named = names_somebody(text, at + 1)
        || (text.key(at + 1).len() <= 3 && !text.lex.has_role(&next.key, Role::End) && names_somebody(text, at + 2));
    let parted = gap.has(Gap::QUOTE) || (gap.has(Gap::COMMA) && !closes_apposition(text, at));
    parted && named && !next.gap.has(Gap::BREAK)
}

fn names_somebody(text: &Text, i: usize) -> bool {
    text.units
        .get(i)
        .is_some_and(|u| u.capital || [Role::Title, Role::Modifier].iter().any(|&r| text.lex.has_role(&u.key, r)))
}

/// "Shoigu, the former minister, said": the comma before the cue closes a name or an office.
fn closes_apposition(text: &Text, at: usize) -> bool {
    let stretch = text.units[..at].iter().enumerate().rev().take(REACH);
    let (mut telling, mut other) = (0, 0);
    for (i, unit) in stretch {
        if names_somebody(text, i) {
            telling += 1;
        } else if text.is_content(i) {
            other += 1;
        }
        if unit.gap.has(Gap::COMMA) {
            return telling > 0 && other <= telling && i > 0;
        }
        if stops(unit) {
            return false;
        }
    }
    false
}

fn stops(unit: &Unit) -> bool {
    let ends = Gap::SENTENCE.or(Gap::QUOTE).or(Gap::COLON);
    unit.gap.has(ends)
}

fn backward(text: &Text, at: usize, is_cue: &[bool], mask: &mut [bool]) {
    if text.breaks_at(at, Gap::QUOTE.or(Gap::SENTENCE)) {
        return;
    }
    // Commas may only be crossed in pairs, around an office.
    let mut commas = u8::from(text.breaks_at(at, Gap::COMMA));
    if commas == 1 && !closes_apposition(text, at) {
        return;
    }
    for i in (at.saturating_sub(REACH)..at).rev() {
        if is_cue[i] {
            break;
        }
        mask[i] = true;
        let unit = &text.units[i];
        if stops(unit) {
            break;
        }
        if unit.gap.has(Gap::COMMA) {
            if commas != 1 {
                break;
            }
            commas = 2;
        }
    }
}

fn forward(text: &Text, at: usize, over_commas: bool, is_cue: &[bool], mask: &mut [bool]) {
    let end = text.units.len().min(at + REACH);
    for i in at..end {
        let unit = &text.units[i];
        let comma = unit.gap.has(Gap::COMMA) && (i == at || !(over_commas || opens_office(text, i)));
        if stops(unit) || comma || is_cue[i] || text.lex.has_role(&unit.key, Role::End) {
            break;
        }
        mask[i] = true;
    }
}

/// "Menurut Shoigu, mantan menteri, …": an office between two commas belongs to the name.
fn opens_office(text: &Text, at: usize) -> bool {
    let key = text.key(at);
    let office = [Role::Title, Role::Modifier].iter().any(|&role| text.lex.has_role(key, role));
    let rest = text.units.iter().skip(at + 1).take(REACH);
    office && rest.take_while(|u| !stops(u)).any(|u| u.gap.has(Gap::COMMA))
}
