//! Who a mention means: full names for surnames, people for pronouns and for "the minister", nobody for nobody.
//! One pass over the article's names, then one over its attributions in order.

use std::collections::{HashMap, HashSet};

use crate::doc::Doc;
use crate::frame::{Frame, Rule};
use crate::lexicon::{class, tag};
use crate::model::SpeakerKind;
use crate::noun::Run;
use crate::token::Sort;

/// Somebody the article names.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) words: Vec<String>,
    /// Lower-case words of roles and descriptions beside the name.
    pub(crate) roles: Vec<String>,
    /// -1 man, 1 woman, 0 unknown.
    pub(crate) gender: i8,
    /// Named with a title, a role or an age.
    pub(crate) strong: bool,
    /// Heard somewhere in the article: surely no place.
    pub(crate) heard: bool,
    /// One of the name's words stands alone elsewhere, or the single name is set off like a person's.
    pub(crate) lone: bool,
    /// The name of a body, an office or a place.
    pub(crate) body: bool,
}

/// A mention of a person at a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) at: usize,
    pub(crate) who: usize,
}

/// Who is quoted in one frame.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub(crate) name: Option<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) kind: SpeakerKind,
    pub(crate) person: Option<usize>,
}

pub(crate) struct Resolver<'d, 'a> {
    pub(crate) doc: &'d Doc<'a>,
    pub(crate) people: Vec<Person>,
    pub(crate) by_word: HashMap<String, Vec<usize>>,
    pub(crate) seen: Vec<Seen>,
    /// Words used as places: "di Serang", "Kota Serang".
    pub(crate) places: HashSet<String>,
    /// Words used as firms and acronyms: "PT Sinar", "BI".
    pub(crate) things: HashSet<String>,
}

/// Resolves every frame's speaker, in order.
pub(crate) fn resolve(doc: &Doc<'_>, frames: &[Frame]) -> Vec<Who> {
    let mut r = Resolver {
        doc,
        people: Vec::new(),
        by_word: HashMap::new(),
        seen: Vec::new(),
        places: HashSet::new(),
        things: HashSet::new(),
    };
    r.learn_things();
    let singles = r.find_names();
    // Whoever is heard anywhere in the article is a person, and no place or firm.
    for f in frames {
        if let Some((a, b)) = f.speaker.filter(|r| !doc.toks[r.0].is(class::PRONOUN | class::PLURAL)) {
            let speech = f.cue.is_none_or(|_| !f.info.is(tag::SHOWS | tag::ATTITUDE | tag::NP) || f.rule == Rule::That);
            let agency = (a..b).any(|k| doc.toks[k].is(class::OUTNOUN | class::OUTLET));
            if !agency && let Some(p) = r.person_in(a, b).filter(|_| speech) {
                r.people[p].heard = true;
                r.people[p].strong |= matches!(f.rule, Rule::Post | Rule::Pre) || f.info.is(tag::ROOT);
            }
        }
    }
    r.split_roles(&singles);
    r.place_singles(&singles);
    let mut out: Vec<Who> = Vec::with_capacity(frames.len());
    for (i, f) in frames.iter().enumerate() {
        let who = r.who(frames, &out, i, f);
        out.push(who);
    }
    out
}

pub(crate) fn lower(s: &str) -> String {
    s.to_lowercase()
}

impl Resolver<'_, '_> {
    fn who(&mut self, frames: &[Frame], before: &[Who], i: usize, f: &Frame) -> Who {
        match f.speaker {
            Some(run) => self.named(frames, before, i, f, run),
            None if matches!(f.rule, Rule::Follow | Rule::Mood) => before.last().cloned().unwrap_or_else(nobody),
            None if f.rule == Rule::Alone => self.dialogue(frames, before, i, f),
            None => self.point_back(frames, before, i, f.cue.map_or(f.segs[0].0, |c| c.0), 0),
        }
    }

