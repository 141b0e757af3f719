//! What the engine knows about one language, read once from the plain files in `data/`.
//! Words, phrases and cues share one table, so that a token is looked up exactly once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A small fast hash for short words; the keys are our own lists, so nobody can flood it.
#[derive(Default)]
pub(crate) struct WordHash(u64);

impl Hasher for WordHash {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0_u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
    fn write_u8(&mut self, byte: u8) {
        self.write(&[byte]);
    }
}

type Table<K, V> = HashMap<K, V, BuildHasherDefault<WordHash>>;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $label:literal;)*) => {
        /// Word classes: one bit each.
        pub(crate) mod class {
            $($(#[$doc])* pub(crate) const $name: u64 = 1 << $bit;)*
        }
        fn class_of(label: &str) -> Option<u64> {
            match label { $($label => Some(class::$name),)* _ => None }
        }
    };
}

classes! {
    /// Titles before a name: Dr, Mr, Pak.
    TITLE = 0, "title";
    /// Offices and person nouns: minister, spokeswoman, warga.
    ROLE = 1, "role";
    /// Third-person pronouns, one person.
    PRONOUN = 2, "pronoun";
    /// Third-person pronouns, several.
    PLURAL = 3, "plural";
    /// Articles and the like that open a noun phrase.
    DET = 4, "det";
    /// Numbers and amounts in words.
    QUANT = 5, "quant";
    /// Prepositions that stay inside a noun phrase: of, for, dari.
    NPREP = 6, "nprep";
    /// Prepositions and adverbs of time and manner that end a noun phrase.
    PREP = 7, "prep";
    /// And, or.
    CONJ = 8, "conj";
    /// Words that open a subordinate clause.
    SUBORD = 9, "subord";
    /// That, bahwa, dass, أن.
    COMP = 10, "comp";
    /// Relative words: who, yang.
    REL = 11, "rel";
    /// Auxiliaries and modals.
    AUX = 12, "aux";
    /// Adverbs that may stand between subject and cue.
    ADV = 13, "adv";
    /// Not, tidak.
    NEG = 14, "neg";
    /// Words that open a sentence and link it: however, namun.
    CONN = 15, "conn";
    /// Month names.
    MONTH = 16, "month";
    /// Weekday names and today, yesterday.
    DAY = 17, "day";
    /// Common finite verbs that are no cues: they end a noun phrase.
    VERB = 18, "verb";
    /// Nouns for bodies: ministry, company, court.
    BODY = 19, "body";
    /// Nouns for works: book, film, lagu; and verbs like "titled".
    WORK = 20, "work";
    /// Frequent short words that tell the language.
    FUNC = 21, "func";
    /// Abbreviations that take a full stop.
    ABBR = 22, "abbr";
    /// Known outlets.
    OUTLET = 23, "outlet";
    /// Nouns before an outlet's name: news agency, laman.
    OUTNOUN = 24, "outnoun";
    /// Wire agencies: a credit to one covers the article.
    WIRE = 25, "wire";
    /// Demonstratives that point back: itu, tersebut, the.
    DEMO = 26, "demo";
    /// Indefinite and collective subjects: some, para, many.
    COLL = 27, "coll";
    /// Nouns for occasions and things said: statement, interview, keterangan.
    OCCASION = 28, "occasion";
    /// Whom it is said to: to, kepada.
    TO = 29, "to";
    /// Words that bring in the agent of a passive: by, oleh.
    BY = 30, "by";
    /// Verb forms of reported speech (Konjunktiv).
    SUBJ = 31, "subjunctive";
    /// Empty objects after a cue: so, hal itu, this.
    EMPTY = 32, "empty";
    /// Words that say a name is withheld.
    ANON = 33, "anon";
    /// One of them, salah satunya: points at the last several speakers.
    ONEOF = 34, "oneof";
    /// Women: a hint for she.
    FEMALE = 35, "female";
    /// Men: a hint for he.
    MALE = 36, "male";
    /// Possessive mark as a token of its own.
    POSS = 37, "poss";
    /// First and second person, and other words that are no speakers we track.
    SELF = 38, "self";
    /// Prefixed verb look-alikes that are nouns, kept out of verb guessing.
    NOUN = 39, "noun";
    /// Words that quote nobody but name a wording: so-called, dubbed, bertajuk.
    NAMED = 40, "named";
    /// Nouns for what somebody holds or tells: Angaben, Ansicht.
    VIEW = 41, "view";
    /// Countries and the like: no part of a person's name.
    PLACE = 42, "place";
    /// Outlets that are written with a small letter: dpa, detikcom.
    SMALL = 43, "small";
    /// Words that open an indirect question: whether, apakah.
    QUESTION = 44, "question";
}

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $label:literal;)*) => {
        /// Tags of a cue: one bit each.
        pub(crate) mod tag {
            $($(#[$doc])* pub(crate) const $name: u32 = 1 << $bit;)*
        }
        fn tag_of(label: &str) -> Option<u32> {
            match label { $($label => Some(tag::$name),)* _ => None }
        }
    };
}

tags! {
    /// A finite verb whose subject stands before it.
    VERB = 0, "verb";
    /// A form that only stands beside a quotation and before its speaker: kata, ujar.
    ROOT = 1, "root";
    /// A form that carries its speaker in a suffix: ujarnya, menurutnya.
    SELFMADE = 2, "nya";
    /// A preposition: according to, menurut.
    PREP = 3, "prep";
    /// A participle that leans on the sentence's subject: adding.
    PART = 4, "part";
    /// A passive form: disampaikan.
    PASSIVE = 5, "passive";
    /// Takes a clause without "that".
    BARE = 6, "bare";
    /// Takes a clause after "that".
    THAT = 7, "that";
    /// Introduces direct speech.
    QUOTE = 8, "quote";
    /// Takes whom it is said to as its object: told.
    OBJ = 9, "obj";
    /// Takes a plain noun phrase as what was said: criticised.
    NP = 10, "np";
    /// Attitude rather than speech.
    ATTITUDE = 11, "attitude";
    /// Said of papers and figures: shows.
    SHOWS = 12, "shows";
    /// Reports another outlet: dilansir, quoted by; a hop of the chain.
    HOP = 13, "hop";
    /// The hop's outlet stands before the cue: Reuters reported.
    BEFORE = 14, "before";
    /// A noun: statement, pernyataan; only with "that" or a colon.
    NOUN = 15, "noun";
    /// Takes "as" between object and quoted words: described the plan as.
    AS = 16, "as";
    /// A postposition: zufolge.
    POST = 17, "post";
    /// Takes an infinitive: promised to.
    INF = 18, "inf";
    /// Opens a dependent clause that ends in a cue: wie X mitteilte.
    WIE = 19, "wie";
    /// Handed on to: kepada, told; the outlet is whom it was said to.
    HEARD = 20, "heard";
    /// Subject follows the cue: VSO languages.
    VSO = 21, "vso";
    /// A preposition that only introduces an outlet as hop: citing.
    CITING = 22, "citing";
    /// A separable prefix belongs to it: teilte … mit.
    SPLIT = 23, "split";
    /// Also a common noun: needs a pronoun before it or "that" or a quotation after it.
    MAYBE = 24, "maybe";
    /// A preposition that counts only beside such a noun: nach … Angaben.
    VIEW = 25, "view";
    /// Takes an indirect question: asked whether, bertanya apakah.
    ASKS = 26, "asks";
}

/// What the lists say about one cue.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cue {
    /// Bits of [`tag`].
    pub(crate) tags: u32,
    /// From 1 (weak) to 3 (strong).
    pub(crate) strength: u8,
    /// How many tokens the cue takes.
    pub(crate) len: u8,
}

