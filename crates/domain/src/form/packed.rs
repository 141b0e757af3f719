//! A step that is not open on the working page sends its fields as one: a line for each that holds anything. A long
//! chain is so a page of reasonable size, and saving it without opening its steps loses nothing.

use super::{HopForm, StepForm};
use serde::Deserialize;
use std::fmt::Write as _;

/// A step as it is sent: field by field, or packed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SentStep {
    key: String,
    outlet_name: String,
    outlet_pick: String,
    document_name: String,
    document_pick: String,
    carrier_name: String,
    carrier_pick: String,
    wording: String,
    lang: String,
    directness: String,
    cue: String,
    basis: String,
    published: String,
    wire_credit: String,
    read: String,
    note: String,
    anchor_start: String,
    from: Vec<HopForm>,
    packed: String,
    packed_hops: String,
}

impl From<SentStep> for StepForm {
    fn from(sent: SentStep) -> Self {
        let mut step = Self {
            key: sent.key,
            outlet_name: sent.outlet_name,
            outlet_pick: sent.outlet_pick,
            document_name: sent.document_name,
            document_pick: sent.document_pick,
            carrier_name: sent.carrier_name,
            carrier_pick: sent.carrier_pick,
            wording: sent.wording,
            lang: sent.lang,
            directness: sent.directness,
            cue: sent.cue,
            basis: sent.basis,
            published: sent.published,
            wire_credit: sent.wire_credit,
            read: sent.read,
            note: sent.note,
            anchor_start: sent.anchor_start,
            from: sent.from,
        };
        for packed in [&sent.packed, &sent.packed_hops] {
            step.unpack(packed);
        }
        step
    }
}

impl StepForm {
    /// Its texts with the names of their fields.
    pub fn texts(&self) -> [(&'static str, &String); 17] {
        [
            ("key", &self.key),
            ("outlet_name", &self.outlet_name),
            ("outlet_pick", &self.outlet_pick),
            ("document_name", &self.document_name),
            ("document_pick", &self.document_pick),
            ("carrier_name", &self.carrier_name),
            ("carrier_pick", &self.carrier_pick),
            ("wording", &self.wording),
            ("lang", &self.lang),
            ("directness", &self.directness),
            ("cue", &self.cue),
            ("basis", &self.basis),
            ("published", &self.published),
            ("wire_credit", &self.wire_credit),
            ("read", &self.read),
            ("note", &self.note),
            ("anchor_start", &self.anchor_start),
        ]
    }

    fn text_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "key" => &mut self.key,
            "outlet_name" => &mut self.outlet_name,
            "outlet_pick" => &mut self.outlet_pick,
            "document_name" => &mut self.document_name,
            "document_pick" => &mut self.document_pick,
            "carrier_name" => &mut self.carrier_name,
            "carrier_pick" => &mut self.carrier_pick,
            "wording" => &mut self.wording,
            "lang" => &mut self.lang,
            "directness" => &mut self.directness,
            "cue" => &mut self.cue,
            "basis" => &mut self.basis,
            "published" => &mut self.published,
            "wire_credit" => &mut self.wire_credit,
            "read" => &mut self.read,
            "note" => &mut self.note,
            "anchor_start" => &mut self.anchor_start,
            _ => return None,
        })
    }

    /// The whole step but its key, as one text for a field that is not seen.
    pub fn packed(&self) -> String {
        let mut out = String::new();
        for (name, text) in self.texts().into_iter().skip(1) {
            write_line(&mut out, name, text);
        }
        out.push_str(&pack_hops(&self.from));
        out
    }

    /// Takes what [`Self::packed`] and [`pack_hops`] write; what nobody can have written is passed over.
    fn unpack(&mut self, packed: &str) {
        // Hops of the same text belong together; those that were sent field by field stand before them.
        let first = self.from.len();
        for line in packed.lines() {
            let Some((name, text)) = line.split_once('=') else { continue };
            let text = unescaped(text);
            let Some((place, name)) = name.split_once(':') else {
                if let Some(field) = self.text_mut(name) {
                    *field = text;
                }
                continue;
            };
            // Places run up one by one, so nothing that is sent can make more lines than it has.
            let Some(place) = place.parse::<usize>().ok().and_then(|p| first.checked_add(p)) else { continue };
            if place == self.from.len() {
                self.from.push(HopForm::default());
            }
            if let Some(field) = self.from.get_mut(place).and_then(|hop| hop.text_mut(name)) {
                *field = text;
            }
        }
    }
}

