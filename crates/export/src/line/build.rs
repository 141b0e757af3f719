//! From the chain to the sentence, clause by clause: what was said, who carried it, the way up, where it ends, and what
//! has happened to it since.

use domain::{
    chain::{Analysis, Basis, Graph, HopKind, Node, Standing, analyse},
    date::PartialDate,
    document::Standing as Stands,
    lang::{LangTag, UiLang, quote_marks},
    quote::Directness,
};

use super::words::{Words, fill, number, words};
use super::{Attribution, Length, Line, Piece, Speaker, Step, Who};

/// Stands for the wording while the sentence is put together.
const WORDS: char = '\u{e000}';
/// Stand round what comes from the record: first strong isolate, and its end.
const OPEN: char = '\u{2068}';
const CLOSE: char = '\u{2069}';
/// Most names in a row.
const NAMES: usize = 6;
/// Most steps told one by one.
const STEPS: usize = 6;

pub(super) fn line(attribution: &Attribution, lang: UiLang, length: Length) -> Line {
    let graph = only_cited(attribution);
    let analysis = analyse(&graph);
    let route = analysis.route.as_ref();
    let way = route.map(|r| r.mentions.clone()).unwrap_or_default();
    let hops = route.map(|r| r.hops.clone()).unwrap_or_default();
    let open = route.map_or(0, |r| r.unverified.len());
    let line =
        Sentence { it: attribution, graph: &graph, analysis: &analysis, way, hops, open, lang, length, w: words(lang) };
    line.write()
}

/// The chain with the cited mention as the only one that readers saw: what is not upstream of it must not speak for it.
fn only_cited(attribution: &Attribution) -> Graph {
    let nodes = attribution.graph.nodes().iter().enumerate();
    let nodes = nodes.map(|(v, node)| Node { read: v == attribution.cited, ..node.clone() }).collect();
    Graph::new(nodes, attribution.graph.edges().to_vec())
}

struct Sentence<'a> {
    it: &'a Attribution,
    graph: &'a Graph,
    analysis: &'a Analysis,
    /// The way that the standing rests on, from its beginning to the cited mention.
    way: Vec<usize>,
    hops: Vec<usize>,
    /// How many of the hops nobody compared.
    open: usize,
    lang: UiLang,
    length: Length,
    w: &'static Words,
}

