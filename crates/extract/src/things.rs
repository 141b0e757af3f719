//! Capitals that name no person: firms, acronyms and abstract nouns inside an office.
//! The article itself tells most of them before the first name is read: "PT Sinar Laut", "BI", "Kabupaten Ende".

use crate::doc::Doc;
use crate::lexicon::class;
use crate::noun::Run;
use crate::resolve::{Resolver, lower};
use crate::token::Sort;

impl Doc<'_> {
    /// "Perhubungan", "Pencegahan", "Teknologi", "Legislasi": nouns made from verbs and borrowed abstract nouns.
    ///
    /// Long words only, so that "Setiawan" or "Rasi" stay names.
    pub(crate) fn abstract_noun(&self, i: usize) -> bool {
        if !self.lex.grammar.prefix_verbs {
            return false;
        }
        let word = self.word(i);
        let len = word.len();
        // No word of the language's own has these letters: "Pezeshkian" is a name.
        let foreign = word.contains(['z', 'x', 'q', 'v']) || word.contains("sh");
        let made = (word.starts_with("Pe") || word.starts_with("Ke")) && word.ends_with("an") && len >= 9 && !foreign;
        made || word.ends_with("asi") && len >= 8 || word.ends_with("logi") && len >= 7
    }
}

impl Resolver<'_, '_> {
    /// Learns the article's firms, acronyms and places before its names are read.
    pub(crate) fn learn_things(&mut self) {
        let doc = self.doc;
        for s in &doc.sents {
            let mut i = s.a;
            while i < s.b {
                if !doc.namelike(i) {
                    i += 1;
                    continue;
                }
                let mut e = i + 1;
                while e < s.b && (doc.namelike(e) || self.particle(e, s.b)) {
                    e += 1;
                }
                self.note_places(i, e, s.a);
                self.note_things(i, e, s.a);
                i = e;
            }
        }
    }

    fn note_things(&mut self, a: usize, b: usize, first: usize) {
        let doc = self.doc;
        if !doc.lex.grammar.prefix_verbs {
            return;
        }
        // "BI" on its own, "(OJK)": initials never stand alone.
        let alone = b == a + 1 && doc.toks[a].caps && !doc.toks[a].dot && (a == first || !doc.toks[a - 1].dot);
        if alone && !doc.toks[a].is(class::TITLE) {
            self.things.insert(lower(doc.word(a)));
        }
        for k in a + 1..b {
            let firm = matches!(doc.word(k - 1), "PT" | "CV" | "Perumda" | "Perum" | "Persero" | "Universitas");
            if firm && doc.toks[k].sort == Sort::Word {
                self.things.insert(lower(doc.word(k)));
            }
        }
    }

    /// May token `k` stand in a name at all?
    pub(crate) fn thing(&self, k: usize) -> bool {
        let (doc, t) = (self.doc, &self.doc.toks[k]);
        if !doc.lex.grammar.prefix_verbs {
            return false;
        }
        let word = doc.word(k);
        let acronym = t.caps && !t.dot && word.len() >= 3;
        acronym
            || word.bytes().any(|c| c.is_ascii_digit())
            || doc.abstract_noun(k)
            || !self.things.is_empty() && self.things.contains(&lower(word))
    }

    /// A noun before the name of a place: "Kota", "Jalan".
    pub(crate) fn place_noun(&self, k: usize) -> bool {
        const NOUNS: &[&str] = &[
            "Kota",
            "Kabupaten",
            "Provinsi",
            "Kecamatan",
            "Desa",
            "Kelurahan",
            "Dusun",
            "Pulau",
            "Wilayah",
            "Pemkot",
            "Pemkab",
            "Pemprov",
            "Jalan",
            "Jembatan",
            "Pasar",
            "Pelabuhan",
            "Bandara",
            "Stasiun",
            "Teluk",
            "Selat",
            "Sungai",
            "Gunung",
            "Kampung",
            "Taman",
            "Gedung",
            "Mount",
            "Lake",
            "Port",
        ];
        NOUNS.contains(&self.doc.word(k))
    }

    /// A word that is known to be a place.
    pub(crate) fn place(&self, k: usize) -> bool {
        self.doc.toks[k].is(class::PLACE) || !self.places.is_empty() && self.places.contains(&lower(self.doc.word(k)))
    }

    /// A run that ends in a thing or holds places only names nobody.
    pub(crate) fn nobody_named(&self, (x, y): Run) -> bool {
        let doc = self.doc;
        doc.lex.grammar.prefix_verbs
            && x < y
            && (self.thing(y - 1)
                || doc.toks[y - 1].is(class::ABBR)
                || (x..y).all(|k| self.place(k) || self.thing(k) || doc.toks[k].is(class::BODY)))
    }
}