impl Cue {
    pub(crate) const fn is(self, tags: u32) -> bool {
        self.tags & tags != 0
    }
}

/// What the lists say about one word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    pub(crate) classes: u64,
    /// Classes that hold only where the word is written in capitals: "MA" the court, not "Ma" the man.
    pub(crate) shout: u64,
    pub(crate) cue: Option<Cue>,
    pub(crate) heads: bool,
    /// Months and weekdays carry their number.
    pub(crate) number: u8,
}

/// A listed phrase of two words or more.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) rest: Vec<u32>,
    pub(crate) classes: u64,
    pub(crate) cue: Option<Cue>,
}

/// The files of one language.
pub(crate) struct Files {
    pub(crate) words: &'static str,
    pub(crate) cues: &'static str,
    pub(crate) outlets: &'static str,
    pub(crate) grammar: &'static str,
}

/// Switches of a language's grammar, from `grammar.txt`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Grammar {
    /// A comma may stand between a cue and its clause: "mengatakan, …".
    pub(crate) comma_clause: bool,
    /// Nouns are written with a capital letter.
    pub(crate) capital_nouns: bool,
    /// Subject after the verb.
    pub(crate) vso: bool,
    /// No capital letters in the script.
    pub(crate) caseless: bool,
    /// Subjunctive marks reported speech without a cue.
    pub(crate) subjunctive: bool,
    /// Finite verb may stand last and participles close the clause.
    pub(crate) verb_final: bool,
    /// Verbs can be told by their prefix (me-, di-, ber-).
    pub(crate) prefix_verbs: bool,
    /// Verbs can be told by -ed and -ing.
    pub(crate) suffix_verbs: bool,
    /// Suffix that makes a root cue carry its speaker.
    pub(crate) nya: bool,
}

