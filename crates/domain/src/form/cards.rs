//! What the buttons of the cards do to the form of an article. Like the buttons of a chain they save nothing: the form
//! comes back changed.

use super::{
    ArticleForm, CardForm, ChainForm,
    article::{MAX_CHAIN, find_words},
    article_text, read_segments, words_of, write_segments,
};
use crate::{
    invalid::{Invalid, Reason},
    quote::Directness,
    text::{self, MAX_WORDING},
};

impl ArticleForm {
    /// Does what a button of the list of cards says; gives the place of the card to go to.
    ///
    /// | button | what it does |
    /// |---|---|
    /// | `add` | a card for the words that were missed |
    /// | `join:N` | card N takes the words of the next one |
    /// | `split:N`, `split:N:P` | the words of card N from code point P, or from its second stretch or sentence, become a card of their own |
    /// | `hop:N` | one more outlet in the chain of card N |
    ///
    /// # Errors
    /// [`Reason::NotInSnapshot`] for words that do not stand in the text, [`Reason::Empty`] for none,
    /// [`Reason::UnknownChoice`] for anything else that cannot be done.
    pub fn apply(&mut self, button: &str) -> Result<usize, Invalid> {
        let odd = || Invalid::new("quotes", Reason::UnknownChoice(text::clip(button, 40)));
        let mut parts = button.split(':');
        let verb = parts.next().unwrap_or_default();
        let n = parts.next().and_then(|n| n.parse::<usize>().ok());
        let point = parts.next().and_then(|p| p.parse::<usize>().ok());
        let text = article_text("text", &self.text)?;
        let chars: Vec<char> = text.chars().collect();
        match (verb, n.filter(|n| *n < self.quotes.len())) {
            ("add", _) => self.add(&text, &chars),
            ("join", Some(n)) if n + 1 < self.quotes.len() => {
                self.join(n, &chars).ok_or_else(odd)?;
                Ok(n)
            }
            ("split", Some(n)) => {
                self.split(n, point, &chars).ok_or_else(odd)?;
                Ok(n)
            }
            ("hop", Some(n)) if self.quotes[n].chain.len() < MAX_CHAIN => {
                self.quotes[n].chain.push(ChainForm::default());
                Ok(n)
            }
            _ => Err(odd()),
        }
    }

    fn add(&mut self, text: &str, chars: &[char]) -> Result<usize, Invalid> {
        let wanted = text::block("missed", &self.missed, MAX_WORDING)?;
        if wanted.is_empty() {
            return Err(Invalid::new("missed", Reason::Empty));
        }
        let near = self.missed_start.trim().parse().ok();
        let found = find_words(text, &wanted, near).ok_or_else(|| Invalid::new("missed", Reason::NotInSnapshot))?;
        let (start, end) = (found[0].0, found[found.len() - 1].1);
        let mark = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| "\"“”„«»‘’".contains(*c));
        let is_direct = mark(start.checked_sub(1)) && mark(Some(end));
        let card = CardForm {
            keep: "on".to_owned(),
            segments: write_segments(&found),
            wording: words_of(chars, &found),
            directness: if is_direct { Directness::Direct } else { Directness::Indirect }.as_str().to_owned(),
            ..CardForm::default()
        };
        let first = |c: &CardForm| read_segments(&c.segments, chars.len()).map(|s| s[0].0);
        let place = self.quotes.iter().position(|c| first(c).is_some_and(|at| at > start)).unwrap_or(self.quotes.len());
        // The card after it named the speaker of the one before: that one stays the one it means.
        if let Some(next) = self.quotes.get(place).filter(|c| !c.same.trim().is_empty()) {
            let owner = self.speaker_place(place);
            let named = self.quotes[owner].clone();
            let next = CardForm { same: String::new(), ..next.clone() };
            self.quotes[place] = CardForm {
                speaker_name: named.speaker_name,
                speaker_pick: named.speaker_pick,
                speaker_kind: named.speaker_kind,
                ..next
            };
        }
        self.quotes.insert(place, card);
        self.missed.clear();
        self.missed_start.clear();
        Ok(place)
    }

    fn join(&mut self, n: usize, chars: &[char]) -> Option<()> {
        let next = self.quotes[n + 1].clone();
        let mut all = read_segments(&self.quotes[n].segments, chars.len())?;
        all.extend(read_segments(&next.segments, chars.len())?);
        all.sort_unstable();
        if all.windows(2).any(|w| w[1].0 < w[0].1) {
            return None;
        }
        let card = &mut self.quotes[n];
        card.segments = write_segments(&all);
        card.wording = words_of(chars, &all);
        if card.directness != next.directness {
            Directness::Mixed.as_str().clone_into(&mut card.directness);
        }
        for hop in next.chain {
            if !card.chain.contains(&hop) {
                card.chain.push(hop);
            }
        }
        self.quotes.remove(n + 1);
        Some(())
    }

    fn split(&mut self, n: usize, point: Option<usize>, chars: &[char]) -> Option<()> {
        let all = read_segments(&self.quotes[n].segments, chars.len())?;
        let point = match point {
            Some(point) => point,
            None if all.len() > 1 => all[1].0,
            None => sentence_in(chars, all[0])?,
        };
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        for (start, end) in all {
            if start < point {
                head.extend(trimmed(chars, start, end.min(point)));
            }
            if end > point {
                tail.extend(trimmed(chars, start.max(point), end));
            }
        }
        if head.is_empty() || tail.is_empty() {
            return None;
        }
        let part = |segments: &[(usize, usize)]| (write_segments(segments), words_of(chars, segments));
        let mut second = CardForm { proposal: String::new(), ..self.quotes[n].clone() };
        (second.segments, second.wording) = part(&tail);
        let first = &mut self.quotes[n];
        (first.segments, first.wording) = part(&head);
        self.quotes.insert(n + 1, second);
        Some(())
    }
}

