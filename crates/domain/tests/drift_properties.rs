//! What must hold for the drift rules whatever the two texts are.

use domain::drift::record::{Pair, Report, report};
use domain::drift::{Finding, Kind, Span, Wording, findings};
use proptest::prelude::*;

const LANGS: [&str; 6] = ["id", "en", "ar", "ru", "", "id-ID"];

/// Words the rules care about, words they do not, marks and odd characters.
const PIECES: [&str; 64] = [
    "tidak",
    "bukan",
    "belum",
    "mungkin",
    "diduga",
    "akan",
    "kata",
    "ujar",
    "mengatakan",
    "memperingatkan",
    "mengancam",
    "menurut",
    "Putin",
    "Shoigu",
    "Menteri",
    "mantan",
    "dua",
    "puluh",
    "ratus",
    "juta",
    "12",
    "1.250",
    "7/8/2024",
    "persen",
    "%",
    "Rp8.000",
    "not",
    "never",
    "didn't",
    "can't",
    "may",
    "might",
    "said",
    "warned",
    "threatened",
    "according",
    "to",
    "President",
    "former",
    "seven",
    "hundred",
    "million",
    "August",
    "2024",
    "half",
    "a",
    "قال",
    "لم",
    "ربما",
    "هدد",
    "٢٥",
    "قَـالَ",
    "“",
    "”",
    "\"",
    "'",
    "«",
    "…",
    ".",
    ",",
    "—",
    "\u{200b}",
    "🕊",
    "e\u{301}",
];

fn text() -> impl Strategy<Value = String> {
    let messy = prop::collection::vec((prop::sample::select(&PIECES[..]), any::<bool>()), 0..40).prop_map(|pieces| {
        let parts = pieces.into_iter().map(|(p, space)| if space { format!("{p} ") } else { p.into() });
        parts.collect::<String>()
    });
    prop_oneof![3 => messy, 1 => ".{0,80}"]
}

fn lang() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&LANGS[..])
}

fn drift(a: &str, lang_a: &str, b: &str, lang_b: &str) -> Vec<Finding> {
    findings(&Wording::new(a, lang_a), &Wording::new(b, lang_b))
}

/// Clean prose of plain words, names, numbers and quotes, with single spaces.
fn prose() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&FOLDABLE[..]), 1..30)
}

const FOLDABLE: [&str; 24] = [
    "\"kami tidak mundur\"",
    "kata",
    "Putin",
    "mungkin",
    "12 orang",
    "3,5 juta",
    "- lama -",
    "anak-anak",
    "mengancam",
    "Jum'at",
    "Menteri Sari",
    "akan",
    "pulang.",
    "damai,",
    "قال",
    "7 Agustus 2024",
    "dua ratus",
    "belum",
    "tanpa",
    "di Ambon",
    "40%",
    "ya!",
    "\"siap\",",
    "radar",
];