/// These hops as one text for a field that is not seen. Lines in which nothing stands say nothing.
pub fn pack_hops<'a>(hops: impl IntoIterator<Item = &'a HopForm>) -> String {
    let mut out = String::new();
    let said = hops.into_iter().filter(|h| !h.is_empty());
    for (place, hop) in said.enumerate() {
        for (name, text) in hop.texts() {
            write_line(&mut out, &format!("{place}:{name}"), text);
        }
    }
    out
}

impl HopForm {
    /// Its texts with the names of their fields.
    pub fn texts(&self) -> [(&'static str, &String); 5] {
        [
            ("up", &self.up),
            ("kind", &self.kind),
            ("state", &self.state),
            ("evidence", &self.evidence),
            ("back_translation", &self.back_translation),
        ]
    }

    fn text_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "up" => &mut self.up,
            "kind" => &mut self.kind,
            "state" => &mut self.state,
            "evidence" => &mut self.evidence,
            "back_translation" => &mut self.back_translation,
            _ => return None,
        })
    }

    /// True where no step was chosen and nothing was written.
    pub fn is_empty(&self) -> bool {
        self.up.is_empty() && self.evidence.is_empty() && self.back_translation.is_empty()
    }
}

fn write_line(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "{name}={}", text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r"));
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sent(step: &StepForm, browser: impl Fn(&str) -> String) -> StepForm {
        SentStep { key: step.key.clone(), packed: browser(&step.packed()), ..SentStep::default() }.into()
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back_whole(texts in prop::collection::vec(any::<String>(), 17),
            hops in prop::collection::vec(prop::collection::vec(any::<String>(), 5), 0..4)) {
            let mut step = StepForm::default();
            for (name, text) in StepForm::default().texts().iter().map(|(name, _)| *name).zip(texts) {
                *step.text_mut(name).unwrap() = text;
            }
            for texts in hops {
                let mut hop = HopForm::default();
                for (name, text) in HopForm::default().texts().iter().map(|(name, _)| *name).zip(texts) {
                    *hop.text_mut(name).unwrap() = text;
                }
                if !hop.is_empty() {
                    step.from.push(hop);
                }
            }
            // Browsers send line ends as CR LF.
            prop_assert_eq!(&sent(&step, |packed| packed.replace('\n', "\r\n")), &step);
            prop_assert_eq!(&sent(&step, str::to_owned), &step);
        }

        #[test]
        fn nothing_that_is_sent_makes_more_than_it_holds(packed in "([0-9]{0,3}:?(up|kind|wording|x)?=?.{0,3}\n){0,20}") {
            let step = StepForm::from(SentStep { packed: packed.clone(), ..SentStep::default() });
            prop_assert!(step.from.len() <= packed.lines().count());
        }
    }

    #[test]
    fn hops_that_are_folded_follow_those_that_are_not() {
        let hop = |up: &str| HopForm { up: up.into(), ..HopForm::default() };
        let packed_hops = pack_hops(&[hop("3"), HopForm::default(), hop("4")]);
        let step = StepForm::from(SentStep { from: vec![hop("2")], packed_hops, ..SentStep::default() });
        assert_eq!(step.from.iter().map(|h| h.up.as_str()).collect::<Vec<_>>(), ["2", "3", "4"]);
    }
}
