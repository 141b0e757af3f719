//! What the fuzz target feeds in: sample articles bent out of shape, and texts made of what the rules look for.

use fastrand::Rng;
use serde::{Deserialize, Serialize};

/// One input, as it is saved for a replay.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) html: bool,
    pub(crate) lang: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) date: Option<String>,
}

impl Case {
    /// The engine's view of it.
    pub(crate) fn input(&self) -> extract::Input<'_> {
        extract::Input {
            text: &self.text,
            html: self.html,
            url: self.url.as_deref(),
            date: self.date.as_deref(),
            lang: self.lang.as_deref(),
        }
    }
}

const MARKS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "„",
    "‟",
    "«",
    "»",
    "‹",
    "›",
    "''",
    "``",
    "‚",
    "‛",
    "″",
    "＂",
    "「",
    "」",
    "\u{201c}\n",
];
const SIGNS: &[&str] = &[
    ",", ".", ":", ";", "?", "!", "…", "—", "–", "-", "(", ")", "[", "]", "/", "،", "؛", "؟", "&", "@", "#", "\n",
    "\n\n", "\r\n",
];
const WORDS: &[&str] = &[
    "said",
    "told",
    "that",
    "Ana",
    "Lopez",
    "Dr.",
    "St.",
    "J.",
    "kata",
    "ujarnya",
    "katanya",
    "mengatakan",
    "menurut",
    "Menurut",
    "bahwa",
    "Wali Kota",
    "Sari Dewi",
    "seperti dikutip",
    "dilansir",
    "dikutip dari",
    "Reuters",
    "CNN Indonesia",
    "(7/8/2024)",
    "Selasa lalu",
    "(AP)",
    "kepada",
    "yang",
    "dan",
    "and",
    "the",
    "he",
    "ia",
    "dia",
    "according to",
    "adding",
    "citing",
    "people familiar",
    "One of them",
    "who asked not to be named",
    "laut",
    "nach",
    "Angaben",
    "sagte",
    "dass",
    "zufolge",
    "sei",
    "wie",
    "mitteilte",
    "als",
    "nannte",
    "habe",
    "Ministerin",
    "قال",
    "قالت",
    "إن",
    "أن",
    "الوزير",
    "وكالة",
    "رويترز",
    "عن",
    "قوله",
    "وأضاف",
    "مشيرا إلى",
    "نقلا عن",
    "وفقا ل",
    "PT",
    "Universitas",
    "BI",
    "Perhubungan",
    "🙏",
    "👩‍👩‍👧",
    "@akun",
    "#tag",
    "a.n.",
    "12",
    "1.000,50",
    "LIMA (AP) —",
    "x/y",
];
const ODD: &[&str] = &[
    "\u{301}",
    "\u{0}",
    "\u{feff}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}",
    "\u{64b}",
    "\u{640}",
    "İ",
    "ß",
    "ﬁ",
    "Ǆ",
    "\u{1f1ee}\u{1f1e9}",
    "\u{fffd}",
    "\u{2028}",
    "\u{85}",
    "\u{a0}",
    "\u{10ffff}",
];
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<article>",
    "</article>",
    "<br>",
    "<a href='x'>",
    "</a>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "&amp;",
    "&#8220;",
    "&#x201D;",
    "&rdquo;",
    "&#0;",
    "&#1114112;",
    "&nosuch;",
    "<",
    ">",
    "</",
    "<nav>",
    "</nav>",
    "<h1>",
    "</h1>",
    "<blockquote>",
    "</blockquote>",
    "<title>",
    "</title>",
    "<meta property=\"article:published_time\" content=\"",
    "2024-02-30",
    "\">",
    "<time datetime=\"2025-03-01\">",
    "</time>",
    "<style>",
    "<svg>",
    "<div class=\"share\">",
    "<td>",
];

fn pick<'a>(rng: &mut Rng, from: &[&'a str]) -> &'a str {
    rng.choice(from).copied().unwrap_or_default()
}

/// A piece of any sort.
fn piece<'a>(rng: &mut Rng) -> &'a str {
    match rng.u8(0..10) {
        0..2 => pick(rng, MARKS),
        2..4 => pick(rng, SIGNS),
        4..9 => pick(rng, WORDS),
        _ => pick(rng, ODD),
    }
}

