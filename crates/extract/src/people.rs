//! The people an article names: full names, their offices, where they stand alone, and what is a place instead.
//! Built once; `resolve.rs` looks mentions up in it.

use std::collections::HashSet;

use crate::lexicon::{class, tag};
use crate::noun::Run;
use crate::resolve::{Person, Resolver, Seen, lower};
use crate::token::Sort;

impl Resolver<'_, '_> {
    /// Runs of capitalised words that may name a person.
    pub(crate) fn find_names(&mut self) -> Vec<(usize, String)> {
        let doc = self.doc;
        let mut singles: Vec<(usize, String)> = Vec::new();
        for s in &doc.sents {
            let mut i = s.a;
            while i < s.b {
                if !doc.namelike(i) || doc.toks[i].is(class::OUTLET) && !doc.lex.grammar.caseless {
                    i += 1;
                    continue;
                }
                let mut e = i + 1;
                while e < s.b && (doc.namelike(e) || self.particle(e, s.b)) {
                    e += 1;
                }
                self.note(i, e, s.a, &mut singles);
                i = e;
            }
        }
        singles
    }

    /// Surnames and first names that stand alone, tied to the people they belong to.
    pub(crate) fn place_singles(&mut self, singles: &[(usize, String)]) {
        for (at, word) in singles {
            let mine = |p: &usize| {
                let own = &self.people[*p].words;
                own.last() == Some(word) || own.first() == Some(word) && own.len() <= 4
            };
            let Some(who) = self.by_word.get(word).and_then(|l| l.iter().rev().take(8).copied().find(mine)) else {
                continue;
            };
            if self.places.contains(word) && self.people[who].words.last() != Some(word) {
                continue;
            }
            // "Bank Dunia": what a capital leads does not stand alone.
            let led = *at > 0 && self.doc.toks[*at - 1].cap && self.doc.toks[*at - 1].wordy();
            self.people[who].lone |= !led;
            self.seen.push(Seen { at: *at, who });
        }
        self.seen.sort_by_key(|s| s.at);
    }

    pub(crate) fn note_places(&mut self, a: usize, b: usize, first: usize) {
        let doc = self.doc;
        if a > first && b - a <= 2 && matches!(doc.word(a - 1), "di" | "ke" | "in" | "at" | "dari" | "from" | "near") {
            self.places.extend((a..b).map(|k| lower(doc.word(k))));
        }
        for k in a + 1..b {
            // "Kota Serang", but "Wali Kota Bima Arya" names its mayor.
            let place = self.place_noun(k - 1);
            if place && !(k > a + 1 && matches!(doc.word(k - 2), "Wali" | "Walikota")) {
                self.places.insert(lower(doc.word(k)));
            }
        }
    }

    /// "bin", "de la", "al-": inside a name.
    pub(crate) fn particle(&self, i: usize, limit: usize) -> bool {
        let doc = self.doc;
        i + 1 < limit
            && (doc.namelike(i + 1)
                && !doc.toks[i + 1].is(class::OUTNOUN | class::BODY | class::ROLE)
                && (matches!(
                    doc.word(i),
                    "bin" | "binti" | "de" | "van" | "von" | "der" | "da" | "al" | "el" | "bint" | "ibn"
                ) || doc.toks[i].is(class::TITLE) && doc.toks[i].dot))
    }

