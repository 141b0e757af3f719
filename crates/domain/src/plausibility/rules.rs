//! The rules, one function each. A date counts as before another only when it is so for every moment and in every
//! time zone that both can mean ([`PartialDate::certainly_before`]).

use super::{About, Facts, Finding, FindingId, Rule, place};
use crate::{
    chain::Basis,
    date::PartialDate,
    document::Standing,
    outlet::Outlet,
    quote::{Mention, MentionKey},
    speaker::SpeakerKind,
    text::fold,
};
use std::collections::{BTreeMap, HashMap};

/// The first moment and the end of the last one that a date can mean, in nanoseconds since 1970.
type Span = (i128, i128);

/// The mentions with their dates, and who took the words from whom by place in the quote.
struct Steps<'a> {
    facts: &'a Facts<'a>,
    published: Vec<Option<(PartialDate, Span)>>,
    /// For each mention those that took the words from it.
    below: Vec<Vec<usize>>,
}

impl<'a> Steps<'a> {
    fn new(facts: &'a Facts<'a>) -> Self {
        let mentions = &facts.quote.mentions;
        let published = mentions
            .iter()
            .map(|m| {
                let document = m.document.and_then(|id| facts.documents.get(&id));
                let date = document.and_then(|d| d.published).or(m.published)?;
                let ends = (date.earliest().unix_timestamp_nanos(), date.latest().unix_timestamp_nanos());
                Some((date, ends))
            })
            .collect();
        let at: HashMap<MentionKey, usize> = mentions.iter().enumerate().map(|(n, m)| (m.key, n)).collect();
        let mut below = vec![Vec::new(); mentions.len()];
        for hop in &facts.quote.hops {
            if let (Some(&down), Some(&up)) = (at.get(&hop.down), at.get(&hop.up))
                && down != up
            {
                below[up].push(down);
            }
        }
        Self { facts, published, below }
    }

    fn key(&self, n: usize) -> MentionKey {
        self.facts.quote.mentions[n].key
    }
}

/// Every finding, by rule and then in the order of the mentions.
pub(super) fn all(facts: &Facts<'_>) -> Vec<Finding> {
    let steps = Steps::new(facts);
    let mut found = before_upstream(&steps);
    found.extend(before_said(&steps));
    found.extend(lifetime(facts));
    found.extend(not_in_role(facts));
    found.extend(facts.quote.mentions.iter().filter_map(|m| dateline_elsewhere(facts, m)));
    found.extend(recheck(&steps));
    found
}

fn pair(a: PartialDate, b: PartialDate) -> String {
    format!("{a}/{b}")
}

/// Published before its upstream. A step without a date, or with a vague one, hides nothing: from each mention the
/// chain is followed down until somebody was certainly earlier.
fn before_upstream(steps: &Steps<'_>) -> Vec<Finding> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for up in 0..steps.below.len() {
        let Some((_, (upstream_begins, _))) = steps.published[up] else { continue };
        let mut seen = vec![false; steps.below.len()];
        seen[up] = true;
        let mut stack = vec![up];
        while let Some(v) = stack.pop() {
            for &down in &steps.below[v] {
                if std::mem::replace(&mut seen[down], true) {
                    continue;
                }
                match steps.published[down] {
                    Some((_, (_, ends))) if ends <= upstream_begins => pairs.push((down, up)),
                    _ => stack.push(down),
                }
            }
        }
    }
    pairs.sort_unstable();
    let finding = |(down, up): (usize, usize)| {
        let ((published, _), (upstream, _)) = (steps.published[down]?, steps.published[up]?);
        let (down, up) = (steps.key(down), steps.key(up));
        let id = FindingId::new(Rule::BeforeUpstream, &[down, up], &pair(published, upstream));
        Some(Finding { id, about: About::BeforeUpstream { down, up, published, upstream } })
    };
    pairs.into_iter().filter_map(finding).collect()
}

/// Published before it was said.
fn before_said(steps: &Steps<'_>) -> Vec<Finding> {
    let Some(said) = steps.facts.quote.said else { return Vec::new() };
    let finding = |(n, published): (usize, &Option<(PartialDate, Span)>)| {
        let (published, _) = (*published).filter(|(p, _)| p.certainly_before(said))?;
        let mention = steps.key(n);
        let id = FindingId::new(Rule::BeforeSaid, &[mention], &pair(published, said));
        Some(Finding { id, about: About::BeforeSaid { mention, published, said } })
    };
    steps.published.iter().enumerate().filter_map(finding).collect()
}