/// The next input: mostly articles, bent; the rest is made up.
pub(crate) fn next(rng: &mut Rng, samples: &[String]) -> Case {
    let mut html = rng.u8(0..6) == 0;
    let text = match rng.u8(0..16) {
        0..7 => bend(rng, samples),
        7..10 => soup(rng, 0..120, piece),
        10 => soup(rng, 0..400, |rng| if rng.bool() { pick(rng, MARKS) } else { pick(rng, WORDS) }),
        11 => soup(rng, 0..300, |rng| if rng.bool() { pick(rng, ODD) } else { piece(rng) }),
        12 => repeated(rng),
        13 => String::from_utf8_lossy(&(0..rng.usize(0..400)).map(|_| rng.u8(..)).collect::<Vec<_>>()).into_owned(),
        14 => (0..rng.usize(0..300)).map(|_| rng.char(..)).collect(),
        _ => {
            html = true;
            soup(rng, 0..300, |rng| if rng.bool() { pick(rng, TAGS) } else { piece(rng) })
        }
    };
    let some = |rng: &mut Rng, from: &[&str]| (rng.u8(0..4) == 0).then(|| pick(rng, from).to_string());
    Case {
        text,
        html,
        lang: some(rng, &["id", "en", "de", "ar", "xx", ""]),
        url: some(rng, &["https://www.reuters.com/x", "nonsense", "https://kabarlaut.id/2025/03/01/feri", "//"]),
        date: some(rng, &["2025-03-12", "2024-02-29", "2023-02-29", "yesterday", "0000-00-00"]),
    }
}

fn soup(rng: &mut Rng, count: std::ops::Range<usize>, mut one: impl FnMut(&mut Rng) -> &'static str) -> String {
    let mut out = String::new();
    for _ in 0..rng.usize(count) {
        out.push_str(one(rng));
        if rng.u8(0..3) > 0 {
            out.push(' ');
        }
    }
    out
}

/// A few pieces, over and over: what is slow when work is not bounded.
fn repeated(rng: &mut Rng) -> String {
    let unit = soup(rng, 1..6, piece);
    unit.repeat((rng.usize(1..24_000) / unit.len().max(1)).max(1))
}

/// A sample article with one to eight changes.
fn bend(rng: &mut Rng, samples: &[String]) -> String {
    let Some(text) = rng.choice(samples) else { return soup(rng, 0..120, piece) };
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..rng.usize(1..9) {
        let (a, b) = range(rng, chars.len());
        match rng.u8(0..9) {
            0 => drop(chars.drain(a..b)),
            1 => {
                let copy = chars[a..b].to_vec();
                let at = rng.usize(0..=chars.len());
                chars.splice(at..at, copy);
            }
            2 => chars.truncate(rng.usize(0..=chars.len())),
            3 | 4 => {
                let new: Vec<char> = piece(rng).chars().collect();
                chars.splice(a..a, new);
            }
            5 => {
                let marks: Vec<char> = pick(rng, MARKS).chars().collect();
                let is = |c: &char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’');
                for at in (a..b).rev() {
                    if is(&chars[at]) {
                        chars.splice(at..=at, marks.iter().copied());
                    }
                }
            }
            6 => chars[a..b].iter_mut().filter(|c| c.is_whitespace()).for_each(|c| *c = ' '),
            7 => {
                let upper: Vec<char> = chars[a..b].iter().flat_map(|c| c.to_uppercase()).collect();
                chars.splice(a..b, upper);
            }
            _ => {
                let other: Vec<char> = rng.choice(samples).map(|o| o.chars().collect()).unwrap_or_default();
                let (x, y) = range(rng, other.len());
                chars.splice(a..b, other[x..y].iter().copied());
            }
        }
    }
    chars.into_iter().collect()
}

/// A stretch, more often short than long.
fn range(rng: &mut Rng, len: usize) -> (usize, usize) {
    let a = rng.usize(0..=len);
    let most = if rng.bool() { 12 } else { len };
    (a, (a + rng.usize(0..=most)).min(len))
}
