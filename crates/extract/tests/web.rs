//! The web news sets written for this project, as floors no change may fall below.
//! A rough stand-in for the scorer: exact words after trimming, the speaker's name, the outlets of the chain.

use serde_json::Value;

const STRIP: &[char] =
    &[' ', '"', '“', '”', '‘', '’', '\'', '«', '»', '„', ',', '.', ':', ';', '!', '?', '…', '،', '؟'];

fn segments(q: &Value) -> Vec<(usize, usize)> {
    let number = |v: &Value| usize::try_from(v.as_u64().unwrap_or(0)).unwrap_or(0);
    q["segments"].as_array().into_iter().flatten().map(|s| (number(&s[0]), number(&s[1]))).collect()
}

fn outlet(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.trim_start_matches("the ").trim_start_matches('ل').to_string()
}

/// Percent of the quotations found, and of those found with the right speaker and with the right outlets.
fn read(set: &str) -> [u32; 3] {
    let (mut wanted, mut found, mut named, mut chained) = (0_u32, 0_u32, 0_u32, 0_u32);
    for line in set.lines() {
        let doc: Value = serde_json::from_str(line).unwrap();
        let text = doc["text"].as_str().unwrap();
        let chars: Vec<char> = text.chars().collect();
        let words = |a: usize, b: usize| chars[a..b].iter().collect::<String>().trim_matches(STRIP).to_string();
        let article = extract::read(&extract::Input::text(text));
        for q in doc["quotes"].as_array().unwrap().iter().filter(|q| q["optional"].as_bool() != Some(true)) {
            for (a, b) in segments(q) {
                wanted += 1;
                let hit =
                    article.quotes.iter().find(|p| p.segments.iter().any(|s| words(s.start, s.end) == words(a, b)));
                let Some(p) = hit else { continue };
                found += 1;
                let gold = q["speaker_resolved"].as_str().unwrap_or_default().to_lowercase();
                let own = p.speaker.resolved.as_deref().unwrap_or_default().to_lowercase();
                named += u32::from(own.contains(&gold) || gold.contains(&own));
                let outlets: Vec<String> = q["chain"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(|h| h["outlet_text"].as_str())
                    .map(outlet)
                    .collect();
                chained += u32::from(outlets == p.chain.iter().map(|h| outlet(&h.outlet.text)).collect::<Vec<_>>());
            }
        }
    }
    [found * 100 / wanted, named * 100 / found, chained * 100 / found]
}

/// Each figure stands at its floor or above it.
fn holds(set: &str, floors: [u32; 3]) {
    let figures = read(set);
    assert!(figures.iter().zip(floors).all(|(figure, floor)| *figure >= floor), "{figures:?}, floors {floors:?}");
}

#[test]
fn the_web_set_is_read_as_well_as_before() {
    holds(include_str!("data/sanad_web_dev.jsonl"), [95, 90, 97]);
}

/// Nobody who works on the engine has read this set; please keep it so, and look at its figures only.
#[test]
fn articles_never_seen_are_read_as_well_as_before() {
    holds(include_str!("data/unseen_a.jsonl"), [93, 80, 93]);
}

#[test]
fn articles_written_later_are_read_as_well_as_before() {
    holds(include_str!("data/unseen_b.jsonl"), [96, 88, 96]);
}

/// Written without sight of the engine, then tuned on: chains above all.
#[test]
fn many_ways_to_name_an_outlet_are_read_as_well_as_before() {
    holds(include_str!("data/unseen_c.jsonl"), [96, 95, 95]);
}