    pub(crate) fn note(&mut self, a: usize, b: usize, first: usize, singles: &mut Vec<(usize, String)>) {
        let doc = self.doc;
        let (x, y) = self.bare_name(a, b);
        if x >= y || y == x + 1 && doc.toks[x].is(class::ROLE | class::TITLE | class::ABBR) {
            return;
        }
        // "Ketua Koperasi Peternakan Bandung Selatan", "Direktur Riset": offices without their holder.
        if self.nobody_named((x, y)) {
            return;
        }
        // "RUU Cipta Kerja": what an acronym alone leads is a thing, unless an office goes on: "dan Logistik BBM Budi".
        let goes_on = a > first && (doc.toks[a - 1].is(class::CONJ) || matches!(doc.toks[a - 1].ch, ')' | ','));
        if x > a && self.thing(x - 1) && !goes_on && !(a..x).any(|k| doc.toks[k].is(class::ROLE | class::TITLE)) {
            return;
        }
        // "Jalan Sedap Malam", but "Kepala Desa Karno".
        if x > a && self.place_noun(x - 1) && !(a..x).any(|k| doc.toks[k].is(class::ROLE)) {
            return;
        }
        // "Kasatpol PP Surabaya ini", "mantan Gubernur Banten itu": an office that points back.
        let office = x > a || a > first && doc.toks[a - 1].is(class::ROLE);
        if office && doc.lex.code == "id" && doc.toks.get(b).is_some_and(|t| t.is(class::DEMO) && !t.cap) {
            return;
        }
        // "Pegiat Koalisi Bersih Tambang, Asmarani, …": the office ends where a name is set off behind it.
        if office && self.set_off(y + 1, y + 2, first) && doc.toks[y].sign(',') {
            return;
        }
        // "presiden Iran, Masoud Pezeshkian": the first is where, the second who.
        let elsewhere = doc.toks.get(y).is_some_and(|t| t.sign(','))
            && doc.namelike(y + 1)
            && doc.namelike(y + 2)
            && !(doc.lex.grammar.prefix_verbs && doc.toks[y + 1].is(class::ROLE));
        if y == x + 1 && (elsewhere || doc.toks[x].is(class::PLACE)) {
            self.places.insert(lower(doc.word(x)));
            return;
        }
        let led = (a..x).any(|k| doc.toks[k].is(class::ROLE | class::TITLE))
            || a > first && (doc.toks[a - 1].is(class::ROLE | class::TITLE) || doc.toks[a - 1].sign(')'))
            || a > first + 1
                && doc.toks[a - 1].sign(',')
                && (a.saturating_sub(4).max(first)..a - 1).any(|k| doc.toks[k].is(class::ROLE))
            || self.set_off(a, y, first);
        let aged = doc.toks.get(y).is_some_and(|t| t.sign('(') || t.sign(','))
            && doc.toks.get(y + 1).is_some_and(|t| t.sort == Sort::Number && t.end - t.start == 2);
        // "Reynaldi dari PT Sinar Laut", "Junen, sekretaris koperasi": one word, but introduced like a person.
        let introduced = a == first
            && doc.lex.grammar.prefix_verbs
            && !doc.toks[x].caps
            && doc.toks[x].id == 0
            && !doc.word(x).ends_with("nya")
            && (matches!(doc.word(y), "dari" | "selaku" | "dan")
                && doc.toks.get(y + 1).is_some_and(|t| t.cap && t.is(class::BODY))
                || doc.toks.get(y).is_some_and(|t| t.sign(','))
                    && doc.toks.get(y + 1).is_some_and(|t| t.is(class::ROLE) && t.cue.is_none())
                    && !doc.word(y + 1).ends_with("nya"));
        // "petugas bernama Parti"
        let called = a > first && matches!(doc.word(a - 1), "bernama" | "named" | "namens");
        let aged = aged || introduced || called;
        if y - x == 1 && !(led && !doc.toks[x].caps) && !aged {
            singles.push((x, lower(doc.word(x))));
            return;
        }
        let place =
            a > first && matches!(doc.word(a - 1), "di" | "in" | "at" | "ke" | "from" | "dari" | "of" | "the" | "The");
        let words: Vec<String> =
            (x..y).filter(|&k| doc.toks[k].wordy()).map(|k| lower(doc.word(k).trim_end_matches('.'))).collect();
        let body = (x..y).any(|k| doc.toks[k].is(class::BODY | class::OUTLET) && !doc.toks[k].is(class::ROLE));
        if body || place && !led || words.is_empty() {
            if y - x == 1 {
                singles.push((x, words.into_iter().next().unwrap_or_default()));
            }
            return;
        }
        // "Aplikasi Basuki": a sentence opener before a name already known.
        let known = (a == first && x == a && words.len() == 2)
            .then(|| self.by_word.get(&words[1]).and_then(|l| l.last().copied()))
            .flatten()
            .filter(|&p| !self.people[p].words.contains(&words[0]));
        if let Some(who) = known {
            self.seen.push(Seen { at: x + 1, who });
            return;
        }
        let who = self.person(&words, doc.words(x, y), led || aged || self.speaks(x, y));
        // "nelayan Darto", "Pak Darto": an office or title right before a single name.
        let office = class::ROLE | class::TITLE;
        let plain = (a..x).all(|k| doc.toks[k].is(office)) || x > a && (self.place_noun(x - 1) || self.place(x - 1));
        let titled = plain && (x > a || a > first && doc.toks[a - 1].is(office)) && !(a > first && doc.toks[a - 1].cap);
        self.people[who].lone |= aged || titled || self.set_off(a, y, first);
        let start = a.saturating_sub(2).max(first);
        for k in start..b.min(doc.toks.len()) {
            let t = &doc.toks[k];
            self.people[who].gender = if t.is(class::FEMALE) {
                1
            } else if t.is(class::MALE) && self.people[who].gender == 0 {
                -1
            } else {
                self.people[who].gender
            };
        }
        if x > a {
            self.add_role(who, lower(doc.words(a, x)));
        }
        if led && a > first && !doc.toks[a - 1].cap && doc.toks[a - 1].wordy() {
            self.add_role(who, lower(doc.word(a - 1)));
        }
        // "Wali Kota Melati, Rina Suryadi": the office stands before the comma.
        if led && a > first + 1 && doc.toks[a - 1].sign(',') {
            let behind = a.saturating_sub(8).max(first)..a - 1;
            let from =
                behind.start + doc.toks[behind.clone()].iter().rposition(|t| t.sort != Sort::Word).map_or(0, |k| k + 1);
            if let Some(office) = (from..a - 1).find(|&k| doc.toks[k].is(class::ROLE)) {
                self.add_role(who, lower(doc.words(office, a - 1)));
            }
        }
        self.seen.push(Seen { at: x, who });
    }