/// The start of the second sentence within a stretch.
fn sentence_in(chars: &[char], (start, end): (usize, usize)) -> Option<usize> {
    (start + 1..end.checked_sub(1)?)
        .find(|at| matches!(chars[*at - 1], '.' | '!' | '?' | '؟' | '。') && chars[*at].is_whitespace())
}

fn trimmed(chars: &[char], start: usize, end: usize) -> Option<(usize, usize)> {
    let words = chars.get(start..end)?;
    let before = words.iter().take_while(|c| c.is_whitespace()).count();
    let after = words.iter().rev().take_while(|c| c.is_whitespace()).count();
    (before < words.len()).then(|| (start + before, end - after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: time::OffsetDateTime = datetime!(2026-01-01 12:00 UTC);
    const TEXT: &str = "😀 قال الوزير: “Kami siap. Kami menunggu,” ujar Ratna, “sampai pagi.” Lagi: Kami siap.";

    fn empty_form() -> ArticleForm {
        ArticleForm { text: TEXT.into(), title: "Pagi".into(), ..ArticleForm::default() }
    }

    #[test]
    fn missed_words_are_added_in_their_place() {
        let mut form = empty_form();
        form.missed = "sampai pagi.".into();
        assert_eq!(form.apply("add"), Ok(0));
        form.missed = "Kami siap. Kami menunggu,".into();
        assert_eq!(form.apply("add"), Ok(0));
        assert_eq!(form.quotes[0].directness, "direct");
        assert_eq!(form.check(NOW).unwrap().cards.len(), 2);
        form.missed = "tidak ada".into();
        assert_eq!(form.apply("add").unwrap_err().reason, Reason::NotInSnapshot);
        assert_eq!(form.missed, "tidak ada", "what was typed stays");
        assert_eq!(form.quotes.len(), 2);
    }

    #[test]
    fn cards_are_joined_and_split_without_losing_words() {
        let mut form = empty_form();
        form.missed = "Kami siap. Kami menunggu,".into();
        form.apply("add").unwrap();
        form.apply("split:0").unwrap();
        assert_eq!(
            form.quotes.iter().map(|c| c.wording.as_str()).collect::<Vec<_>>(),
            ["Kami siap.", "Kami menunggu,"]
        );
        form.apply("join:0").unwrap();
        assert_eq!(form.quotes[0].wording, "Kami siap. Kami menunggu,");
        assert!(form.apply("join:0").is_err(), "there is no next one");
        assert!(form.apply("split:0:0").is_err(), "nothing would stand before");
    }
}
