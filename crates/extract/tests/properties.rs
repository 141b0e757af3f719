//! Whatever the text, reading it neither panics nor points outside it.

mod invariants;

use extract::{Article, Input};
use invariants::check;
use proptest::prelude::*;

fn read(text: &str) -> Article {
    extract::read(&Input::text(text))
}

/// Pieces that make rules fire, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "„",
        "«",
        "»",
        "''",
        "said",
        "told",
        "that",
        "Ana",
        "Lopez",
        "kata",
        "ujarnya",
        "mengatakan",
        "menurut",
        "Menurut",
        "bahwa",
        "seperti dikutip",
        "dilansir",
        "Reuters",
        "CNN Indonesia",
        "(7/8/2024)",
        "(AP)",
        "—",
        "-",
        ",",
        ".",
        ":",
        ";",
        "?",
        "\n",
        "\n\n",
        "he",
        "ia",
        "according to",
        "adding",
        "kepada",
        "Selasa lalu",
        "Dr.",
        "yang",
        "dan",
        "and",
        "the",
        "laut",
        "nach",
        "Angaben",
        "sagte",
        "dass",
        "zufolge",
        "sei",
        "wie",
        "mitteilte",
        "قال",
        "إن",
        "الوزير",
        "وكالة",
        "رويترز",
        "عن",
        "قوله",
        "مشيرا إلى",
        "،",
        "🙏",
        "(",
        ")",
        "@akun",
        "#tag",
        "a.n.",
        "Kota",
        "Presiden",
        "citing",
        "people familiar",
        "One of them",
        "als",
        "nannte",
        "\u{301}",
        "İ",
        "ß",
        "\u{0}",
    ]);
    prop::collection::vec((words, prop::sample::select(vec![" ", "", " ", " "])), 0..60)
        .prop_map(|v| v.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn any_string(text in any::<String>()) {
        check(&text, &read(&text));
    }

    #[test]
    fn any_mix_of_telling_pieces(text in pieces()) {
        check(&text, &read(&text));
    }

    #[test]
    fn any_language(text in pieces(), lang in prop::sample::select(vec!["id", "en", "de", "ar", "xx"])) {
        let a = extract::read(&Input { lang: Some(lang), date: Some("2025-03-12"), url: Some("https://www.reuters.com/x"), ..Input::text(&text) });
        check(&text, &a);
    }

    #[test]
    fn any_page(parts in prop::collection::vec((prop::sample::select(vec!["<p>", "</p>", "<article>", "</article>", "<br>", "<a href='x'>", "</a>", "<script>", "</script>", "<!--", "-->", "&amp;", "&#8220;", "&rdquo;", "<", ">", "<nav>", "</nav>", "<h1>", "</h1>"]), pieces()), 0..12)) {
        let page: String = parts.into_iter().flat_map(|(a, b)| [a.to_string(), b]).collect();
        let a = extract::read(&Input::html(&page));
        check(&page, &a);
        let len = page.chars().count();
        for q in &a.quotes {
            for s in &q.segments {
                prop_assert!(a.to_input(s.start) <= len && a.to_input(s.end) <= len);
            }
        }
    }

    #[test]
    fn the_same_text_reads_the_same(text in pieces()) {
        prop_assert_eq!(read(&text), read(&text));
    }
}

/// Texts the fuzz target once failed on.
#[test]
fn texts_that_once_failed_are_read() {
    for text in ["By\nC", "نقل وكالة ل عن،أن/ل"] {
        check(text, &read(text));
    }
}

/// Twice the text may take about twice the time, never four times; measured roughly and only for blow-ups.
#[test]
fn time_grows_with_length_only() {
    for piece in ["\"", "“", "“” ", "\"a ", "said Anna Smith, ", "(said ", "dikutip dari Reuters, ", "“a\n", "‘a "]
    {
        let text = piece.repeat(200_000 / piece.len());
        let start = std::time::Instant::now();
        check(&text, &read(&text));
        assert!(start.elapsed().as_secs() < 30, "{piece:?} took {:?}", start.elapsed());
    }
}