    /// "Pegiat Koalisi X, Asmarani, …", "Suaminya, Karmin, …": one word between commas behind an office.
    fn set_off(&self, a: usize, y: usize, first: usize) -> bool {
        let doc = self.doc;
        if doc.lex.grammar.capital_nouns
            || doc.lex.grammar.caseless
            || a < first + 2
            || y != a + 1
            || !doc.namelike(a)
            || doc.toks[a].id != 0
        {
            return false;
        }
        let closed = doc.toks[a - 1].sign(',') && doc.toks.get(y).is_some_and(|t| t.sign(','));
        let start = (a.saturating_sub(10).max(first)..a - 1)
            .rev()
            .find(|&k| doc.toks[k].sort != Sort::Word)
            .map_or(a.saturating_sub(10).max(first), |k| k + 1);
        closed && !doc.toks[a].caps && (start..a - 1).take(2).any(|k| doc.toks[k].is(class::ROLE))
    }

    /// "Rakhmat Hidayat, mengapresiasi …": a verb of saying or holding right behind the name.
    fn speaks(&self, x: usize, y: usize) -> bool {
        let doc = self.doc;
        let mut k = y;
        while k < y + 3 && doc.toks.get(k).is_some_and(|t| t.is(class::ADV) && !t.cap || t.sign(',') && k == y) {
            k += 1;
        }
        doc.lex.grammar.prefix_verbs
            && y > x + 1
            && doc.toks.get(k).is_some_and(|t| !t.cap && t.breaks == 0 && t.cue.is_some_and(|c| c.is(tag::VERB)))
    }

    pub(crate) fn add_role(&mut self, who: usize, role: String) {
        let roles = &mut self.people[who].roles;
        if roles.len() < 6 && !roles.contains(&role) {
            roles.push(role);
        }
    }

    pub(crate) fn person(&mut self, words: &[String], text: &str, strong: bool) -> usize {
        // A known person whose words hold all of these, or the other way round.
        let known = words.last().and_then(|w| self.by_word.get(w)).and_then(|list| {
            list.iter().rev().take(8).copied().find(|&p| {
                let own = &self.people[p].words;
                words.iter().all(|w| own.contains(w)) || own.iter().all(|w| words.contains(w))
            })
        });
        if let Some(p) = known {
            if words.len() > self.people[p].words.len() && words.len() <= 4 {
                self.people[p].words = words.to_vec();
                self.people[p].name = text.to_string();
                for w in words {
                    let list = self.by_word.entry(w.clone()).or_default();
                    if !list.contains(&p) {
                        list.push(p);
                    }
                }
            }
            self.people[p].strong |= strong;
            return p;
        }
        let p = self.people.len();
        let lex = self.doc.lex;
        let body = words.last().is_some_and(|w| lex.word(lex.id(w)).classes & (class::BODY | class::OUTLET) != 0);
        self.people.push(Person {
            name: text.to_string(),
            words: words.to_vec(),
            roles: Vec::new(),
            gender: 0,
            strong,
            heard: false,
            lone: false,
            body,
        });
        for w in words {
            self.by_word.entry(w.clone()).or_default().push(p);
        }
        p
    }