/// One language's words, phrases and grammar.
pub(crate) struct Lexicon {
    pub(crate) code: &'static str,
    ids: Table<Box<str>, u32>,
    pub(crate) words: Vec<Word>,
    phrases: Table<u32, Vec<Phrase>>,
    pub(crate) grammar: Grammar,
}

impl Lexicon {
    pub(crate) fn parse(code: &'static str, files: &Files) -> Self {
        let mut lex = Self {
            code,
            ids: Table::default(),
            words: vec![Word::default()],
            phrases: Table::default(),
            grammar: Grammar::default(),
        };
        lex.read_grammar(files.grammar);
        lex.read_words(files.words);
        lex.read_outlets(files.outlets);
        lex.read_cues(files.cues);
        for list in lex.phrases.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        lex
    }

    fn read_grammar(&mut self, text: &str) {
        for line in lines(text) {
            let g = &mut self.grammar;
            match line {
                "comma clause" => g.comma_clause = true,
                "capital nouns" => g.capital_nouns = true,
                "verb subject" => g.vso = true,
                "caseless" => g.caseless = true,
                "subjunctive" => g.subjunctive = true,
                "verb final" => g.verb_final = true,
                "prefix verbs" => g.prefix_verbs = true,
                "suffix verbs" => g.suffix_verbs = true,
                "suffix speaker" => g.nya = true,
                _ => debug_assert!(false, "unknown grammar line {line}"),
            }
        }
    }

