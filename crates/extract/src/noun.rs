//! Finds the noun phrase that names a speaker, to the right of a cue or to its left.
//! Without a tagger: capitals, titles, listed function words and commas have to do.

use crate::doc::Doc;
use crate::lexicon::{class, tag};
use crate::token::{Sort, Tok};

/// Tokens `a..b`.
pub(crate) type Run = (usize, usize);

/// How far a noun phrase may reach.
const REACH: usize = 40;

impl Doc<'_> {
    /// A name: a word with a capital letter that is no mere sentence opener.
    pub(crate) fn namelike(&self, i: usize) -> bool {
        self.toks.get(i).is_some_and(|t| {
            t.sort == Sort::Word
                && t.cap
                && !t.cue.is_some_and(|c| c.is(tag::PREP | tag::HOP))
                && !(self.lex.grammar.capital_nouns && t.is(class::NPREP))
                && !t.is(class::CONN
                    | class::PREP
                    | class::SUBORD
                    | class::DET
                    | class::PRONOUN
                    | class::PLURAL
                    | class::AUX
                    | class::COMP
                    | class::DAY
                    | class::MONTH
                    | class::SELF
                    | class::NEG)
        })
    }

    /// A lower-case finite verb, as far as lists and endings tell.
    pub(crate) fn verbish(&self, i: usize) -> bool {
        let Some(t) = self.toks.get(i) else { return false };
        if t.sort != Sort::Word || t.cap {
            return false;
        }
        if t.is(class::AUX | class::VERB) || t.cue.is_some_and(|c| c.is(tag::VERB)) {
            return true;
        }
        let w = self.word(i);
        let g = self.lex.grammar;
        if g.prefix_verbs && !t.is(class::ROLE | class::BODY | class::NOUN) {
            return (w.starts_with("me") && w.len() > 6 && t.id == 0)
                || (w.starts_with("di") && w.len() > 5 && t.id == 0);
        }
        g.suffix_verbs && t.id == 0 && w.len() > 4 && w.ends_with("ed")
    }

    /// The end of a bracketed group that opens at `i`, if it is short.
    pub(crate) fn bracket_end(&self, i: usize, limit: usize) -> Option<usize> {
        (i + 1..limit.min(i + 12)).find(|&j| self.toks[j].sign(')')).map(|j| j + 1)
    }

    /// The speaker to the right: "said HARBOR MASTER DELIA KINCANNON."
    pub(crate) fn np_right(&self, i: usize, limit: usize) -> Option<Run> {
        let mut j = i;
        let mut caps = false;
        while j < limit.min(i + REACH) {
            let t = &self.toks[j];
            let prev = j.checked_sub(1).map(|p| &self.toks[p]);
            match t.sort {
                Sort::Sign => {
                    if t.ch == '(' {
                        match self.bracket_end(j, limit) {
                            Some(e) if j > i && (self.namelike(e) && e < limit) => {
                                j = e;
                                continue;
                            }
                            _ => break,
                        }
                    }
                    if t.ch == ',' && j > i && self.toks[i].is(class::ROLE) && caps && self.listed_office(j, limit) {
                        j += 1;
                        continue;
                    }
                    if t.ch == '/' || t.ch == '&' || (t.ch == '-' && !t.space) {
                        j += 1;
                        continue;
                    }
                    if t.ch == ','
                        && j + 1 < limit
                        && self.toks[j + 1].is(class::CONJ)
                        && self.toks[i].is(class::ROLE)
                        && caps
                        && self.namelike(j + 2)
                        && self.namelike(j + 3)
                    {
                        j += 2;
                        continue;
                    }
                    break;
                }
                Sort::Mark => break,
                Sort::Quote => {
                    // "pelantun “Rindu” itu": what somebody is known for.
                    let known_for = prev.is_some_and(|p| p.is(class::ROLE | class::WORK))
                        && self.toks.get(j + 1).is_some_and(|n| n.is(class::DEMO));
                    if j > i && (self.namelike(j + 1) || known_for || prev.is_some_and(|p| p.is(class::OUTNOUN))) {
                        j += 1;
                        continue;
                    }
                    break;
                }
                Sort::Number => {
                    let inside = j + 1 < limit && self.namelike(j + 1) && !self.toks[j + 1].is(class::DAY);
                    if caps && j > i && !inside {
                        break;
                    }
                }
                Sort::Word => {
                    if j == i && t.is(class::PRONOUN | class::PLURAL) {
                        return Some((i, i + 1));
                    }
                    if self.stops_right(j, i, limit, caps) {
                        break;
                    }
                }
            }
            caps |= t.cap && t.sort == Sort::Word;
            j += 1;
        }
        while j > i && Self::dangling(&self.toks[j - 1]) {
            j -= 1;
        }
        (j > i && (i..j).any(|k| self.toks[k].wordy())).then_some((i, j))
    }

    fn dangling(t: &Tok) -> bool {
        !t.cap
            && (t.is(class::NPREP | class::CONJ | class::PREP | class::DET | class::REL | class::AUX)
                && !t.is(class::DEMO | class::ROLE))
            || (t.sort == Sort::Sign && t.ch != ')')
    }

    fn stops_right(&self, j: usize, i: usize, limit: usize, caps: bool) -> bool {
        let t = &self.toks[j];
        if self.lex.grammar.caseless && j > i && t.is(class::TO) {
            return true;
        }
        if t.cap && !t.is(class::DAY | class::MONTH)
            || j > i && t.is(class::ANON | class::OUTNOUN) && !t.is(class::PREP)
        {
            return false;
        }
        let next_cap = j + 1 < limit && self.namelike(j + 1);
        let prev_cap = j > i && self.toks[j - 1].cap && self.toks[j - 1].sort == Sort::Word;
        if t.is(class::DAY | class::MONTH) && !self.toks.get(j.wrapping_sub(1)).is_some_and(|p| p.is(class::OUTNOUN)) {
            return true;
        }
        if t.is(class::TITLE | class::POSS) {
            return false;
        }
        // "sagte Ines Karbe der Nachrichtenagentur epd": whom it was told to.
        if self.lex.grammar.capital_nouns
            && prev_cap
            && matches!(self.word(j), "dem" | "der" | "den")
            && (j + 1..limit.min(j + 3)).any(|k| self.toks[k].is(class::OUTLET))
            && self.toks[j - 1].id == 0
        {
            return true;
        }
        if t.is(class::NPREP) && !(j == i && t.is(class::DET)) {
            let of = matches!(
                self.word(j),
                "of" | "dari" | "bidang" | "untuk" | "urusan" | "von" | "des" | "der" | "asal" | "for"
            );
            return j == i || !(of || !prev_cap);
        }
        if t.is(class::CONJ) {
            let next = j + 1 < limit && (next_cap || self.toks[j + 1].is(class::DET | class::ROLE));
            return j == i || !next || self.cue_soon(j + 1, limit);
        }
        if t.is(class::REL) && t.is(class::DEMO) && j > i {
            // "pejabat yang sama"
            return false;
        }
        if t.is(class::REL) {
            return j == i || !self.anonymous_clause(j, limit);
        }
        if t.is(class::PREP | class::SUBORD | class::COMP | class::CONN | class::AUX | class::NEG)
            && !t.is(class::ROLE | class::DET)
        {
            return !self.anonymous_clause(j, limit);
        }
        if t.is(class::PRONOUN | class::PLURAL) || j > i && t.is(class::QUESTION) && self.lex.grammar.suffix_verbs {
            return true;
        }
        // "a leaked report": behind an article it describes.
        let participle = self.lex.grammar.suffix_verbs && j > i && self.toks[j - 1].is(class::DET) && t.id == 0;
        if j > i && (self.verbish(j) || t.cue.is_some()) && !participle && !t.is(class::ROLE | class::BODY) {
            return true;
        }
        if t.is(class::ADV | class::VERB) && j > i {
            return true;
        }
        if self.lex.grammar.capital_nouns && t.id == 0 {
            return !crate::german::adjective(self, j);
        }
        // After a name, a lower-case word opens something new.
        let local = self.word(j) == "setempat";
        prev_cap && caps && !self.lex.grammar.caseless && !t.is(class::DEMO | class::ROLE) && !next_cap && !local
    }

    /// The subject to the left of a cue, looking no further than `lo`.
    pub(crate) fn subject_left(&self, cue: usize, lo: usize) -> Option<Run> {
        let mut end = cue;
        while end > lo
            && self.toks[end - 1].is(class::ADV | class::AUX | class::NEG)
            && !self.toks[end - 1].cap
            && !self.toks[end - 1].is(class::ROLE | class::PRONOUN)
        {
            end -= 1;
        }
        if end == lo {
            return None;
        }
        let before = &self.toks[end - 1];
        if before.is(class::REL) && !before.cap {
            let mut h = end - 1;
            if h > lo && self.toks[h - 1].sign(',') {
                h -= 1;
            }
            // "Al Jazeera mengutip juru bicara yang mengatakan": whoever is quoted, not the outlet.
            let start = self.segment_start(h, lo);
            let quoted = |k: &usize| {
                self.toks[*k].cue.is_some_and(|c| c.is(tag::HOP))
                    || matches!(self.word(*k), "quoted" | "quotes" | "cited")
            };
            let start = (start..h).rev().find(quoted).map_or(start, |k| k + 1);
            let (a, _) = self.segment_np(start, h)?;
            return Some((a, end));
        }
        if before.sign(',') {
            return self.apposed_subject(end - 1, lo);
        }
        let start = self.segment_start(end, lo);
        let degree = end == start + 1 && self.word(start).trim_end_matches('.').contains('.') && self.toks[start].cap;
        if (self.toks[start].is(class::DAY) || degree) && start > lo && self.toks[start - 1].sign(',') {
            // "Wali Kota … di Ambon, Senin (24/8/2020) petang mengatakan".
            return self.apposed_subject(start - 1, lo);
        }
        self.segment_np(start, end)
    }

    /// Where the comma-bounded stretch that ends at `end` starts.
    pub(crate) fn segment_start(&self, end: usize, lo: usize) -> usize {
        let mut k = end;
        while k > lo {
            let t = &self.toks[k - 1];
            if t.sign(')')
                && let Some(open) = (lo..k - 1).rev().take(12).find(|&o| self.toks[o].sign('('))
            {
                k = open;
                continue;
            }
            if t.sort == Sort::Quote && (k - 1 == lo || self.ends_clause(k - 1))
                || (t.sort == Sort::Sign && matches!(t.ch, ',' | ';' | ':' | '—' | '–' | '،' | '؛'))
            {
                break;
            }
            k -= 1;
        }
        k
    }

    fn ends_clause(&self, quote: usize) -> bool {
        self.fold_at(quote).is_some_and(|f| f.last == ',' || f.last == '،' || crate::doc::ends(f.last))
    }

    /// "Direktur Cakra Data, Melki Anggen," or "Bahtiar saat dihubungi, Minggu (17/5) di Jakarta,".
    fn apposed_subject(&self, comma: usize, lo: usize) -> Option<Run> {
        let mut head: Option<Run> = None;
        let mut last: Option<Run> = None;
        let mut end = comma;
        for depth in 0..5 {
            let start = self.segment_start(end, lo);
            if start >= end {
                break;
            }
            let t = &self.toks[start];
            let adjunct = t.is(class::PREP | class::SUBORD | class::REL | class::DAY | class::ADV)
                && !t.is(class::DET | class::ROLE)
                || t.sort == Sort::Number
                || t.cue.is_some_and(|c| c.is(tag::HOP | tag::PREP | tag::CITING));
            let lead = t.is(class::CONN) && !self.namelike(start + 1);
            // ", bahkan," between a name and its verb is only an aside.
            let aside = lead && end - start <= 2 && start > lo && depth == 0;
            if lead && !aside || t.cue.is_some_and(|c| c.is(tag::HOP | tag::PREP) && start == lo) {
                break;
            }
            if !adjunct
                && !aside
                && let Some(np) = self.segment_np(start, end)
            {
                if depth > 1 && head.is_some() && (start..end).any(|k| self.verbish(k)) {
                    break;
                }
                last = last.or(Some(np));
                head = Some((np.0, last.map_or(np.1, |l| l.1)));
            } else if start == lo {
                break;
            }
            if start <= lo || !self.toks[start - 1].sign(',') && !self.toks[start - 1].sign('،') {
                break;
            }
            end = start - 1;
        }
        head
    }

    /// The noun phrase in a stretch that ends where the predicate begins.
    pub(crate) fn segment_np(&self, start: usize, end: usize) -> Option<Run> {
        let mut a = start;
        while a < end {
            let t = &self.toks[a];
            let opener = t.is(class::CONN | class::CONJ | class::SUBORD | class::COMP)
                && !(t.cap && self.namelike(a))
                && !t.is(class::DET | class::PRONOUN | class::ROLE);
            let sign = t.sort == Sort::Sign && t.ch != '(';
            if opener
                || sign
                || (t.is(class::ADV) && !t.is(class::ROLE))
                || t.is(class::EMPTY) && !t.is(class::DEMO | class::SELF) && a + 1 < end
            {
                a += 1;
            } else {
                break;
            }
        }
        if doc_hop(self, a, end) {
            return None;
        }
        if end > a && self.toks[end - 1].is(class::PRONOUN | class::PLURAL) {
            return Some((end - 1, end));
        }
        // A clause inside: the subject stands after its last link.
        for k in (a + 1..end).rev() {
            let t = &self.toks[k];
            if t.cap {
                continue;
            }
            let link = t.is(class::COMP)
                || (t.is(class::SUBORD) && !t.is(class::PREP))
                || (t.is(class::CONJ)
                    && k + 1 < end
                    && (a..k).any(|m| self.verbish(m))
                    && self.toks[k + 1].is(class::PRONOUN | class::PLURAL));
            if link && k + 1 < end {
                a = k + 1;
                break;
            }
        }
        if a < end && self.toks[a].is(class::PREP) && !self.toks[a].is(class::ROLE | class::DET) {
            // "Dalam jumpa pers itu Bambang": the name after the demonstrative, or the last name.
            let from = (a + 1..end)
                .find(|&k| self.toks[k - 1].is(class::DEMO | class::DAY) && self.namelike(k))
                .or_else(|| self.last_name(a, end));
            a = from?;
        }
        let mut b = end;
        // Cut what follows the name: "saat dihubungi", "on Tuesday", "in a statement".
        for k in a + 1..end {
            let t = &self.toks[k];
            if t.sort == Sort::Sign && t.ch == '(' {
                break;
            }
            if t.cap && !t.is(class::DAY) {
                continue;
            }
            let pp = t.is(class::PREP | class::DAY) && !t.is(class::NPREP | class::ROLE) && !(t.is(class::REL));
            // "Peneliti pada Lembaga X Nama": before the name has come, the office goes on.
            let office = self.lex.grammar.prefix_verbs
                && (a..k).all(|m| self.toks[m].is(class::ROLE | class::TITLE))
                && (k + 2..end).any(|m| self.namelike(m));
            if pp && !office && self.nominal(a, k) {
                b = k;
                break;
            }
        }
        if self.lex.grammar.suffix_verbs {
            a = self.after_verb(a, b);
        } else if self.lex.grammar.prefix_verbs {
            // "petugas diminta memastikan": the cue is not this subject's own.
            let rel = (a..b).find(|&k| self.toks[k].is(class::REL)).unwrap_or(b);
            if (a + 1..rel).any(|k| self.verbish(k) && !self.toks[k].is(class::AUX) && !self.toks[k].is(class::ADV)) {
                return None;
            }
        }
        while b > a && (Self::dangling(&self.toks[b - 1]) && !self.toks[b - 1].is(class::PRONOUN)) {
            b -= 1;
        }
        if a >= b || !self.nominal(a, b) {
            return None;
        }
        (b - a <= REACH).then_some((a, b))
    }

    /// In "He went home and Smith", the subject stands after the verb's phrase.
    fn after_verb(&self, a: usize, b: usize) -> usize {
        let relative = (a..b).any(|k| self.toks[k].is(class::REL));
        if relative {
            return a;
        }
        let verb = (a + 1..b).rev().find(|&k| self.toks[k].is(class::AUX | class::VERB) && !self.toks[k].cap);
        match verb {
            Some(v) => (v + 1..b)
                .find(|&k| self.toks[k - 1].is(class::CONJ) || self.toks[k].is(class::PRONOUN | class::PLURAL))
                .unwrap_or_else(|| self.last_name(v + 1, b).unwrap_or(a)),
            None => a,
        }
    }

    fn nominal(&self, a: usize, b: usize) -> bool {
        (a..b).any(|k| {
            let t = &self.toks[k];
            t.sort == Sort::Quote
                || t.sort == Sort::Word
                    && !(t.is(class::CONN
                        | class::PREP
                        | class::AUX
                        | class::ADV
                        | class::CONJ
                        | class::DAY
                        | class::SUBORD
                        | class::NEG)
                        && !t.is(class::ROLE | class::BODY | class::PRONOUN))
        })
    }

    /// Start of the last run of capitalised words.
    fn last_name(&self, a: usize, b: usize) -> Option<usize> {
        let last = (a..b).rev().find(|&k| self.namelike(k))?;
        let mut k = last;
        while k > a && (self.namelike(k - 1) || self.toks[k - 1].is(class::TITLE)) {
            k -= 1;
        }
        Some(k)
    }

    /// The subject of a whole sentence, for cues that lean on it.
    pub(crate) fn first_subject(&self, a: usize, limit: usize) -> Option<Run> {
        let mut s = a;
        for _ in 0..4 {
            while s < limit
                && (self.toks[s].is(class::CONN | class::ADV) && !self.toks[s].is(class::ROLE | class::DET)
                    || self.toks[s].sign(','))
            {
                s += 1;
            }
            let t = self.toks.get(s).filter(|_| s < limit)?;
            let lead = t.is(class::PREP | class::SUBORD) && !t.is(class::DET | class::ROLE)
                || t.cue.is_some_and(|c| c.is(tag::HOP | tag::PREP | tag::PART));
            if !lead {
                break;
            }
            s = (s..limit).find(|&k| self.toks[k].sign(','))? + 1;
        }
        let e = (s..limit.min(s + REACH))
            .find(|&k| {
                k > s
                    && (self.verbish(k)
                        || self.toks[k].cue.is_some_and(|c| c.is(tag::VERB)) && !self.toks[k].cap
                        || self.toks[k].sort == Sort::Quote)
            })
            .unwrap_or(limit.min(s + 12));
        if e > s && self.toks[e - 1].sign(',') {
            return self.apposed_subject(e - 1, s).or_else(|| self.np_right(s, e));
        }
        self.np_right(s, e)
    }
}

/// "Dilansir dari laman X" is no subject.
fn doc_hop(doc: &Doc<'_>, a: usize, end: usize) -> bool {
    a < end && doc.toks[a].cue.is_some_and(|c| c.is(tag::HOP) && !c.is(tag::CITING))
}