    /// Cuts titles, offices and bodies off the front of a run of capitals.
    pub(crate) fn bare_name(&self, a: usize, b: usize) -> Run {
        let doc = self.doc;
        let mut x = a;
        // An abbreviated title inside ("Kepala Balai … drh. Petronela") ends the office.
        if let Some(k) = (a..b).rev().find(|&k| doc.toks[k].is(class::TITLE) && k + 1 < b) {
            x = k + 1;
        }
        while x < b && doc.toks[x].is(class::TITLE | class::ROLE | class::BODY) && x + 1 < b {
            x += 1;
        }
        // "Cabang Dinas Pendidikan Jawa Timur Istu Handono", "Covid-19 Wiku Adisasmito", "Infrastruktur BI Perry":
        // the office ends where its last body, place, number or acronym stands.
        let id = doc.lex.grammar.prefix_verbs;
        // "gelandang Bahrain Ali Madan": an office with a small letter leads as well.
        let led = x > a || id && a > 0 && doc.toks[a - 1].is(class::ROLE) && !doc.toks[a - 1].cap;
        let office = |k: &usize| {
            let (t, w) = (&doc.toks[*k], doc.word(*k));
            let listed =
                t.is(class::PLACE) || t.caps && !t.dot && w.len() >= 3 || w.bytes().any(|c| c.is_ascii_digit());
            led && listed || (led || id) && t.is(class::BODY) || self.thing(*k)
        };
        if let Some(k) = (x..b.saturating_sub(2)).rev().find(office) {
            x = k + 1;
        }
        // "Dinas Kesehatan Kabupaten Selasih Dewi Anggraeni": the place's own name goes with it.
        let area = x > a && matches!(doc.word(x - 1), "Kabupaten" | "Provinsi" | "Kecamatan" | "Kelurahan" | "Kota");
        if area && id && x + 2 < b && !(x > a + 1 && matches!(doc.word(x - 2), "Wali" | "Walikota")) {
            x += 1;
        }
        if x + 2 == b && (self.thing(x) || led && self.place(x)) && !self.thing(x + 1) && !self.place(x + 1) {
            x += 1;
        }
        let mut y = b;
        while y > x + 1 && doc.toks[y - 1].is(class::POSS) {
            y -= 1;
        }
        (x, y)
    }

    /// "Direktur Yayasan Sayap Timur Agustinus Rumlus": where a later "Agustinus" stands alone, the name begins.
    pub(crate) fn split_roles(&mut self, singles: &[(usize, String)]) {
        let alone: HashSet<&str> = singles.iter().map(|s| s.1.as_str()).collect();
        for p in &mut self.people {
            let lead =
                p.words.iter().take_while(|w| self.places.contains(*w)).count().min(p.words.len().saturating_sub(2));
            let spelled: Vec<&str> = p.name.split_whitespace().collect();
            if lead > 0 && spelled.len() == p.words.len() && (p.strong || p.heard) {
                p.name = spelled[lead..].join(" ");
                p.words.drain(..lead);
            }
            let n = p.words.len();
            if n < 3 || !(p.strong || p.heard) {
                continue;
            }
            let alone = (0..n).find(|&k| alone.contains(p.words[k].as_str()));
            let cut = match alone {
                Some(k) if k + 2 <= n => k,
                Some(k) if p.strong && n > 3 => k.min(n - 2),
                None if p.strong && n > 4 => n - 2,
                _ => 0,
            };
            if cut == 0 {
                continue;
            }
            let lead: Vec<&str> = p.name.split_whitespace().collect();
            if lead.len() == n {
                p.roles.push(lower(&lead[..cut].join(" ")));
                p.name = lead[cut..].join(" ");
                p.words.drain(..cut);
            }
        }
    }
}