/// Said after the speaker's death or before the birth.
fn lifetime(facts: &Facts<'_>) -> Vec<Finding> {
    let person = facts.speaker.filter(|s| s.kind == SpeakerKind::Person);
    let (Some(speaker), Some(said)) = (person, facts.quote.said) else { return Vec::new() };
    let dead = speaker.died.filter(|died| died.certainly_before(said)).map(|died| Finding {
        id: FindingId::new(Rule::AfterDeath, &[], &pair(died, said)),
        about: About::AfterDeath { died, said },
    });
    let unborn = speaker.born.filter(|born| said.certainly_before(*born)).map(|born| Finding {
        id: FindingId::new(Rule::BeforeBirth, &[], &pair(born, said)),
        about: About::BeforeBirth { born, said },
    });
    dead.into_iter().chain(unborn).collect()
}

/// The role that the quote names was the speaker's at another time. Only when the very role is known with its dates,
/// and every time that the speaker held it leaves the day out.
fn not_in_role(facts: &Facts<'_>) -> Option<Finding> {
    let said = facts.quote.said?;
    let wanted = fold(&facts.quote.role_then);
    let held: Vec<_> = facts.speaker?.roles.iter().filter(|r| !wanted.is_empty() && fold(&r.title) == wanted).collect();
    let leaves_out = |role: &crate::speaker::SpeakerRole| {
        let is_odd = matches!((role.from, role.until), (Some(from), Some(until)) if until.certainly_before(from));
        let early = role.from.is_some_and(|from| said.certainly_before(from));
        let late = role.until.is_some_and(|until| until.certainly_before(said));
        !is_odd && (early || late)
    };
    if !held.iter().all(|r| leaves_out(r)) {
        return None;
    }
    // Of several terms the last one tells most.
    let role = (*held.into_iter().max_by_key(|r| (r.from, r.until))?).clone();
    let end = |date: Option<PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
    let id = FindingId::new(Rule::NotInRole, &[], &format!("{said}/{}..{}", end(role.from), end(role.until)));
    Some(Finding { id, about: About::NotInRole { role, said } })
}

/// A report that heard the words itself, dated from another place.
fn dateline_elsewhere(facts: &Facts<'_>, mention: &Mention) -> Option<Finding> {
    if !matches!(mention.basis(), Basis::Heard | Basis::Interview) || facts.quote.place.trim().is_empty() {
        return None;
    }
    let document = facts.documents.get(&mention.document?)?;
    let outlet = document.outlet.or(mention.outlet).and_then(|id| facts.outlets.get(&id));
    let names: Vec<&str> = outlet.into_iter().flat_map(Outlet::names).collect();
    let where_said = format!("{} {}", facts.quote.place, facts.quote.occasion);
    let dateline = place::elsewhere(&document.dateline, &where_said, &names)?;
    let rests_on = format!("{}/{}", fold(&dateline), fold(&facts.quote.place));
    let id = FindingId::new(Rule::DatelineElsewhere, &[mention.key], &rests_on);
    Some(Finding { id, about: About::DatelineElsewhere { mention: mention.key, dateline } })
}

/// Everything below a document that its outlet no longer stands by. The name of the finding holds the documents and
/// their standing, so that a later withdrawal asks again.
fn recheck(steps: &Steps<'_>) -> Vec<Finding> {
    let mentions = &steps.facts.quote.mentions;
    let standing = |m: &Mention| {
        let id = m.document?;
        let standing = steps.facts.documents.get(&id)?.standing;
        (standing != Standing::Current).then_some((id, standing))
    };
    let mut above: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (up, _) in mentions.iter().enumerate().filter(|(_, m)| standing(m).is_some()) {
        let mut seen = vec![false; mentions.len()];
        let mut stack = vec![up];
        while let Some(v) = stack.pop() {
            for &down in &steps.below[v] {
                if !std::mem::replace(&mut seen[down], true) {
                    above.entry(down).or_default().push(up);
                    stack.push(down);
                }
            }
        }
    }
    let finding = |(n, ups): (usize, Vec<usize>)| {
        let withdrawn = ups.iter().filter_map(|&up| Some((steps.key(up), standing(&mentions[up])?)));
        let (mut rests_on, mut above) = (Vec::new(), Vec::new());
        for (key, (document, standing)) in withdrawn {
            rests_on.push(format!("{}:{}", document.0, standing.as_str()));
            above.push((key, standing));
        }
        rests_on.sort_unstable();
        rests_on.dedup();
        let mention = steps.key(n);
        let id = FindingId::new(Rule::Recheck, &[mention], &rests_on.join(","));
        Finding { id, about: About::Recheck { mention, above } }
    };
    above.into_iter().map(finding).collect()
}