    pub(crate) fn as_who(&self, p: usize) -> Who {
        let person = &self.people[p];
        Who { name: Some(person.name.clone()), roles: person.roles.clone(), kind: SpeakerKind::Person, person: Some(p) }
    }

    fn named(&mut self, frames: &[Frame], before: &[Who], i: usize, f: &Frame, run: Run) -> Who {
        let doc = self.doc;
        let (mut a, mut b) = run;
        // "Nach Angaben der Polizei": what they told is no part of their name.
        while a + 1 < b && doc.toks[a].is(class::VIEW) {
            a += 1;
            while a + 1 < b && doc.toks[a].is(class::DET | class::NPREP) && !doc.toks[a].is(class::ROLE) {
                a += 1;
            }
        }
        if doc.toks[b - 1].is(class::REL) && b > a + 1 {
            b -= 1;
        }
        // "Seorang diplomat yang dikutip Reuters": the diplomat, not the agency.
        let hop = |k: usize| doc.toks[k].cue.is_some_and(|c| c.is(tag::HOP));
        if let Some(k) = (a + 1..b.saturating_sub(1)).find(|&k| doc.toks[k].is(class::REL) && hop(k + 1)) {
            b = k;
        }
        let head = &doc.toks[a];
        if b == a + 1 && head.is(class::PRONOUN) {
            let gender = if head.is(class::FEMALE) {
                1
            } else if head.is(class::MALE) {
                -1
            } else {
                0
            };
            return self.point_back(frames, before, i, a, gender);
        }
        if b == a + 1 && head.is(class::PLURAL) || (a..b).any(|k| doc.toks[k].is(class::ONEOF)) {
            let several = |w: &&Who| matches!(w.kind, SpeakerKind::Collective | SpeakerKind::Anonymous);
            let group = before.iter().rev().take(6).find(several);
            if let Some(w) = group {
                return w.clone();
            }
            if let Some(w) = self.group_before(a) {
                return w;
            }
        }
        // "Para pejabat AS dan Israel" are several, whatever names stand in it.
        let several = head.is(class::COLL | class::QUANT) && !head.cap || head.is(class::COLL);
        // "Ketua umum partai ini" points back, whatever names stand in it.
        let points = doc.lex.code == "id"
            && b > a + 1
            && doc.toks[b - 1].is(class::DEMO)
            && (head.is(class::ROLE) || f.rule == Rule::Post && head.id == 0 && !head.cap)
            && !(a..b).any(|k| doc.toks[k].sign(','));
        let listed = (a..b).any(|k| doc.toks[k].is(class::OUTLET));
        let first = (a..b).find(|&k| doc.toks[k].sign(',')).filter(|&k| k > a).unwrap_or(b);
        // "Media itu", "surat kabar itu": no name in it.
        let unnamed = head.is(class::OUTNOUN) && (!head.cap || (a + 1..b).all(|k| !doc.toks[k].cap));
        let agency = unnamed || doc.toks[first - 1].is(class::OUTNOUN) && !doc.toks[first - 1].cap;
        let outlet = agency || listed && (head.is(class::OUTNOUN | class::OUTLET | class::DET) || b == a + 1);
        if !several
            && !points
            && !outlet
            && let Some(p) = self.person_in(a, b)
        {
            return self.as_who(p);
        }
        self.described(frames, before, i, f, (a, b))
    }

    /// "dua perantara asal Tirana", named before "salah satunya".
    fn group_before(&self, at: usize) -> Option<Who> {
        let doc = self.doc;
        let lo = at.saturating_sub(60);
        let k = (lo..at).rev().find(|&k| {
            let t = &doc.toks[k];
            t.is(class::COLL | class::QUANT)
                && doc.toks.get(k + 1).is_some_and(|n| {
                    n.wordy() && !n.cap && !n.is(class::PREP | class::ADV | class::DEMO | class::NPREP)
                })
        })?;
        let (x, y) = doc.np_right(k, at)?;
        Some(Who {
            name: Some(doc.words(x, y).to_string()),
            roles: Vec::new(),
            kind: SpeakerKind::Collective,
            person: None,
        })
    }