/// The same text in other marks, dashes, case and white space.
fn dressed(words: &[&str], choice: u8) -> String {
    let gap = ["  ", " ", "\n", "\u{a0}"][usize::from(choice % 4)];
    let dash = ["-", "–", "‑"][usize::from(choice % 3)];
    let (open, close) = [("“", "”"), ("«", "»"), ("„", "“"), ("\"", "\"")][usize::from(choice / 4 % 4)];
    let joined = words.join(gap);
    let mut out = String::new();
    let mut opened = false;
    for c in joined.chars() {
        match c {
            '"' => {
                out.push_str(if opened { close } else { open });
                opened = !opened;
            }
            '-' => out.push_str(dash),
            '\'' => out.push('’'),
            c => out.push(c),
        }
    }
    if choice & 64 == 0 { out } else { out.to_uppercase() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_lies_in_both_texts(a in text(), b in text(), la in lang(), lb in lang()) {
        let (len_a, len_b) = (a.chars().count(), b.chars().count());
        let found = drift(&a, la, &b, lb);
        for f in &found {
            prop_assert!(f.up.start <= f.up.end && f.up.end <= len_a, "{f:?}");
            prop_assert!(f.down.start <= f.down.end && f.down.end <= len_b, "{f:?}");
            prop_assert!(!(f.up.is_empty() && f.down.is_empty()), "{f:?}");
            match f.kind {
                Kind::Omission => prop_assert!(f.down.is_empty()),
                Kind::Insertion => prop_assert!(f.up.is_empty()),
                Kind::QuoteMarks | Kind::Substitution | Kind::Cue | Kind::Splice =>
                    prop_assert!(!f.up.is_empty() && !f.down.is_empty()),
                _ => {}
            }
        }
        // Words that a named kind explains are not reported again as plain changes.
        let plain = |k: Kind| matches!(k, Kind::Omission | Kind::Insertion | Kind::Substitution);
        let meet = |x: Span, y: Span| x.start.max(y.start) < x.end.min(y.end);
        for p in found.iter().filter(|f| plain(f.kind)) {
            for f in found.iter().filter(|f| !plain(f.kind) && f.kind != Kind::QuoteMarks) {
                let same = la == lb && (meet(p.up, f.up) || meet(p.down, f.down));
                prop_assert!(!same, "{p:?} {f:?}");
            }
        }
        // The same texts always give the same findings, each once and in order.
        prop_assert!(found.windows(2).all(|w| w[0] < w[1]));
        prop_assert_eq!(found, drift(&a, la, &b, lb));
    }

    #[test]
    fn a_text_does_not_drift_from_itself(a in text(), l in lang()) {
        prop_assert_eq!(drift(&a, l, &a, l), vec![]);
    }

    #[test]
    fn dress_is_not_drift(words in prose(), x in any::<u8>(), y in any::<u8>()) {
        let (a, b) = (dressed(&words, x), dressed(&words, y));
        prop_assert_eq!(drift(&a, "id", &b, "id"), vec![], "\n{}\n{}", a, b);
    }

    #[test]
    fn no_drift_one_way_means_at_most_lost_marks_the_other_way(a in text(), b in text(), l in lang()) {
        if drift(&a, l, &b, l).is_empty() {
            let back = drift(&b, l, &a, l);
            prop_assert!(back.iter().all(|f| f.kind == Kind::QuoteMarks), "{back:?}");
        }
    }

    #[test]
    fn a_word_put_in_and_a_word_left_out_mirror_each_other(
        words in prop::collection::hash_set("[b-d][f-m][n-z]{3,6}q", 2..20),
        at in any::<prop::sample::Index>(),
        l in prop::sample::select(&["id", "ru", ""][..]),
    ) {
        let words: Vec<String> = words.into_iter().collect();
        let at = at.index(words.len());
        let long = words.join(" ");
        let mut rest = words.clone();
        let gone = rest.remove(at);
        let short = rest.join(" ");
        let start = words[..at].iter().map(|w| w.chars().count() + 1).sum::<usize>();
        let span = Span { start, end: start + gone.chars().count() };
        let out = drift(&long, l, &short, l);
        prop_assert_eq!(out.len(), 1);
        prop_assert_eq!((out[0].kind, out[0].up), (Kind::Omission, span));
        let back = drift(&short, l, &long, l);
        prop_assert_eq!(back.len(), 1);
        prop_assert_eq!((back[0].kind, back[0].down, back[0].up), (Kind::Insertion, span, out[0].down));
    }

    #[test]
    fn a_changed_number_is_one_finding_in_any_spelling(x in 3_u32..2_000_000, y in 3_u32..2_000_000) {
        let text = |n: &str| format!("Sebanyak {n} warga mengungsi ke lapangan.");
        let dotted = |n: u32| {
            let digits = n.to_string();
            let mut out = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i).is_multiple_of(3) {
                    out.push('.');
                }
                out.push(c);
            }
            out
        };
        let (a, b) = (text(&x.to_string()), text(&dotted(y)));
        let found = drift(&a, "id", &b, "id");
        if x == y {
            prop_assert_eq!(found, vec![]);
        } else {
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].kind, Kind::Number);
            let across = drift(&text(&x.to_string()), "id", &text(&dotted(y)), "en");
            prop_assert_eq!(across.iter().filter(|f| f.kind == Kind::Number).count(), 1);
        }
    }
}