impl Sentence<'_> {
    fn write(&self) -> Line {
        let circular = self.way.is_empty();
        let mut text = self.said(circular);
        if circular {
            text += &self.carrier();
            text += &self.circle();
        } else if self.way.len() == 1 && self.is_unnamed(self.it.cited) && !self.is_first_hand(self.it.cited) {
            text += self.w.gap_nobody;
        } else {
            text += &self.carrier();
            text += &self.way_up();
            text += &self.end();
        }
        text += &self.beside();
        if !text.ends_with(['.', '!', '?', '…', '。']) {
            text.push('.');
        }
        text += &self.since();
        if self.length != Length::Short {
            text += &self.origins();
        }
        if self.length == Length::Full {
            text += &self.also();
        }
        self.pieces(&text)
    }

    fn step(&self, v: usize) -> Option<&Step> {
        self.it.steps.get(v)
    }

    fn who(&self, v: usize) -> &Who {
        self.step(v).map_or(&Who::Unnamed, |step| &step.who)
    }

    fn is_unnamed(&self, v: usize) -> bool {
        *self.who(v) == Who::Unnamed
    }

    fn is_person(&self, v: usize) -> bool {
        matches!(self.who(v), Who::Person(_) | Who::Unnamed)
    }

    fn is_first_hand(&self, v: usize) -> bool {
        self.graph.nodes().get(v).is_some_and(Node::is_first_hand)
    }

    fn name(&self, v: usize) -> String {
        match self.who(v) {
            Who::Outlet(name) | Who::Person(name) if !name.trim().is_empty() => isolated(name),
            Who::Document(title) if !title.trim().is_empty() => fill(self.w.titled, &[("title", &isolated(title))]),
            Who::Document(_) => self.w.untitled.to_owned(),
            Who::Outlet(_) | Who::Person(_) | Who::Unnamed => self.w.unnamed.to_owned(),
        }
    }

    /// The names of some mentions, each once.
    fn names(&self, of: impl IntoIterator<Item = usize>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for v in of.into_iter().filter(|&v| !self.is_unnamed(v)) {
            let name = self.name(v);
            if !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }

    /// Names as a sentence lists them, no more than so many.
    fn listed(&self, mut all: Vec<String>) -> String {
        if all.len() > NAMES {
            let rest = all.len() - (NAMES - 1);
            all.truncate(NAMES - 1);
            all.push(fill(self.w.more, &[("n", &rest.to_string())]));
        }
        let and = self.w.and;
        match all.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} {and} {two}"),
            [head @ .., last] => {
                let comma = if self.lang == UiLang::Id { "," } else { "" };
                format!("{}{comma} {and} {last}", head.join(", "))
            }
        }
    }

    fn directness(&self) -> Option<Directness> {
        self.step(self.it.cited).and_then(|step| step.directness)
    }

    /// Whether the words come before the speaker, between quote marks.
    fn is_direct(&self) -> bool {
        self.directness() == Some(Directness::Direct)
    }

    /// What was said, and by whom. Of words that go in circles it is not said that anybody said them.
    fn said(&self, circular: bool) -> String {
        let w = self.w;
        let (role, place, when) = match self.length {
            Length::Short => (String::new(), String::new(), String::new()),
            Length::Medium => (String::new(), self.place(), self.when()),
            Length::Full => (self.role(), self.place(), self.when()),
        };
        let template = match (circular, self.directness()) {
            (false, Some(Directness::Direct)) => w.direct,
            (false, Some(Directness::Indirect)) => w.indirect,
            (false, Some(Directness::Mixed)) => w.mixed,
            (false, None) => w.unmarked,
            (true, Some(Directness::Direct)) => w.ascribed_direct,
            (true, Some(Directness::Indirect)) => w.ascribed_indirect,
            (true, Some(Directness::Mixed)) => w.ascribed_mixed,
            (true, None) => w.ascribed_unmarked,
        };
        let speaker = match &self.it.speaker {
            Speaker::Named(name) if !name.trim().is_empty() => isolated(name),
            Speaker::Described(name) if !name.trim().is_empty() => fill(w.described, &[("name", &isolated(name))]),
            _ if template.starts_with("{speaker}") => w.nobody_said_first.to_owned(),
            _ => w.nobody_said.to_owned(),
        };
        let wording = self.step(self.it.cited).map_or("", |step| step.wording.as_str());
        let comma =
            if wording.trim_end().ends_with(['.', '!', '?', '…', ',', '。', '！', '？', '؟']) { "" } else { "," };
        fill(
            template,
            &[
                ("words", &WORDS.to_string()),
                ("comma", comma),
                ("speaker", &speaker),
                ("role", &role),
                ("where", &place),
                ("when", &when),
            ],
        )
    }

    fn role(&self) -> String {
        let described = matches!(self.it.speaker, Speaker::Described(_));
        if described || self.it.role.trim().is_empty() {
            String::new()
        } else {
            fill(self.w.role, &[("role", &isolated(&self.it.role))])
        }
    }

    fn place(&self) -> String {
        let place = &self.it.place;
        if place.trim().is_empty() { String::new() } else { fill(self.w.place, &[("place", &isolated(place))]) }
    }

    fn when(&self) -> String {
        self.it.said.map(|said| self.date(said, self.w.on_day, self.w.in_month)).unwrap_or_default()
    }

    /// A date in its sentence, to the day: papers print no minutes.
    fn date(&self, date: PartialDate, day: &str, longer: &str) -> String {
        let (date, template) = match date {
            PartialDate::Minute(at) => (PartialDate::Day(at.date()), day),
            PartialDate::Day(_) => (date, day),
            PartialDate::Year(_) | PartialDate::Month(..) => (date, longer),
        };
        fill(template, &[("date", &date.display(self.lang))])
    }

    /// Who carried the words that are printed, with what there is to know of that.
    fn carrier(&self) -> String {
        let cited = self.it.cited;
        let template = if self.is_direct() { self.w.according } else { self.w.according_after };
        fill(template, &[("name", &self.name(cited)), ("notes", &self.notes())])
    }

    fn notes(&self) -> String {
        let (w, cited) = (self.w, self.it.cited);
        let Some(step) = self.step(cited) else { return String::new() };
        let mut notes = Vec::new();
        if self.length == Length::Full {
            notes.extend(step.published.map(|date| self.date(date, w.published, w.published_in)));
        }
        notes.extend(self.translation());
        if self.length != Length::Short && !step.wire.trim().is_empty() {
            notes.push(fill(w.wire, &[("name", &isolated(&step.wire))]));
        }
        if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) }
    }

    /// Whose translation the printed words are, wherever the words were said in another language.
    fn translation(&self) -> Option<String> {
        let w = self.w;
        let ends = self.way.windows(2).zip(&self.hops);
        let kind = |hop: &usize| self.graph.edges().get(*hop).map(|edge| edge.kind);
        let made: Vec<usize> =
            ends.filter(|(_, hop)| kind(hop) == Some(HopKind::Translates)).map(|(pair, _)| pair[1]).collect();
        let own = self.step(self.it.cited)?.lang.as_ref();
        let language = |tag: Option<&LangTag>| tag.map(|tag| (self.it.language)(self.lang, tag));
        let text = match made.as_slice() {
            [] => {
                let (own, spoken) = (own?, self.it.spoken_lang.as_ref()?);
                if own.language() == spoken.language() {
                    return None;
                }
                fill(w.some_translation, &[("language", &(self.it.language)(self.lang, own))])
            }
            [by] => match language(self.step(*by).and_then(|step| step.lang.as_ref())) {
                Some(language) if *by == self.it.cited => fill(w.own_translation, &[("language", &language)]),
                Some(language) if !self.is_unnamed(*by) => {
                    fill(w.made_translation, &[("language", &language), ("name", &self.name(*by))])
                }
                Some(language) => fill(w.some_translation, &[("language", &language)]),
                None => w.bare_translation.to_owned(),
            },
            _ => w.several_translations.to_owned(),
        };
        Some(if self.length == Length::Full { format!("{text}, {}", w.no_translator) } else { text })
    }

    /// The way with its last step that names nobody cut off.
    fn named_way(&self) -> &[usize] {
        match self.way.split_first() {
            Some((&root, rest)) if !rest.is_empty() && self.is_unnamed(root) && !self.is_first_hand(root) => rest,
            _ => &self.way,
        }
    }

    /// The steps from the cited mention up to the beginning.
    fn way_up(&self) -> String {
        let named = self.named_way();
        let w = self.w;
        let steps = named.len() - 1;
        let told = if self.length == Length::Short { 1 } else { STEPS };
        if steps > told {
            let all_named = named.iter().all(|&v| !self.is_unnamed(v));
            let template = if all_named { w.through } else { w.through_unnamed };
            return fill(template, &[("n", &number(self.lang, steps)), ("name", &self.name(named[0]))]);
        }
        let hops = &self.hops[self.hops.len() - steps..];
        let mut out = String::new();
        for (place, pair) in named.windows(2).enumerate().rev() {
            let (up, down) = (pair[0], pair[1]);
            if self.is_unnamed(up) {
                out += w.by_unnamed;
                continue;
            }
            let copy = self.graph.edges().get(hops[place]).is_some_and(|edge| edge.kind == HopKind::Syndicates);
            let first = down == self.it.cited && !self.is_person(down);
            let template = match (self.is_person(up), copy, first, self.is_person(down)) {
                (true, _, _, false) => w.which_had,
                (true, _, _, true) => w.who_had,
                (false, false, true, _) => w.first_cites,
                (false, true, true, _) => w.first_carries,
                (false, false, false, false) => w.which_cites,
                (false, false, false, true) => w.who_cites,
                (false, true, false, false) => w.which_carries,
                (false, true, false, true) => w.who_carries,
            };
            out += &fill(template, &[("name", &self.name(up))]);
        }
        out
    }

    /// How the first of them had it, and what was compared; or where the trail is lost.
    fn end(&self) -> String {
        let named = self.named_way();
        let Some(&last) = named.first() else { return String::new() };
        let (w, steps) = (self.w, named.len() - 1);
        let name = self.name(last);
        if named.len() < self.way.len() {
            return match self.who(last) {
                Who::Outlet(_) | Who::Document(_) => w.gap_outlet.to_owned(),
                Who::Person(_) => fill(w.gap_person, &[("name", &name)]),
                Who::Unnamed => w.gap_unnamed.to_owned(),
            };
        }
        if !self.is_first_hand(last) {
            let template = if self.is_person(last) { w.gap_person } else { w.gap_end };
            return fill(template, &[("name", &name)]);
        }
        let compared = match (self.analysis.standing, self.open) {
            (Standing::Primary | Standing::FirstReport, _) if steps == 0 || self.length == Length::Short => "",
            (Standing::Primary | Standing::FirstReport, _) if steps == 1 => w.compared_one,
            (Standing::Primary | Standing::FirstReport, _) => w.compared,
            _ if steps == 1 => w.open_one,
            (_, open) if open == steps => w.open_all,
            _ => w.open_some,
        };
        format!("{}{compared}", self.basis(last))
    }

    fn basis(&self, v: usize) -> String {
        let w = self.w;
        let basis = self.graph.nodes().get(v).and_then(|node| node.basis).unwrap_or(Basis::Unknown);
        let template = match basis {
            Basis::Heard => w.heard,
            Basis::Interview => w.interview,
            Basis::Recording => w.recording,
            Basis::Transcript => w.transcript,
            Basis::OfficialRelease => w.release,
            Basis::OwnPost => w.own_post,
            Basis::Wire | Basis::Outlet | Basis::Social | Basis::Unknown => return String::new(),
        };
        fill(template, &[("who", if self.is_person(v) { w.who } else { w.which })])
    }

    /// The members of a loop by name, if it has two names or more.
    fn loop_names(&self) -> Option<String> {
        let names = self.names(self.analysis.loops.first()?.iter().copied());
        (names.len() > 1).then(|| self.listed(names))
    }

    fn circle(&self) -> String {
        match self.loop_names() {
            Some(names) => fill(self.w.circular, &[("names", &names)]),
            None => self.w.circular_bare.to_owned(),
        }
    }

    /// Branches that are lost or go round, beside the way that is told.
    fn beside(&self) -> String {
        let w = self.w;
        let mut out = String::new();
        if self.analysis.partial_gap {
            out += if self.length == Length::Short { w.gap_branch_short } else { w.gap_branch };
        }
        if !self.way.is_empty() && !self.analysis.loops.is_empty() {
            out += &match self.loop_names().filter(|_| self.length != Length::Short) {
                Some(names) => fill(w.circular_part_named, &[("names", &names)]),
                None => w.circular_part.to_owned(),
            };
        }
        out
    }

    /// Reports that their outlets no longer stand by.
    fn since(&self) -> String {
        let w = self.w;
        let mut said: Vec<String> = Vec::new();
        for &v in &self.analysis.counted {
            let Some(stands) = self.step(v).map(|step| step.standing) else { continue };
            let named = matches!(self.who(v), Who::Outlet(_));
            let template = match (stands, named) {
                (Stands::Current, _) => continue,
                (Stands::Retracted, true) => w.retracted,
                (Stands::Retracted, false) => w.retracted_bare,
                (_, true) => w.corrected,
                (_, false) => w.corrected_bare,
            };
            let sentence = fill(template, &[("name", &self.name(v))]);
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        }
        // Every one is counted, wherever not every one is named.
        if said.len() > NAMES {
            let rest = (said.len() - (NAMES - 1)).to_string();
            said.truncate(NAMES - 1);
            said.push(fill(w.more_withdrawn, &[("n", &rest)]));
        }
        said.concat()
    }

    /// Where the trail has more than one first-hand beginning.
    fn origins(&self) -> String {
        let (w, n, all) = (self.w, self.analysis.independent, self.analysis.origins.len());
        let names = self.names(self.analysis.origins.iter().copied());
        if names.len() < 2 {
            return String::new();
        }
        let template = match n {
            1 if self.length != Length::Full => return String::new(),
            1 => w.origin_one,
            _ if n == all => w.origins,
            _ => w.origins_joined,
        };
        fill(template, &[("n", &number(self.lang, n)), ("names", &self.listed(names))])
    }

    /// Who else carried it to readers.
    fn also(&self) -> String {
        let own = self.name(self.it.cited);
        let read = self.it.graph.nodes().iter().enumerate().filter(|(_, node)| node.read).map(|(v, _)| v);
        // Those upstream of the words have been named, or stand behind those that were.
        let names =
            self.names(read.filter(|v| self.analysis.counted.binary_search(v).is_err() && self.name(*v) != own));
        if names.is_empty() { String::new() } else { fill(self.w.also, &[("names", &self.listed(names))]) }
    }

    /// The wording with the quote marks of its own language, which only direct speech has.
    fn wording(&self) -> Piece {
        let Some(step) = self.step(self.it.cited).filter(|step| !step.wording.trim().is_empty()) else {
            return Piece::Text("…".to_owned());
        };
        let brings_own = step.wording.starts_with(['“', '"', '«', '„', '‘', '「', '”']);
        let text = if self.is_direct() && !brings_own {
            let (open, close) = quote_marks(step.lang.as_ref());
            format!("{open}{}{close}", step.wording)
        } else {
            step.wording.clone()
        };
        Piece::Words { text, lang: step.lang.clone() }
    }

    /// Cuts the sentence where its runs begin and end.
    fn pieces(&self, text: &str) -> Line {
        let mut pieces = Vec::new();
        let mut run = String::new();
        for letter in text.chars() {
            let piece = match letter {
                OPEN | WORDS => Piece::Text(std::mem::take(&mut run)),
                CLOSE => Piece::Name(std::mem::take(&mut run)),
                _ => {
                    run.push(letter);
                    continue;
                }
            };
            if !piece.text().is_empty() {
                pieces.push(piece);
            }
            if letter == WORDS {
                pieces.push(self.wording());
            }
        }
        if !run.is_empty() {
            pieces.push(Piece::Text(run));
        }
        Line { pieces }
    }
}

/// Text of the record on one line, marked as not ours.
fn isolated(text: &str) -> String {
    let kept: String =
        text.chars().filter(|c| !matches!(*c, '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' | WORDS)).collect();
    format!("{OPEN}{}{CLOSE}", kept.split_whitespace().collect::<Vec<_>>().join(" "))
}