    /// The person a phrase names, if it names one.
    fn person_in(&mut self, a: usize, b: usize) -> Option<usize> {
        let doc = self.doc;
        // A pure name between commas beats a name after an office.
        let mut parts: Vec<Run> = Vec::new();
        let mut from = a;
        for k in a..=b {
            if k == b || matches!(doc.toks[k].ch, ',' | '(' | ')' | '،') {
                // "(SMRC)" is no part of its own.
                if k > from && (k == b || doc.toks[k].ch != ')') {
                    parts.push((from, k));
                }
                from = k + 1;
            }
        }
        let pure = |r: &&Run| {
            let (x, y) = self.bare_name(r.0, r.1);
            // \"M.Hum.\" behind a name is a degree.
            let degree = y == x + 1 && doc.word(x).trim_end_matches('.').contains('.');
            x < y
                && !degree
                && y - x <= 5
                && (x..y).all(|k| {
                    (doc.namelike(k) || self.particle(k, y))
                        && !doc.toks[k].is(class::ROLE | class::BODY | class::OUTLET)
                })
                && (r.0..x).all(|k| doc.toks[k].is(class::TITLE))
        };
        let named = |r: &&Run| (r.0..r.1).any(|k| doc.namelike(k));
        // Where the office comes first, the name comes last.
        let office =
            doc.lex.code == "id" && (a..b).take(12).any(|k| doc.toks[k].is(class::ROLE) && (k == a || doc.toks[k].cap));
        let any = || if office { parts.iter().rfind(named) } else { parts.iter().find(named) };
        let full = |r: &&Run| pure(r) && r.1 > r.0 + 1 && !self.nobody_named(self.bare_name(r.0, r.1));
        // "Juru bicara JR Sentral, Ayumi Kasuga": behind an office and its house, the bare name is the person.
        let bare = |r: &&Run| full(r) && self.bare_name(r.0, r.1).0 == r.0;
        let housed = doc.lex.grammar.prefix_verbs && doc.toks[a].is(class::ROLE) && parts.len() > 1;
        let behind = || housed.then(|| parts.iter().skip(1).find(bare)).flatten();
        let part = behind().or_else(|| parts.iter().find(full)).or_else(|| parts.iter().find(pure)).or_else(any)?;
        let body_first = (part.0..part.1)
            .find(|&k| doc.toks[k].wordy() && !doc.toks[k].is(class::DET))
            .is_some_and(|k| doc.toks[k].is(class::BODY | class::OUTLET) && !doc.toks[k].is(class::ROLE));
        if body_first && part.0 == a {
            return None;
        }
        // The last run of capitals, without what leads it.
        let last = (part.0..part.1).rev().find(|&k| doc.namelike(k))?;
        if doc.toks[last].is(class::OUTLET) {
            return None;
        }
        let mut x = last;
        while x > part.0 && (doc.namelike(x - 1) || self.particle(x - 1, x + 1)) {
            x -= 1;
        }
        // A first name run is meant unless an office leads up to a later one: "spokesman for the Navy".
        let apposed = parts.len() > 1 && pure(&part);
        let lead = (part.0..x).any(|k| doc.toks[k].is(class::NPREP | class::PREP) && !doc.toks[k].cap);
        if lead && !pure(&part) {
            let first = (part.0..part.1).find(|&k| doc.namelike(k))?;
            let mut e = first;
            while e < part.1 && (doc.namelike(e) || self.particle(e, part.1)) {
                e += 1;
            }
            let (p, q) = self.bare_name(first, e);
            let of = doc.toks.get(e).is_some_and(|t| t.is(class::NPREP));
            let office = (p..q).all(|k| doc.toks[k].is(class::ROLE | class::BODY | class::TITLE));
            // "Councilman J. R. Dunmore of St. Bride" names him; "President of the Assembly" names nobody.
            let titled = p > first && q > p + 1 && !(p..q).any(|k| doc.toks[k].is(class::ROLE | class::BODY));
            let plain = (part.0..first).all(|k| doc.toks[k].is(class::ROLE) || doc.toks[k].id == 0 && !doc.toks[k].cap);
            if plain && q > p && !office && (titled || !(of && doc.toks[first].is(class::ROLE))) {
                return Some(self.known(p, q, part.0 < p));
            }
            if doc.lex.code == "en" || doc.lex.code == "de" {
                return None;
            }
        }
        let (p, q) = self.bare_name(x, last + 1);
        let office = (p..q).all(|k| doc.toks[k].is(class::ROLE | class::BODY | class::TITLE));
        if p >= q || office || q == p + 1 && doc.abstract_noun(p) {
            return None;
        }
        // "Israel's military", "Hale's predecessor": whose it is does not speak.
        let owner = doc.toks.get(q).is_some_and(|t| q < part.1 && t.is(class::POSS));
        // "Local media": a capital only because the sentence opens with it.
        let opener = q == p + 1
            && part.0 == p
            && q < part.1
            && doc.toks[part.1 - 1].wordy()
            && !doc.toks[part.1 - 1].cap
            && doc.lex.grammar.suffix_verbs
            && !self.by_word.contains_key(&lower(doc.word(p)))
            && doc.sents.binary_search_by_key(&p, |s| s.a).is_ok();
        if owner || opener {
            return None;
        }
        let led = part.0 < p || part.0 + 1 < q;
        let listed = doc.lex.grammar.prefix_verbs && (p..q).all(|k| doc.toks[k].is(class::PLACE));
        if led && (listed || q == p + 1 && self.place(p)) {
            return None;
        }
        if q == p + 1 && doc.toks[p].caps && !doc.lex.grammar.caseless {
            return None;
        }
        let titled = (part.0..p).any(|k| doc.toks[k].is(class::ROLE | class::TITLE | class::BODY));
        Some(self.known(p, q, titled || apposed))
    }

