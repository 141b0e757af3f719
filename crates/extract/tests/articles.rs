//! Whole articles written for these tests, in `data/articles`: below the line of signs stands what has to be found,
//! as `words | speaker | cue | outlets, nearest first`.

use std::path::Path;

use extract::{Article, Input, Quote};

fn words(text: &str, span: extract::Span) -> String {
    text.chars().skip(span.start).take(span.end - span.start).collect()
}

fn line(text: &str, q: &Quote) -> String {
    let said: Vec<String> = q.segments.iter().map(|s| words(text, *s)).collect();
    let hops: Vec<String> = q
        .chain
        .iter()
        .map(|h| format!("{}{}", h.outlet.text, h.date_iso.as_deref().map(|d| format!("@{d}")).unwrap_or_default()))
        .collect();
    let speaker = q.speaker.resolved.as_deref().unwrap_or("-");
    let cue = q.cue.as_ref().map_or("-", |c| c.text.as_str());
    format!("{} | {speaker} | {cue} | {}", said.join(" … "), hops.join(" < ")).trim_end().to_string()
}

fn read(text: &str) -> Article {
    extract::read(&Input::text(text))
}

#[test]
fn every_article_is_read_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let mut seen = [0_usize; 4];
    for entry in folder.read_dir().expect("the articles are there") {
        let file = entry.expect("a file").path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let all = std::fs::read_to_string(&file).expect("an article");
        let (text, wanted) = all.split_once("=====\n").expect("a line of signs");
        let article = read(text);
        let found: Vec<String> = article.quotes.iter().map(|q| line(text, q)).collect();
        let wanted: Vec<&str> = wanted.lines().map(str::trim_end).filter(|l| !l.is_empty()).collect();
        assert_eq!(found, wanted, "{name}");
        assert!(name.starts_with(&article.language), "{name} was read as {}", article.language);
        let lang = ["ar", "de", "en", "id"].iter().position(|l| name.starts_with(l)).expect("a language");
        seen[lang] += 1;
    }
    assert!(seen[0] >= 8 && seen.iter().all(|n| *n > 0), "{seen:?}");
}

/// `words | cue | speaker` of the quotations inside the first quotation.
fn inside(text: &str) -> Vec<String> {
    let show = |m: &Option<extract::Mention>| m.as_ref().map_or("-".to_string(), |m| m.text.clone());
    let article = read(text);
    let first = article.quotes.first().expect("a quotation");
    first.inner.iter().map(|i| format!("{} | {} | {}", words(text, i.span), show(&i.cue), show(&i.speaker))).collect()
}

#[test]
fn quotations_inside_a_quotation_are_listed_with_it() {
    assert_eq!(
        inside("“My father said, ‘Never sign at night,’ and he was right,” said Ana Lopez."),
        ["Never sign at night, | said | My father"]
    );
    assert_eq!(
        inside("“Ibu saya bilang, ‘Jangan pergi hari ini,’ lalu hujan turun,” kata Sari Dewi."),
        ["Jangan pergi hari ini, | bilang | Ibu saya"]
    );
    assert_eq!(
        inside("„Der Minister sagte: ‚Wir warten noch ab.‘ Dann ging er“, sagte Karin Stein."),
        ["Wir warten noch ab. | sagte | Der Minister"]
    );
    assert!(inside("“We aren’t afraid of the ships’ noise,” said Ana Lopez.").is_empty());
}

#[test]
fn what_a_form_asks_is_told() {
    let page = "<html><head><meta property=\"og:site_name\" content=\"Kabar Laut\"><meta property=\"og:title\" \
                content=\"Feri &amp; cuaca\"><meta name=\"author\" content=\"Ayu Lestari\"><meta property=\"og:url\" \
                content=\"https://kabarlaut.id/2025/03/01/feri\"></head><body><article><p>“Feri terlambat,” kata Sari \
                Dewi.</p></article></body></html>";
    let a = extract::read(&Input::html(page));
    assert_eq!(a.outlet.as_deref(), Some("Kabar Laut"));
    assert_eq!(a.page_title.as_deref(), Some("Feri & cuaca"));
    assert_eq!(a.page_author.as_deref(), Some("Ayu Lestari"));
    assert_eq!(a.page_url.as_deref(), Some("https://kabarlaut.id/2025/03/01/feri"));
    assert_eq!(a.published.as_deref(), Some("2025-03-01"));
    let text = "MELATI (Lensa Pagi) — “Feri terlambat,” kata Sari Dewi.";
    let a = extract::read(&Input { url: Some("https://www.lensapagi.id/2025/02/30/x"), ..Input::text(text) });
    assert_eq!((a.outlet.as_deref(), a.house.as_deref()), (Some("Lensa Pagi"), Some("lensapagi.id")));
    assert_eq!(a.published, None, "there is no 30 February");
}
