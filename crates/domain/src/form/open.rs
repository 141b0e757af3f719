//! Which steps of a long chain the working page draws with all their fields. The form carries it from post to post,
//! so that several can be open, with script or without.

use super::QuoteForm;

/// Chains of more steps than this fold on the working page; and so many are open at once.
pub const MAX_OPEN: usize = 24;
/// Chains of more hops than this fold, too.
pub const MAX_OPEN_HOPS: usize = 60;

impl QuoteForm {
    /// Whether the chain folds on the working page.
    pub fn is_long(&self) -> bool {
        self.steps.len() > MAX_OPEN || self.steps.iter().map(|s| s.from.len()).sum::<usize>() > MAX_OPEN_HOPS
    }

    /// Keys of the steps that somebody opened, the first opened first.
    pub fn open_keys(&self) -> impl Iterator<Item = &str> {
        self.open.split_whitespace().take(MAX_OPEN)
    }

    /// Opens a step. Where too many are open, the one opened first gives way.
    pub(super) fn open_step(&mut self, key: &str) {
        let key = key.trim();
        let kept: Vec<&str> = self.open.split_whitespace().filter(|k| *k != key).collect();
        let kept = &kept[kept.len().saturating_sub(MAX_OPEN - 1)..];
        self.open = kept.iter().copied().chain([key]).collect::<Vec<_>>().join(" ");
    }

    /// Closes a step.
    pub(super) fn close_step(&mut self, key: &str) {
        self.open = self.open_keys().filter(|k| *k != key.trim()).collect::<Vec<_>>().join(" ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_open_and_the_first_gives_way() {
        let mut form = QuoteForm::default();
        for key in 1..=MAX_OPEN + 2 {
            form.open_step(&key.to_string());
        }
        form.open_step("5");
        let open: Vec<&str> = form.open_keys().collect();
        assert_eq!((open.len(), open[0], open[MAX_OPEN - 1]), (MAX_OPEN, "3", "5"));
        form.close_step(" 5 ");
        assert_eq!((form.open_keys().count(), form.open_keys().any(|k| k == "5")), (MAX_OPEN - 1, false));
    }
}