    fn known(&mut self, p: usize, q: usize, strong: bool) -> usize {
        let doc = self.doc;
        let words: Vec<String> =
            (p..q).filter(|&k| doc.toks[k].wordy()).map(|k| lower(doc.word(k).trim_end_matches('.'))).collect();
        // A run that ends in a known name means that one.
        let hit = (0..words.len()).find_map(|k| {
            let tail = &words[k..];
            let list = self.by_word.get(tail.first()?)?;
            let here = |who: &usize| tail.iter().all(|w| self.people[*who].words.contains(w));
            let near = self.seen[..self.seen.partition_point(|m| m.at <= q)]
                .iter()
                .rev()
                .take(400)
                .map(|m| m.who)
                .find(|w| here(w));
            near.or_else(|| list.iter().take(64).copied().find(|w| here(w)))
        });
        // "Risma" for "Rismaharini".
        let short = || {
            let w = words.first().filter(|w| words.len() == 1 && w.len() >= 4)?;
            self.seen
                .iter()
                .take(400)
                .map(|m| m.who)
                .find(|&p| self.people[p].words.iter().any(|x| x.starts_with(w.as_str())))
        };
        let hit = hit.or_else(short);
        let who = hit.unwrap_or_else(|| self.person(&words, doc.words(p, q), strong));
        self.people[who].strong |= strong;
        who
    }