/// Texts of 100,000 characters made to be hard: nothing in common, few words in any order,
/// every sentence touched, one endless word, nothing but marks or numbers.
#[test]
fn long_texts_are_read_without_a_clock() {
    let mut seed = 7_u64;
    let mut next = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    let mut fill = |make: &mut dyn FnMut(u64) -> String| {
        let mut text = String::new();
        while text.len() < 100_000 {
            text.push_str(&make(next(1 << 30)));
            text.push(' ');
        }
        text
    };
    let few_a = fill(&mut |r| format!("w{}", r % 7));
    let few_b = fill(&mut |r| format!("w{}", r % 7));
    let none_a = fill(&mut |r| format!("a{r}"));
    let none_b = fill(&mut |r| format!("b{r}"));
    let mut n = 0;
    let line_a = fill(&mut |_| {
        n += 1;
        format!("Kalimat{n} tidak berubah, kata Menteri{n} soal {n} orang.")
    });
    let line_b = line_a.replace("tidak ", "").replace("orang", "warga");
    let names_a = fill(&mut |r| format!("Nama{r} said"));
    let names_b = fill(&mut |r| format!("Lain{r} said"));
    let marks = "“‘…’”".repeat(20_000);
    let word = "x1".repeat(50_000);
    let numbers_a = fill(&mut |r| format!("{}", r % 1000));
    let numbers_b = fill(&mut |r| format!("{} juta", r % 1000));
    let started = std::time::Instant::now();
    for (a, b) in [
        (&few_a, &few_b),
        (&none_a, &none_b),
        (&line_a, &line_b),
        (&names_a, &names_b),
        (&marks, &few_a),
        (&word, &word),
        (&numbers_a, &numbers_b),
    ] {
        for (la, lb) in [("id", "id"), ("ar", "en")] {
            let one = std::time::Instant::now();
            let found = drift(a, la, b, lb);
            println!("{la} {lb} {:>6} findings {:?}", found.len(), one.elapsed());
        }
    }
    let flips = drift(&line_a, "id", &line_b, "id");
    assert_eq!(flips.iter().filter(|f| f.kind == Kind::Negation).count(), n);
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn a_line_of_the_command_reads_and_prints_as_documented() {
    let line = r#"{"id":"x1","lang_a":"id","lang_b":"id","a":"Dua kapal tiba.","b":"Tiga kapal tiba."}"#;
    let pair: Pair = serde_json::from_str(line).expect("a pair");
    let out = serde_json::to_string(&report(&pair)).expect("a line");
    assert_eq!(out, r#"{"id":"x1","findings":[{"kind":"number","a":[0,3],"b":[0,4]}]}"#);
    let back: Report = serde_json::from_str(&out).expect("a report");
    assert_eq!(back, report(&pair));
    let bare: Pair = serde_json::from_str(r#"{"id":"x2","a":"a b","b":"a"}"#).expect("a pair");
    assert_eq!(report(&bare).findings[0].kind.as_str(), "omission");
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_string(&kind).expect("a kind"), format!("\"{kind}\""));
    }
}

#[test]
fn an_omission_points_at_the_place_it_left() {
    let found = drift("Kami siap sepenuhnya bekerja.", "id", "Kami siap bekerja.", "id");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].up.start, found[0].up.end), (10, 20));
    assert_eq!((found[0].down.start, found[0].down.end), (10, 10));
}

#[test]
fn offsets_are_code_points() {
    let found = drift("🕊🕊 “Dua” é", "id", "🕊🕊 “Tiga” é", "id");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].up.start, found[0].up.end), (4, 7));
    assert_eq!((found[0].down.start, found[0].down.end), (4, 8));
}
