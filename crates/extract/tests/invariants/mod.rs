//! What holds for every article read, whatever the text: shared by the property tests and the fuzz target.

use extract::{Article, Band, Mention, Span};

/// Panics when a span leaves the text, does not hold its own words, or stands out of order.
pub fn check(input: &str, article: &Article) {
    let base: Vec<char> = article.main_text.as_deref().unwrap_or(input).chars().collect();
    let html: Vec<char> = if article.main_text.is_some() { input.chars().collect() } else { Vec::new() };
    let words = |s: Span| base[s.start..s.end].iter().collect::<String>();
    let holds = |m: &Mention| {
        assert!(m.span.start < m.span.end && m.span.end <= base.len(), "{m:?} of {}", base.len());
        assert_eq!(m.text, words(m.span), "a mention stands elsewhere");
    };
    let mut last = 0;
    for q in &article.quotes {
        let first = q.segments.first().expect("a quotation has words");
        let mut end = 0;
        for s in &q.segments {
            assert!(s.start < s.end && s.end <= base.len(), "{s:?} of {}", base.len());
            assert!(s.start >= end, "segments out of order: {:?}", q.segments);
            assert!(article.to_input(s.start) <= article.to_input(s.end), "the way back turns round");
            end = s.end;
        }
        assert!(first.start >= last, "quotations out of order");
        last = first.start;
        q.chain.iter().flat_map(|h| [Some(&h.outlet), h.cue.as_ref(), h.date.as_ref()]).flatten().for_each(holds);
        [q.cue.as_ref(), q.speaker.mention.as_ref(), q.addressee.as_ref()].into_iter().flatten().for_each(holds);
        assert!((0.0..=1.0).contains(&q.confidence));
        assert_eq!(q.band == Band::Sure, q.confidence >= 0.95, "band and confidence disagree");
    }
    [&article.title, &article.dateline, &article.byline].into_iter().flatten().for_each(holds);
    for o in &article.offsets {
        let (here, there) = (base.get(o.text..o.text + o.len), html.get(o.html..o.html + o.len));
        let (Some(here), Some(there)) = (here, there) else { panic!("{o:?} leaves a page of {}", html.len()) };
        // The first and last code point may stand for an entity, or for the blank a tag leaves.
        let mut inside = here.iter().zip(there).take(o.len.saturating_sub(1)).skip(1);
        let other = inside.find(|(a, b)| a != b && !(a.is_whitespace() && b.is_whitespace()));
        assert!(other.is_none(), "a run of the page was changed: {other:?}");
    }
}