    /// Bodies, groups and people who are described, not named.
    fn described(&self, frames: &[Frame], before: &[Who], i: usize, f: &Frame, run: Run) -> Who {
        let doc = self.doc;
        let (a, b) = run;
        let text = doc.words(a, b).to_string();
        let toks = &doc.toks[a..b];
        let demo = toks.iter().any(|t| t.is(class::DEMO) && !t.is(class::ROLE)) || doc.lex.grammar.caseless;
        let head = toks
            .iter()
            .position(|t| t.sort == Sort::Word && !t.is(class::DET | class::DEMO | class::QUANT) || t.is(class::ROLE));
        let word = head.map(|h| lower(doc.word(a + h)));
        let office = b == a + 1 && toks[0].cap && toks[0].is(class::ROLE | class::TITLE);
        // "Wakil Gubernur DKI Jakarta": whoever was introduced with these very words.
        let led = doc.lex.grammar.prefix_verbs && b > a + 1 && toks[0].is(class::ROLE) && toks[0].cap;
        if led {
            let whole = lower(&text);
            let limit = self.seen.partition_point(|m| m.at < a);
            let holder = self.seen[..limit].iter().rev().take(200).find(|m| self.people[m.who].roles.contains(&whole));
            if let Some(m) = holder {
                return self.as_who(m.who);
            }
        }
        if (demo || office)
            && let Some(word) = &word
        {
            // "the person" said before to be "a person briefed on …"; "the minister" named before.
            let earlier = before.iter().rev().take(12).find(|w| {
                w.person.is_none()
                    && w.name.as_deref().is_some_and(|n| n.to_lowercase().split_whitespace().any(|x| x == word))
            });
            if let Some(w) = earlier {
                return w.clone();
            }
            let limit = self.seen.partition_point(|m| m.at < a);
            let titled = self.seen[..limit]
                .iter()
                .rev()
                .take(200)
                .find(|m| self.people[m.who].roles.iter().any(|r| r.split_whitespace().any(|x| x == word)));
            if let Some(m) = titled {
                return self.as_who(m.who);
            }
            let person = toks.iter().any(|t| t.is(class::MALE | class::FEMALE))
                || toks.first().is_some_and(|t| t.is(class::ROLE))
                // "ancam pelari gaek itu": whoever says it beside a quotation is somebody.
                || f.rule == Rule::Post && toks.first().is_some_and(|t| t.id == 0 && !t.cap)
                || toks.iter().any(|t| t.is(class::OCCASION)) && !doc.lex.grammar.caseless;
            let several = toks.iter().any(|t| t.is(class::PLURAL | class::COLL));
            if person && !several && (doc.lex.code == "id" && doc.toks[b - 1].is(class::DEMO)) {
                let gender = i8::from(toks.iter().any(|t| t.is(class::FEMALE)));
                let who = self.point_back(frames, before, i, a, gender);
                if who.person.is_some() || who.kind == SpeakerKind::Anonymous {
                    return who;
                }
            }
        }
        let kind = if toks.iter().any(|t| t.is(class::COLL) && !t.is(class::DET))
            || toks.first().is_some_and(|t| t.is(class::COLL | class::QUANT | class::PLURAL))
        {
            SpeakerKind::Collective
        } else if matches!(doc.word(a), "seorang" | "Seorang") {
            // "seorang pejabat kementerian": one person, whatever body stands beside.
            SpeakerKind::Anonymous
        } else if toks
            .iter()
            .any(|t| t.is(class::BODY | class::OUTLET | class::OUTNOUN | class::OCCASION | class::WORK))
        {
            SpeakerKind::Body
        } else if toks.iter().any(|t| t.is(class::ROLE | class::ANON)) {
            SpeakerKind::Anonymous
        } else {
            SpeakerKind::Body
        };
        let _ = f;
        let outlet = (a..b).filter(|&k| doc.toks[k].is(class::OUTLET)).collect::<Vec<_>>();
        if let [first, .., last] | [first @ last] = outlet.as_slice()
            && last - first < 6
        {
            let marked = doc.fold_at(*first).filter(|_| first == last);
            let name = marked.map_or(doc.words(*first, last + 1), |f| &doc.text[f.start..f.end]).to_string();
            return Who { name: Some(name), roles: Vec::new(), kind: SpeakerKind::Body, person: None };
        }
        let text = text.trim_end_matches([' ', ',', '،']).to_string();
        if doc.lex.grammar.caseless {
            if let Some((n, e)) = crate::arabic::named(doc, (a, b)) {
                let roles = vec![doc.words(a, n).to_string()];
                return Who { name: Some(doc.words(n, e).to_string()), roles, kind: SpeakerKind::Person, person: None };
            }
            // "ووفقا لتقرير الهيئة": the "to" is written on.
            let led = a > 0 && doc.toks[a - 1].cue.is_some_and(|c| c.is(tag::PREP));
            let text = text.strip_prefix('ل').filter(|_| led).unwrap_or(&text);
            let who = caseless(before, text, kind);
            // "ونفى الاتهامات، مؤكدا أن": what stands behind the verb may be its object.
            let body = class::BODY | class::OUTLET | class::OUTNOUN;
            if f.rule == Rule::Part && who.name.as_deref() == Some(text) && !toks.iter().any(|t| t.is(body)) {
                let back = self.point_back(frames, before, i, a, 0);
                return if back.kind == SpeakerKind::Person { back } else { who };
            }
            return who;
        }
        Who { name: Some(text), roles: Vec::new(), kind, person: None }
    }
}

