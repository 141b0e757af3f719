//! The web news set, written for this project, as a floor no change may fall below.
//! A rough stand-in for the scorer: exact words after trimming, and the speaker's name.

use serde_json::Value;

const STRIP: &[char] = &[' ', '"', '“', '”', '‘', '’', '\'', '«', '»', ',', '.', ':', ';', '!', '?', '…'];

fn segments(q: &Value) -> Vec<(usize, usize)> {
    let number = |v: &Value| usize::try_from(v.as_u64().unwrap_or(0)).unwrap_or(0);
    q["segments"].as_array().into_iter().flatten().map(|s| (number(&s[0]), number(&s[1]))).collect()
}

#[test]
fn the_web_set_is_read_as_well_as_before() {
    let (mut wanted, mut found, mut named, mut chained) = (0_u32, 0_u32, 0_u32, 0_u32);
    for line in include_str!("data/sanad_web_dev.jsonl").lines() {
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
                let outlets: Vec<&str> =
                    q["chain"].as_array().unwrap().iter().filter_map(|h| h["outlet_text"].as_str()).collect();
                chained += u32::from(outlets.len() == p.chain.len());
            }
        }
    }
    assert!(found * 100 >= wanted * 95, "{found} of {wanted} found");
    assert!(named * 100 >= found * 90, "{named} of {found} speakers");
    assert!(chained * 100 >= found * 97, "{chained} of {found} chains");
}