    fn read_words(&mut self, text: &str) {
        let mut classes = 0;
        let mut number = 0_u8;
        let mut counted = true;
        for line in lines(text) {
            if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                classes = 0;
                number = 0;
                // "yesterday" is a day as well, but none of the week's.
                counted = head != "when";
                for label in head.split_whitespace() {
                    let class = if label == "when" { Some(class::DAY) } else { class_of(label) };
                    debug_assert!(class.is_some(), "unknown class {label}");
                    classes |= class.unwrap_or(0);
                }
                continue;
            }
            number = number.saturating_add(1);
            let counted = counted && classes & (class::MONTH | class::DAY) != 0;
            for entry in line.split_whitespace() {
                self.add(entry, classes, None, if counted { number } else { 0 });
            }
        }
    }

    fn read_outlets(&mut self, text: &str) {
        for line in lines(text) {
            let (name, wire) = line.strip_suffix('*').map_or((line, 0), |n| (n, class::WIRE));
            let entry = name.trim().replace(' ', "_");
            // A long name in capitals may be written "Tass", too.
            let entry = if entry.len() > 4 { entry.to_lowercase() } else { entry };
            let small = if entry.starts_with(char::is_lowercase) && !name.starts_with(char::is_uppercase) {
                class::SMALL
            } else {
                0
            };
            self.add(&entry, class::OUTLET | wire | small, None, 0);
            // "لسكاي نيوز عربية": "to" is written on; single words and articles are cut where they are read.
            let arabic = entry.starts_with(|c: char| ('\u{600}'..='\u{6ff}').contains(&c));
            if arabic && entry.contains('_') && !["ال", "وكالة"].iter().any(|head| entry.starts_with(head)) {
                self.add(&format!("ل{entry}"), class::OUTLET | class::TO | wire, None, 0);
            }
        }
    }

    fn read_cues(&mut self, text: &str) {
        for line in lines(text) {
            let Some((forms, tail)) = line.split_once(':') else {
                debug_assert!(false, "cue line without tags: {line}");
                continue;
            };
            let mut cue = Cue { tags: 0, strength: 2, len: 1 };
            for label in tail.split_whitespace() {
                if let Ok(n) = label.parse::<u8>() {
                    cue.strength = n;
                } else {
                    let tag = tag_of(label);
                    debug_assert!(tag.is_some(), "unknown tag {label}");
                    cue.tags |= tag.unwrap_or(0);
                }
            }
            for entry in forms.split_whitespace() {
                self.add(entry, 0, Some(cue), 0);
                if self.grammar.nya && cue.is(tag::ROOT) && !entry.contains('_') {
                    let own = Cue { tags: (cue.tags & !tag::ROOT) | tag::SELFMADE, ..cue };
                    self.add(&format!("{entry}nya"), 0, Some(own), 0);
                }
            }
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(0);
        self.words.push(Word::default());
        self.ids.insert(word.into(), id);
        id
    }

    fn add(&mut self, entry: &str, classes: u64, cue: Option<Cue>, number: u8) {
        let mut folded = String::new();
        crate::token::fold(entry, &mut folded);
        let mut parts = folded.split('_').filter(|p| !p.is_empty());
        let Some(first) = parts.next() else { return };
        let head = self.intern(first);
        let rest: Vec<u32> = parts.map(|p| self.intern(p)).collect();
        if rest.is_empty() {
            let shouted = entry.chars().nth(1).is_some() && entry.chars().all(|c| c.is_uppercase() || c == '-');
            let word = &mut self.words[head as usize];
            if shouted {
                word.shout |= classes;
            } else {
                word.classes |= classes;
            }
            word.cue = cue.or(word.cue);
            if number > 0 {
                word.number = number;
            }
        } else {
            self.words[head as usize].heads = true;
            let cue = cue.map(|c| Cue { len: u8::try_from(rest.len() + 1).unwrap_or(u8::MAX), ..c });
            self.phrases.entry(head).or_default().push(Phrase { rest, classes, cue });
        }
    }

    /// The id of a lower-case word; 0 when it is not listed.
    pub(crate) fn id(&self, lower: &str) -> u32 {
        self.ids.get(lower).copied().unwrap_or(0)
    }

    pub(crate) fn word(&self, id: u32) -> Word {
        self.words.get(id as usize).copied().unwrap_or_default()
    }

    pub(crate) fn phrases(&self, head: u32) -> &[Phrase] {
        self.phrases.get(&head).map_or(&[], Vec::as_slice)
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|l| l.split('#').next().unwrap_or("").trim()).filter(|l| !l.is_empty())
}