pub(crate) const fn nobody() -> Who {
    Who { name: None, roles: Vec::new(), kind: SpeakerKind::Unknown, person: None }
}

/// Without capitals: the part behind the comma is the name, a later word of either means the same one.
fn caseless(before: &[Who], text: &str, kind: SpeakerKind) -> Who {
    let parts: Vec<&str> = text.split(['،', ',']).map(str::trim).filter(|p| !p.is_empty()).collect();
    // "مصدر في الشركة، فضل عدم ذكر اسمه": no name behind this comma.
    if ["اسمه", "اسمها", "هويته", "هويتها", "أسمائهم", "هوياتهم"].iter().any(|w| text.contains(w))
        && text.contains("عدم")
    {
        return Who { name: Some(text.to_string()), roles: Vec::new(), kind: SpeakerKind::Anonymous, person: None };
    }
    // "أحمد سالم (52 عاما)، وهو مزارع": what follows an age or "who is" describes.
    let ends = ["(", " وهو ", " وهي ", "،وهو ", "، وهو ", "، وهي "];
    let end = ends.iter().filter_map(|e| text.find(e)).min().filter(|&e| e > 0);
    if let Some(name) =
        end.map(|e| text[..e].trim_matches([' ', '،', ','])).filter(|n| n.split_whitespace().count() <= 4)
    {
        return caseless(before, name, if name.contains(' ') { SpeakerKind::Person } else { kind });
    }
    if let [first, .., last] = parts.as_slice()
        && last.split_whitespace().count() <= 4
    {
        // "واسمه فادي النجار": "whose name is".
        let named = ["واسمه ", "واسمها ", "ويدعى ", "وتدعى "].iter().find_map(|lead| last.strip_prefix(lead));
        return Who {
            name: Some(named.unwrap_or(last).to_string()),
            roles: vec![(*first).to_string()],
            kind: SpeakerKind::Person,
            person: None,
        };
    }
    let bare = |w: &str| w.trim_start_matches("ال").to_string();
    let words: Vec<String> = text.split_whitespace().map(bare).filter(|w| w.chars().count() > 2).collect();
    let known = before.iter().rev().take(20).find(|w| {
        let own = w.name.iter().chain(&w.roles).flat_map(|n| n.split_whitespace()).map(bare).collect::<Vec<_>>();
        matches!(w.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
            && !words.is_empty()
            && words.iter().all(|x| own.contains(x))
    });
    known.cloned().unwrap_or_else(|| Who { name: Some(text.to_string()), roles: Vec::new(), kind, person: None })
}
